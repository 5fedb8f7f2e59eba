// The ledger follows the document: on every path that saves one, in the transaction that saves it.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook } from 'payload'
import { rowsOf } from '../database/statement.ts'
import { settle, slotsOf, type Wanted } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { quotaExceeded } from './refusal.ts'
import { wantedBy } from './wanted.ts'

/**
 * Takes and releases slots (II.2.1 … II.2.3). In beforeChange, because a bulk update keeps what an
 * afterChange hook refused.
 * @throws Refusal `quota-exceeded`, naming every full bucket, who holds it and the next free period.
 */
export const settleSlots =
  (options: SanitizedQuotaOptions): CollectionBeforeChangeHook =>
  async ({ data, operation, originalDoc, req }) => {
    // a new document has no identifier yet; it is counted at its first save after that
    if (operation !== 'update' || !originalDoc) return data
    const { occupancy, now, overrideReason } = options.occupancy({ req, data, originalDoc })
    if (occupancy === 'keep') return data
    const item = String(originalDoc.id)
    const held = await slotsOf({ req, item })
    const doc = { ...originalDoc, ...data }
    const { recordsPastDates } = options
    const kept = held.filter(({ state }) => state === 'consumed')
    let wanted: Wanted[] = []
    let keeps: typeof held = []
    if (occupancy === 'live') keeps = kept
    if (occupancy === 'reserved' || occupancy === 'consumed') {
      const state = occupancy === 'reserved' ? 'reserved' : 'consumed'
      wanted = (await wantedBy({ req, doc, held, now, state, recordsPastDates })).wanted
      if (occupancy === 'reserved') {
        // what the live edition consumed stays; a correction of it takes no second slot
        keeps = kept
        const ran = new Set(kept.map((slot) => `${slot.quota} ${slot.outlet}`))
        wanted = wanted.filter(({ bucket, run }) => !ran.has(`${bucket.rule.id} ${run.outlet}`))
      }
    }
    const keptIds = new Set(keeps.map(({ id }) => id))
    const settled = held.filter(({ id }) => !keptIds.has(id))
    const full = await settle({ req, item, held: settled, wanted, overrideReason })
    if (full.length > 0) throw await quotaExceeded({ req, full })
    return data
  }

/** A document that is gone holds nothing. */
export const releaseSlots: CollectionBeforeDeleteHook = async ({ id, req }) => {
  await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`delete from quota_slots where item_id = ${id}`,
  })
}
