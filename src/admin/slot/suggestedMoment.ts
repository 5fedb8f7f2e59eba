import { calendarDateIn, nextDate, startOfDate } from '../../quota/calendar.ts'

const HOUR_MS = 3_600_000
/** When a working day begins. */
const MORNING = 8

/**
 * When an item for a period could run, for an editor to change: the first morning that is still to come, else the
 * next full hour, else nothing, because the period is over.
 * @param startsAt @param endsAt the period, ISO 8601: [startsAt, endsAt)
 * @param timeZone IANA name
 * @returns ISO 8601 in UTC
 */
export const suggestedMoment = ({
  startsAt,
  endsAt,
  now,
  timeZone,
}: {
  startsAt: string
  endsAt: string
  now: Date
  timeZone: string
}): string | null => {
  const morningOf = (date: string) => new Date(startOfDate({ date, timeZone }).getTime() + MORNING * HOUR_MS)
  const first = morningOf(calendarDateIn({ instant: new Date(startsAt), timeZone }))
  const tomorrow = morningOf(nextDate(calendarDateIn({ instant: now, timeZone })))
  const hour = new Date(Math.ceil((now.getTime() + HOUR_MS / 2) / HOUR_MS) * HOUR_MS)
  const found = [first, tomorrow, hour].find(
    (at) => at > now && at >= new Date(startsAt) && at < new Date(endsAt),
  )
  return found?.toISOString() ?? null
}
