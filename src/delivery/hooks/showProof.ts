// How far each placement came, beside it: in the admin's list and in the API. One statement for all that are shown.
import type { CollectionAfterOperationHook, Field } from 'payload'
import type { SanitizedDeliveryOptions } from '../options.ts'
import { findProof } from '../proof/findProof.ts'

/** Not stored with the placement; filled in by `showProof`. */
export const proofFields = (): Field[] => [
  { name: 'sentAt', type: 'date', virtual: true },
  { name: 'fetchedAt', type: 'date', virtual: true },
  { name: 'confirmedAt', type: 'date', virtual: true },
  { name: 'confirmedUrl', type: 'text', virtual: true },
]

type Placement = Record<string, unknown> & { id: string | number }

export const showProof =
  ({ slugs }: SanitizedDeliveryOptions): CollectionAfterOperationHook =>
  async ({ operation, result, req }) => {
    if (operation !== 'find' && operation !== 'findByID') return result
    const docs = (operation === 'find' ? (result as { docs?: Placement[] }).docs : [result]) as
      | Placement[]
      | undefined
    if (!docs || docs.length === 0) return result
    const found = await findProof({ req, slugs, placements: docs.map(({ id }) => String(id)) })
    const proofs = new Map(found.map((proof) => [proof.placement, proof]))
    for (const doc of docs) {
      const { sentAt, fetchedAt, confirmedAt, url } = proofs.get(String(doc.id)) ?? {}
      Object.assign(doc, {
        sentAt: sentAt ?? null,
        fetchedAt: fetchedAt ?? null,
        confirmedAt: confirmedAt ?? null,
        confirmedUrl: url ?? null,
      })
    }
    return result
  }
