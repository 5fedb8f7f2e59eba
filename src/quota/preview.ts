// What a document would take, before anything is taken: `GET /api/items/:id/quota`.
import type { Endpoint, PayloadRequest } from 'payload'
import { refuse } from '../errors/index.ts'
import { docFacts } from './docFacts.ts'
import { countsOf } from './held.ts'
import { keyOf } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { describeBuckets, quotaExceeded } from './refusal.ts'
import { runsNow, wantedIn } from './wanted.ts'

type Doc = Record<string, unknown>
type Asking = { req: PayloadRequest; options: SanitizedQuotaOptions; doc: Doc; now?: Date }

export const previewEndpoint = (options: SanitizedQuotaOptions): Endpoint => ({
  path: '/:id/quota',
  method: 'get',
  handler: async (req) => {
    if (!options.actorOf(req)) throw refuse({ req, code: 'forbidden' })
    const doc = (await req.payload.findByID({
      collection: options.collection as 'items',
      id: String(req.routeParams?.id),
      depth: 0,
      draft: true,
      trash: true,
      overrideAccess: false,
      req,
    })) as unknown as Doc
    const { wanted, stateOf } = await wantedBy({ req, options, doc })
    const described = await describeBuckets({ req, options, buckets: wanted.map(({ bucket }) => bucket) })
    const slots = described.map((slot, index) => {
      const bucket = wanted[index]?.bucket
      const state = bucket && stateOf(keyOf(bucket))
      return {
        ...slot,
        held: state ?? null,
        isFree: Boolean(state) || slot.max === null || slot.used < slot.max,
      }
    })
    return Response.json({ slots })
  },
})

/**
 * The refusal a document would meet if it took its slots now, or null: for a list of what can be done. Nothing is
 * taken, so another may still come first.
 * @param doc the document with the time it is planned for; relations as identifiers
 */
export const foreseeRefusal = async ({ req, options, doc, now }: Asking) => {
  const { wanted, stateOf, usedOf } = await wantedBy({ req, options, doc, now })
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

const wantedBy = async ({ req, options, doc, now = new Date() }: Asking) => {
  const { subject, facts } = await docFacts({ req, options, doc, id: String(doc.id) })
  const runs = runsNow({ doc, facts, now, options })
  const wanted = wantedIn({ rules: facts.rules, subject, runs, state: 'reserved' })
  const held = new Map(facts.held.map((slot) => [`${slot.quota} ${slot.bucket}`, slot.state]))
  const used = await countsOf({ req, options, buckets: wanted.map(({ bucket }) => bucket) })
  return { wanted, stateOf: (key: string) => held.get(key), usedOf: used }
}
