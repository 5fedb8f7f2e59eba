// What an item would take, before anything is taken: `GET /api/items/:id/quota`.
import type { Endpoint } from 'payload'
import { staffOf } from '../access/roles.ts'
import { refuse } from '../errors/index.ts'
import { keyOf, slotsOf } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { describeBuckets } from './refusal.ts'
import { wantedBy } from './wanted.ts'

export const previewEndpoint = ({ collection, recordsPastDates }: SanitizedQuotaOptions): Endpoint => ({
  path: '/:id/quota',
  method: 'get',
  handler: async (req) => {
    if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
    const doc = (await req.payload.findByID({
      collection: collection as 'items',
      id: String(req.routeParams?.id),
      depth: 0,
      draft: true,
      overrideAccess: false,
      req,
    })) as unknown as Record<string, unknown>
    const held = await slotsOf({ req, item: String(doc.id) })
    const heldKeys = new Map(held.map((slot) => [`${slot.quota} ${slot.bucket}`, slot.state]))
    const { wanted } = await wantedBy({
      req,
      doc,
      held,
      now: new Date(),
      state: 'reserved',
      recordsPastDates,
    })
    const described = await describeBuckets({ req, buckets: wanted.map(({ bucket }) => bucket) })
    const slots = described.map((slot, index) => {
      const bucket = wanted[index]?.bucket
      const state = bucket && heldKeys.get(keyOf(bucket))
      return {
        ...slot,
        held: state ?? null,
        isFree: Boolean(state) || slot.max === null || slot.used < slot.max,
      }
    })
    return Response.json({ slots })
  },
})
