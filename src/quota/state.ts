// What is said of a bucket: pure.
import type { Period } from './calendar.ts'

/**
 * met: what is owed is done · due: owed, and the period ends soon · overdue: owed, and the period is over
 * open: running, more may come · full: no slot is left · optional: nothing is owed · future: not begun
 */
export const STATES = ['met', 'due', 'overdue', 'open', 'full', 'optional', 'future'] as const
export type State = (typeof STATES)[number]

/** How many are owed: nothing in a period that the rule's window cuts, whatever the lower bound says. */
export const owedIn = ({ min, period }: { min: number | null; period: Period }) =>
  period.isClipped ? 0 : (min ?? 0)

/** Whether more ran than the upper bound has, by an override or after the bound was lowered. */
export const isOverBound = ({ used, max }: { used: number; max: number | null }): boolean =>
  max !== null && used > max

/** @param today calendar date in the plan's zone. @param dueWithinDays how near the end "due" begins. */
export const stateOf = ({
  used,
  reserved,
  owed,
  max,
  period,
  today,
  dueFrom,
}: {
  used: number
  reserved: number
  owed: number
  max: number | null
  period: Period
  today: string
  /** Calendar date from which a period that ends on `period.to` is due. */
  dueFrom: string
}): State => {
  if (owed > 0 && used >= owed) return max !== null && used >= max && max > owed ? 'full' : 'met'
  if (max !== null && used + reserved >= max) return owed > used && period.to < today ? 'overdue' : 'full'
  if (period.from > today) return 'future'
  if (owed === 0) return 'optional'
  if (period.to < today) return 'overdue'
  return today >= dueFrom ? 'due' : 'open'
}
