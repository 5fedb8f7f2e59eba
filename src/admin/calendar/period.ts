// Which days a calendar shows: pure. A month is shown in whole ISO weeks, Monday first.
import { type Period, periodAt, periodsIn, type Window } from '../../quota/calendar.ts'

export type CalendarWeek = { number: number; year: number; key: string; dates: string[] }

/** `first` and `last` are the first and last calendar date shown; `from` and `to` those of the month or week. */
export type CalendarPeriod = Window & {
  view: 'month' | 'week'
  /** `2024-12` or `2024-W49`, as in the address. */
  key: string
  first: string
  last: string
  previous: string
  next: string
  /** The same days in the other view. */
  other: string
  weeks: CalendarWeek[]
}

/**
 * The month or week that an address asks for; today's month where it asks for neither.
 * @param today calendar date in the plan's zone
 * @returns null when what it asks for is no month or week
 */
export const periodOf = ({
  month,
  week,
  today,
}: {
  month?: string
  week?: string
  today: string
}): CalendarPeriod | null => {
  const view = week === undefined ? 'month' : 'week'
  const asked = week ?? month ?? today.slice(0, 7)
  const date = view === 'week' ? mondayOf(asked) : `${asked}-01`
  const period = date === null ? null : naturalAt({ date, view })
  if (period?.key !== asked) return null
  const { key, from, to } = period
  const first = naturalAt({ date: from, view: 'week' })?.from ?? from
  const last = naturalAt({ date: to, view: 'week' })?.to ?? to
  const weeks = periodsIn({ period: 'week', window: { from: first, to: last } }).map(weekOf)
  const isTodayIn = from <= today && today <= to
  const other =
    view === 'week'
      ? shifted(from, 3).slice(0, 7)
      : (naturalAt({ date: isTodayIn ? today : from, view: 'week' })?.key ?? '')
  return {
    view,
    key,
    from,
    to,
    first,
    last,
    previous: naturalAt({ date: shifted(from, -1), view })?.key ?? key,
    next: naturalAt({ date: shifted(to, 1), view })?.key ?? key,
    other,
    weeks,
  }
}

// years in which an editor can have meant it
const YEARS: Window = { from: '1999-12-01', to: '2100-01-31' }

const naturalAt = ({ date, view }: { date: string; view: 'month' | 'week' }): Period | null =>
  /^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(date) ? periodAt({ date, period: view, window: YEARS }) : null

// week 1 is the one with 4 January
const mondayOf = (key: string): string | null => {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(key) ?? []
  return year && number ? shifted(`${year}-01-04`, 7 * (Number(number) - 1)) : null
}

const weekOf = ({ key, from }: Period): CalendarWeek => ({
  key,
  number: Number(key.slice(6)),
  year: Number(key.slice(0, 4)),
  dates: [0, 1, 2, 3, 4, 5, 6].map((days) => shifted(from, days)),
})

const shifted = (date: string, days: number): string => {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
