// Dates in words, the same on the server and in the browser: neither's list of names is asked.
import type { Say } from '../useWords.ts'
import type { Entry } from './entries.ts'
import type { CalendarPeriod } from './period.ts'

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const

export const weekdayInWords = ({ date, say }: { date: string; say: Say }): string =>
  say(`calendar.weekdays.${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'mon'}`)

/** `2024-12-05` as “5/12”. */
export const dateInWords = ({ date, say }: { date: string; say: Say }): string =>
  say('calendar.date', {
    day: Number(date.slice(8)),
    month: say(`calendar.months.${MONTHS[Number(date.slice(5, 7)) - 1] ?? 'jan'}`),
  })

/** “Thứ Năm 5/12”, and the time where it is given. */
export const dayInWords = ({ date, time, say }: { date: string; time?: string; say: Say }): string =>
  [weekdayInWords({ date, say }), dateInWords({ date, say }), time].filter(Boolean).join(' ')

/** “tháng 12/2024”; “tuần 49/2024, 2/12 – 8/12”. */
export const calendarPeriodInWords = ({
  period: { view, key, from, to },
  say,
}: {
  period: Pick<CalendarPeriod, 'view' | 'key' | 'from' | 'to'>
  say: Say
}): string => {
  const year = key.slice(0, 4)
  if (view === 'month') return say('calendar.monthTitle', { number: Number(key.slice(5)), year })
  const ends = { from: dateInWords({ date: from, say }), to: dateInWords({ date: to, say }) }
  return say('calendar.weekTitle', { number: Number(key.slice(6)), year, ...ends })
}

/** What an entry is and how it stands: “Bản thảo, dự kiến 10:00”. */
export const stateInWords = ({ entry, say }: { entry: Entry; say: Say }): string => {
  if (entry.type === 'slot') return say(`calendar.slot.${entry.state}`, { count: entry.missing })
  const time = { time: entry.time }
  if (entry.type === 'event')
    return say(entry.isProvisional ? 'calendar.provisional' : 'calendar.event', time)
  return say(`calendar.states.${entry.stage}`, time).trim()
}

/** What an entry is called. */
export const nameInWords = ({ entry, say }: { entry: Entry; say: Say }): string => {
  if (entry.type !== 'slot') return entry.title
  const { outlets, about, rule } = entry
  const place = outlets.length > 1 ? say('calendar.slotOutlets', { count: outlets.length }) : outlets[0]
  return [place, about, rule].filter(Boolean).join(' · ')
}
