// What counting one document needs: what rules look at in it, and all that stands in the database beside it.
import type { PayloadRequest } from 'payload'
import { type Facts, factsOf } from './facts.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import type { Subject } from './rules.ts'
import { outletsOfDoc, subjectOf } from './wanted.ts'

/**
 * @param doc as Payload hands it over; relations populated or not
 * @param id null for a document that is not stored yet and holds nothing
 */
export const docFacts = async ({
  req,
  options,
  doc,
  id,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  doc: Record<string, unknown>
  id: string | null
}): Promise<{ subject: Subject; facts: Facts }> => {
  const bare = subjectOf(doc, null, options)
  const facts = await factsOf({
    req,
    options,
    plan: bare.plan,
    outlets: outletsOfDoc(doc, options),
    event: bare.event,
    holder: id === null ? { id, item: true } : { id, item: true },
  })
  return { subject: { ...bare, eventKind: facts.eventKind }, facts }
}
