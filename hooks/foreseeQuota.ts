// An editor sees before pressing the button that the quota is full, and who holds it. Foreseen only: the ledger
// itself decides when the step is taken.
import type { Condition } from '../src/approval/index.ts'
import { foreseeRefusal, quotaOptionsIn } from '../src/quota/index.ts'
import { afterStep } from './timesItRuns.ts'

/** The refusal the ledger would give now; null where the step takes no slot. */
export const foreseeQuota: Condition = async (attempt) => {
  const { now, req, runsAt, verb } = attempt
  // approving takes slots only where it schedules
  if (verb === 'approve' && !(runsAt !== null && runsAt > now)) return []
  const { doc, isPlanOfCorrection } = afterStep(attempt)
  const options = quotaOptionsIn(req.payload)
  const refusal = await foreseeRefusal({ req, options, doc, now, isPlanOfCorrection })
  return refusal ? [refusal] : []
}
