// The ledger follows the document: on every path that saves one, in the transaction that saves it.
import type { CollectionAfterChangeHook, CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { docFacts } from '../docFacts.ts'
import type { Holder, StoredRun } from '../facts.ts'
import { holdRules, settle, type Wanted } from '../ledger.ts'
import type { Occupancy, SanitizedQuotaOptions } from '../options.ts'
import { quotaExceeded } from '../refusal.ts'
import type { Run } from '../rules.ts'
import { runsAhead, runsNow, wantedIn, withoutRun } from '../wanted.ts'

type Doc = Record<string, unknown>

/**
 * Takes and releases slots (II.2.1 … II.2.3). In beforeChange, because a bulk update keeps what an
 * afterChange hook refused.
 * @throws Refusal `quota-exceeded`, naming every full bucket, who holds it and the next free period.
 */
export const settleSlots =
  (options: SanitizedQuotaOptions): CollectionBeforeChangeHook =>
  async ({ data, operation, originalDoc, req }) => {
    // a new document has no identifier yet: see `settleNew`
    if (operation !== 'update' || !originalDoc) return { ...data, runs: null }
    const { occupancy, now, overrideReason, isPlanOfCorrection } = options.occupancy({
      req,
      data,
      originalDoc,
    })
    const runs = await occupy({
      req,
      options,
      id: String(originalDoc.id),
      doc: { ...originalDoc, ...data },
      occupancy,
      now,
      overrideReason,
      isPlanOfCorrection,
    })
    return runs === undefined ? { ...data, runs: originalDoc.runs ?? null } : { ...data, runs }
  }

/** The same for a document that is made live at once: only now it has an identifier that can hold slots. */
export const settleNew =
  (options: SanitizedQuotaOptions): CollectionAfterChangeHook =>
  async ({ doc, operation, req }) => {
    if (operation !== 'create') return doc
    const { occupancy, now, overrideReason } = options.occupancy({ req, data: doc, originalDoc: {} })
    const runs = await occupy({ req, options, id: String(doc.id), doc, occupancy, now, overrideReason })
    if (!runs) return doc
    await req.payload.db.updateOne({
      collection: options.collection as never,
      id: doc.id,
      data: { runs, updatedAt: doc.updatedAt } as never,
      returning: false,
      req,
    })
    return { ...doc, runs }
  }

/** @returns where and when the document runs, when that changes; null when it runs no more */
const occupy = async ({
  req,
  options,
  id,
  doc,
  occupancy,
  now,
  overrideReason,
  isPlanOfCorrection = false,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  id: string
  doc: Doc
  occupancy: Occupancy
  now: Date
  overrideReason?: string
  isPlanOfCorrection?: boolean
}): Promise<StoredRun[] | null | undefined> => {
  if (occupancy === 'keep') return undefined
  const holder: Holder = { item: true, id }
  await holdRules({ req, options })
  const { subject, facts } = await docFacts({ req, options, doc, id })
  const { rules, outlets, held } = facts
  const consumed = held.filter(({ state }) => state === 'consumed')
  let settled = held
  let wanted: Wanted[] = []
  let runs: Run[] | undefined
  if (occupancy === 'live' || occupancy === 'reserved') {
    // what the live edition consumed stays; a correction of it takes no second slot
    settled = held.filter(({ state }) => state === 'reserved')
  }
  if (occupancy === 'reserved') {
    const timeZone = rules[0]?.timeZone ?? options.timeZone
    const ahead = runsAhead({ doc, outlets, now, timeZone, options })
    wanted = withoutRun({ reserved: wantedIn({ rules, subject, runs: ahead, state: 'reserved' }), consumed })
  }
  if (occupancy === 'consumed') {
    runs = runsNow({ doc, facts, now, isPlanOfCorrection, options })
    wanted = wantedIn({ rules, subject, runs, state: 'consumed' })
  }
  const full = await settle({ req, options, holder, held: settled, wanted, overrideReason })
  if (full.length > 0) throw await quotaExceeded({ req, options, full })
  if (runs) return runs.map(({ outlet, at }) => ({ outlet, at: at.toISOString() }))
  return occupancy === 'none' ? null : undefined
}
