// What was owed and what ran, month by month: pure. What is owed counts for the month in which its period ends,
// what ran for the month in which it ran, so that the months of a whole plan add up to its totals.
import type { Held } from './held.ts'
import type { Bucket } from './rows.ts'

/** `month` is `YYYY-MM` in the plan's time zone. */
export type Month = { month: string; planned: number; done: number; proved: number }

/**
 * From the first month that has anything to the last, those between included.
 *
 * @param from @param to what is owed or ran outside of [from, to) is left out
 */
export const monthsOf = ({
  buckets,
  held,
  from,
  to,
  timeZone,
}: {
  buckets: Bucket[]
  held: Held
  from: Date
  to: Date
  timeZone: string
}): Month[] => {
  const months = new Map<string, Month>()
  const at = (month: string) => {
    const known = months.get(month) ?? { month, planned: 0, done: 0, proved: 0 }
    months.set(month, known)
    return known
  }
  const monthOf = monthIn(timeZone)
  const isWithin = (instant: number) => instant >= from.getTime() && instant < to.getTime()
  for (const { owed, endsAt } of buckets) {
    const last = Date.parse(endsAt) - 1
    if (owed > 0 && isWithin(last)) at(monthOf(last)).planned += owed
  }
  for (const { ranAt, proof } of held.items) {
    if (!isWithin(Date.parse(ranAt))) continue
    const month = at(monthOf(Date.parse(ranAt)))
    month.done += 1
    if (proof) month.proved += 1
  }
  for (const { ranAt } of held.events)
    if (isWithin(Date.parse(ranAt))) at(monthOf(Date.parse(ranAt))).done += 1
  const [first, ...others] = [...months.keys()].sort()
  return first ? monthsUntil(first, others.at(-1) ?? first).map(at) : []
}

const monthIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' })
  const known = new Map<number, string>()
  return (instant: number) => {
    const month = known.get(instant) ?? format.format(instant)
    known.set(instant, month)
    return month
  }
}

const monthsUntil = (first: string, last: string): string[] => {
  const found: string[] = []
  for (let month = first; month <= last; month = nextMonth(month)) found.push(month)
  return found
}

const nextMonth = (month: string) => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
