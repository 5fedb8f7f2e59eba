// What a document would take, before anything is taken: `GET /api/items/:id/quota` as it is saved, `POST
// /api/items/quota` as a form has it that is not saved yet.
import { addDataAndFileToRequest, type Endpoint, type PayloadRequest } from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { refuse } from '../errors/index.ts'
import { docFacts } from './docFacts.ts'
import { countsOf } from './held.ts'
import { keyOf } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { describeBuckets, quotaExceeded } from './refusal.ts'
import type { Run } from './rules.ts'
import { unsavedValues } from './unsaved.ts'
import { runsForeseen, runsNow, wantedIn } from './wanted.ts'

type Doc = Record<string, unknown>
type Asking = {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  doc: Doc
  now?: Date
  /** See `runsNow`. Default: where the time lies ahead, unless the status alone decides. */
  isPlanOfCorrection?: boolean
}

/**
 * GET answers `{ slots }` for a document that the caller may read. POST takes `{ id?, …values }`: the fields that
 * counting looks at (`unsavedValues`), over the saved document where `id` names one; what a new one leaves out is
 * filled in as a save would. Nothing is stored.
 */
export const previewEndpoints = (options: SanitizedQuotaOptions): Endpoint[] => [
  {
    path: '/:id/quota',
    method: 'get',
    handler: async (req) => {
      if (!options.actorOf(req)) throw refuse({ req, code: 'forbidden' })
      const doc = await savedDoc({ req, options, id: req.routeParams?.id })
      return Response.json({ slots: await slotsOf({ req, options, doc }) })
    },
  },
  {
    path: '/quota',
    method: 'post',
    handler: async (req) => {
      if (!options.actorOf(req)) throw refuse({ req, code: 'forbidden' })
      await addDataAndFileToRequest(req)
      const { id, ...given } = (req.data ?? {}) as Doc
      const values = unsavedValues({ req, options, given })
      const doc = id
        ? { ...(await savedDoc({ req, options, id })), ...values }
        : { ...(await options.fillNew({ req, doc: values })), id: null }
      return Response.json({ slots: await slotsOf({ req, options, doc }) })
    },
  },
]

const savedDoc = async ({ req, options, id }: Omit<Asking, 'doc'> & { id: unknown }): Promise<Doc> => {
  const { isValid, own } = identifiersOf(req)
  if (!isValid(id)) throw refuse({ req, code: 'not-found' })
  return (await req.payload.findByID({
    collection: options.collection as 'items',
    id: own(id),
    depth: 0,
    draft: true,
    trash: true,
    overrideAccess: false,
    req,
  })) as unknown as Doc
}

const slotsOf = async ({ req, options, doc }: Asking) => {
  const { wanted, stateOf } = await wantedBy({ req, options, doc })
  const described = await describeBuckets({ req, options, buckets: wanted.map(({ bucket }) => bucket) })
  return described.map((slot, index) => {
    const bucket = wanted[index]?.bucket
    const state = bucket && stateOf(keyOf(bucket))
    return {
      ...slot,
      ...(bucket?.outlet ? { outletId: bucket.outlet } : {}),
      held: state ?? null,
      isFree: Boolean(state) || slot.max === null || slot.used < slot.max,
    }
  })
}

/**
 * The refusal a document would meet if it took its slots now, or null: for a list of what can be done. Nothing is
 * taken, so another may still come first.
 * @param doc the document with the time it is planned for; relations as identifiers
 */
export const foreseeRefusal = async (asking: Asking) => {
  const { req, options } = asking
  const { wanted, stateOf, usedOf } = await wantedBy(asking)
  const full = wanted
    .map(({ bucket }) => bucket)
    .filter(
      (bucket) =>
        bucket.rule.enforcement === 'block' &&
        bucket.rule.max !== null &&
        !stateOf(keyOf(bucket)) &&
        usedOf(bucket) >= bucket.rule.max,
    )
  return full.length > 0 ? quotaExceeded({ req, options, full }) : null
}

/** Where and when a document would run if it went live now, or at the time it is planned for. Index: as `docFacts`. */
export const foreseeRuns = async (asking: Asking): Promise<Run[]> => (await runsOf(asking)).runs

const runsOf = async ({ req, options, doc, now = new Date(), isPlanOfCorrection }: Asking) => {
  const { subject, facts } = await docFacts({
    req,
    options,
    doc,
    id: doc.id === null ? null : String(doc.id),
  })
  const asked = { doc, facts, now, options }
  const runs =
    isPlanOfCorrection === undefined ? runsForeseen(asked) : runsNow({ ...asked, isPlanOfCorrection })
  return { subject, facts, runs }
}

const wantedBy = async (asking: Asking) => {
  const { req, options } = asking
  const { subject, facts, runs } = await runsOf(asking)
  const wanted = wantedIn({ rules: facts.rules, subject, runs, state: 'reserved' })
  const held = new Map(facts.held.map((slot) => [`${slot.quota} ${slot.bucket}`, slot.state]))
  const used = await countsOf({ req, options, buckets: wanted.map(({ bucket }) => bucket) })
  return { wanted, stateOf: (key: string) => held.get(key), usedOf: used }
}
