// When an item would run on its outlets once a step is taken: what lines and outlets are open for, and stations play. Reckoned
// by the ledger, so that no gate asks for another day than the one that is counted.
import type { Attempt } from '../src/approval/index.ts'
import { foreseeRuns, quotaOptionsIn } from '../src/quota/index.ts'

/**
 * The document as the step would leave it. What is published before its time runs now, not when it was planned; the time of a
 * correction, that waits or waited, is when it goes out, not when the item ran.
 */
export const afterStep = ({ doc, item, now, runsAt, verb, isTimeGiven }: Attempt) => {
  const isAhead = runsAt !== null && runsAt > now
  const isPublishedNow = verb === 'force' || (verb === 'publish' && !isTimeGiven)
  const publishAt = isAhead && isPublishedNow ? now : (runsAt ?? now)
  return {
    doc: { ...doc, id: item.id, publishAt: publishAt.toISOString() },
    publishAt,
    isPlanOfCorrection: item.stage === 'scheduled' || publishAt > now,
  }
}

/** By identifier of the outlet. Several gates ask of one step: it is reckoned once. */
export const timesItRuns = (attempt: Attempt): Promise<Map<string, Date>> => {
  const known = reckoned.get(attempt) ?? reckon(attempt)
  reckoned.set(attempt, known)
  return known
}

const reckoned = new WeakMap<Attempt, Promise<Map<string, Date>>>()

const reckon = async (attempt: Attempt) => {
  const { req, now } = attempt
  const { doc, isPlanOfCorrection } = afterStep(attempt)
  const runs = await foreseeRuns({
    req,
    options: quotaOptionsIn(req.payload),
    doc,
    now,
    isPlanOfCorrection,
  })
  return new Map(runs.flatMap(({ outlet, at }) => (outlet ? [[outlet, at] as const] : [])))
}
