// From when to when something runs, in days of the plan's time zone.
import { addDays, format } from 'date-fns'
import { boundsOf, calendarDateIn, calendarDateOf } from '../quota/calendar.ts'

/**
 * First and last day, both included, as `YYYY-MM-DD`, and the instant at which the last one is over.
 * @param startsOn @param endsOn calendar dates as they are stored; empty: from the day of publication, for `days` days
 */
export const daysOf = ({
  startsOn,
  endsOn,
  publishedAt,
  days,
  timeZone,
}: {
  startsOn: unknown
  endsOn: unknown
  publishedAt: Date
  days: number
  timeZone: string
}): { first: string; last: string; isOverAt: Date } => {
  const first = startsOn
    ? calendarDateOf(isoOf(startsOn))
    : calendarDateIn({ instant: publishedAt, timeZone })
  const last = endsOn
    ? calendarDateOf(isoOf(endsOn))
    : format(addDays(new Date(`${first}T00:00:00`), days - 1), 'yyyy-MM-dd')
  return { first, last, isOverAt: boundsOf({ period: { from: first, to: last }, timeZone }).endsAt }
}

const isoOf = (value: unknown): string => new Date(String(value)).toISOString()
