// An editor sees before pressing the button that the quota is full, and who holds it. Foreseen only: the ledger
// itself decides when the step is taken.
import type { Condition } from '../src/approval/index.ts'
import { foreseeRefusal, quotaOptionsIn } from '../src/quota/index.ts'

/** The refusal the ledger would give now; null where the step takes no slot. */
export const foreseeQuota: Condition = async ({ doc, item, now, req, runsAt, verb }) => {
  const isAhead = runsAt !== null && runsAt > now
  // approving takes slots only where it schedules
  if (verb === 'approve' && !isAhead) return []
  // publishing takes the moment itself, whatever was planned
  const publishAt = isAhead && verb !== 'approve' ? now : (runsAt ?? now)
  const planned = { ...doc, id: item.id, publishAt: publishAt.toISOString() }
  const refusal = await foreseeRefusal({ req, options: quotaOptionsIn(req.payload), doc: planned, now })
  return refusal ? [refusal] : []
}
