// Rules that count events (II.2.6, II.2.7): an event holds its slots from the moment it is in the calendar, so
// that the upper bound is kept by the same ledger.
import type { CollectionAfterChangeHook, CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { idOf } from '../../access/roles.ts'
import { factsOf, type Holder } from '../facts.ts'
import { holdRules, settle } from '../ledger.ts'
import type { SanitizedQuotaOptions } from '../options.ts'
import { quotaExceeded } from '../refusal.ts'
import type { Subject } from '../rules.ts'
import { wantedIn } from '../wanted.ts'

type Doc = Record<string, unknown>

/** An event that moves or changes its kind is counted anew. @throws Refusal `quota-exceeded` */
export const settleEventSlots =
  (options: SanitizedQuotaOptions): CollectionBeforeChangeHook =>
  async ({ data, operation, originalDoc, req }) => {
    if (operation === 'update' && originalDoc) {
      await count({ req, options, id: String(originalDoc.id), doc: { ...originalDoc, ...data } })
    }
    return data
  }

/** A new event is counted once it has an identifier. @throws Refusal `quota-exceeded` */
export const settleNewEvent =
  (options: SanitizedQuotaOptions): CollectionAfterChangeHook =>
  async ({ doc, operation, req }) => {
    if (operation === 'create') await count({ req, options, id: String(doc.id), doc })
    return doc
  }

/** What rules look at in an event itself. */
export const subjectOfEvent = (doc: Doc & { id: string }): Subject => ({
  counts: 'events',
  plan: idOf(doc.plan) ?? null,
  kind: '',
  line: null,
  task: null,
  event: doc.id,
  eventKind: doc.kind ? String(doc.kind) : null,
  organization: idOf(doc.organization) ?? null,
})

const count = async ({
  req,
  options,
  id,
  doc,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  id: string
  doc: Doc
}) => {
  const holder: Holder = { heldEvent: true, id }
  await holdRules({ req, options })
  const subject = subjectOfEvent({ ...doc, id })
  const { rules, held } = await factsOf({ req, options, plan: subject.plan, outlets: [], holder })
  const runs = doc.startsAt ? [{ outlet: null, channel: null, at: new Date(String(doc.startsAt)) }] : []
  // what is to come is reserved; the day it begins it counts as held, which progress sees by itself: see used.ts
  const isReserved = doc.isProvisional === true || runs.some(({ at }) => at > new Date())
  const wanted = wantedIn({ rules, subject, runs, state: isReserved ? 'reserved' : 'consumed' })
  const full = await settle({ req, options, holder, held, wanted })
  if (full.length > 0) throw await quotaExceeded({ req, options, full })
}
