// Clock times in the plan's time zone, for entries and for what people type.
import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'

/** `2024-12-05` and `10:00` of an instant in a time zone (IANA name). */
export const clockOf = ({ instant, timeZone }: { instant: string | Date; timeZone: string }) => {
  const at = new TZDate(new Date(instant).getTime(), timeZone)
  return { date: format(at, 'yyyy-MM-dd'), time: format(at, 'HH:mm') }
}

/**
 * The instant at which a clock in a time zone shows this date and time; null when there is no such date or time.
 * @param time `HH:mm`
 */
export const instantAt = ({
  date,
  time,
  timeZone,
}: {
  date: string
  time: string
  timeZone: string
}): Date | null => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const at = new TZDate(year, month - 1, day, hour, minute, timeZone)
  const shown = clockOf({ instant: new Date(at.getTime()), timeZone })
  return shown.date === date && shown.time === time ? new Date(at.getTime()) : null
}
