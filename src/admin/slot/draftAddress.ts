// What a new draft can be opened with, in the address of its page: written here, and read here.
import { formatAdminURL } from 'payload/shared'
import { PROOF_KINDS, type ProofKind } from '../../channels/proofKinds.ts'

/** Identifiers, and an instant in ISO 8601. */
export type DraftValues = {
  plan?: string
  line?: string | null
  task?: string | null
  event?: string | null
  outlets?: string[]
  publishAt?: string
  /** Of a new proof: what ran, and where. */
  item?: string
  outlet?: string
  kind?: ProofKind
}

/** Address of the screen of a new item, or of a new proof, with values filled in. */
export const draftAddress = ({
  adminRoute,
  collection = 'items',
  values,
}: {
  adminRoute: string
  collection?: 'items' | 'proofs'
  values: DraftValues
}): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (text) query.set(name, text)
  }
  return `${formatAdminURL({ adminRoute, path: `/collections/${collection}/create` })}?${query}`
}

/** The same read back; what is no identifier and no instant is left out. */
export const draftValuesIn = (query: Record<string, unknown>): DraftValues => {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const identifier = (name: string) => (IDENTIFIER.test(text(name)) ? text(name) : undefined)
  const outlets = text('outlets')
    .split(',')
    .filter((one) => IDENTIFIER.test(one))
    .slice(0, 200)
  const at = new Date(text('publishAt'))
  // an item has kinds of its own
  const isProof = identifier('item') !== undefined
  return {
    plan: identifier('plan'),
    line: identifier('line'),
    task: identifier('task'),
    event: identifier('event'),
    outlets: outlets.length > 0 ? outlets : undefined,
    publishAt: Number.isNaN(at.getTime()) ? undefined : at.toISOString(),
    item: identifier('item'),
    outlet: identifier('outlet'),
    kind: isProof ? PROOF_KINDS.find((one) => one === text('kind')) : undefined,
  }
}

const IDENTIFIER = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
