// The calendar of the quotas: pure, free of Payload and the database, the same whatever zone the process
// runs in. A calendar date is `YYYY-MM-DD`; an instant is a Date. Weeks are ISO 8601: Monday first, week 1
// holds the year's first Thursday.
import { TZDate, tz } from '@date-fns/tz'
import {
  addDays,
  endOfISOWeek,
  endOfMonth,
  endOfQuarter,
  format,
  getISOWeek,
  getISOWeekYear,
  getQuarter,
  startOfISOWeek,
  startOfMonth,
  startOfQuarter,
} from 'date-fns'

/** The lengths of time a quota can count in; `window` is the whole of the rule's window. */
export const PERIODS = ['week', 'month', 'quarter', 'window'] as const
export type PeriodKind = (typeof PERIODS)[number]

/** First and last calendar date, both included. */
export type Window = { from: string; to: string }

/**
 * One stretch of time that a quota counts in. `from` and `to` are calendar dates, both included, cut to
 * the rule's window; `isClipped` says that something was cut off.
 */
export type Period = Window & { key: string; isClipped: boolean }

/** The calendar date of a date field, which is stored as noon UTC of that day. */
export const calendarDateOf = (stored: string | Date): string =>
  (typeof stored === 'string' ? stored : stored.toISOString()).slice(0, 10)

/** The calendar date that an instant falls on in a time zone (IANA name). */
export const calendarDateIn = ({ instant, timeZone }: { instant: Date; timeZone: string }): string =>
  format(new TZDate(instant.getTime(), timeZone), 'yyyy-MM-dd')

/** The instant at which a calendar date begins in a time zone. */
export const startOfDate = ({ date, timeZone }: { date: string; timeZone: string }): Date => {
  const { year, month, day } = partsOf(date)
  return new Date(new TZDate(year, month - 1, day, timeZone).getTime())
}

/** The first instant after a period, and its first instant, in a time zone. */
export const boundsOf = ({ period, timeZone }: { period: Window; timeZone: string }) => ({
  startsAt: startOfDate({ date: period.from, timeZone }),
  endsAt: startOfDate({ date: nextDate(period.to), timeZone }),
})

/** The period that a calendar date falls into, or null when it lies outside the window. */
export const periodAt = ({
  date,
  period,
  window,
}: {
  date: string
  period: PeriodKind
  window: Window
}): Period | null => {
  if (date < window.from || date > window.to) return null
  if (period === 'window') return { key: 'window', ...window, isClipped: false }
  const { key, first, last } = NATURAL[period](toUtc(date))
  const from = toDate(first)
  const to = toDate(last)
  return {
    key,
    from: later(from, window.from),
    to: earlier(to, window.to),
    isClipped: from < window.from || to > window.to,
  }
}

/** All periods of a window, in order. */
export const periodsIn = ({ period, window }: { period: PeriodKind; window: Window }): Period[] => {
  const found: Period[] = []
  for (let date = window.from; date <= window.to; ) {
    const next = periodAt({ date, period, window })
    if (!next) break
    found.push(next)
    date = nextDate(next.to)
  }
  return found
}

/** The calendar date after this one. */
export const nextDate = (date: string): string => toDate(addDays(toUtc(date), 1, UTC))

const UTC = { in: tz('UTC') }

const NATURAL: Record<
  Exclude<PeriodKind, 'window'>,
  (at: Date) => { key: string; first: Date; last: Date }
> = {
  week: (at) => ({
    key: `${getISOWeekYear(at, UTC)}-W${String(getISOWeek(at, UTC)).padStart(2, '0')}`,
    first: startOfISOWeek(at, UTC),
    last: endOfISOWeek(at, UTC),
  }),
  month: (at) => ({
    key: toDate(at).slice(0, 7),
    first: startOfMonth(at, UTC),
    last: endOfMonth(at, UTC),
  }),
  quarter: (at) => ({
    key: `${toDate(at).slice(0, 4)}-Q${getQuarter(at, UTC)}`,
    first: startOfQuarter(at, UTC),
    last: endOfQuarter(at, UTC),
  }),
}

const partsOf = (date: string) => {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number)
  return { year, month, day }
}

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)
const toUtc = (date: string) => new Date(`${date}T00:00:00.000Z`)
const toDate = (at: Date) => new Date(at.getTime()).toISOString().slice(0, 10)
