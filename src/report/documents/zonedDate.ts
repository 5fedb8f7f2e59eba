// A workbook knows no time zones: a date in it is what the clock on the wall showed.
import { tzOffset } from '@date-fns/tz'

/**
 * @param timeZone IANA name
 * @returns makes of an instant (ISO 8601) the date whose UTC reads as the clock does there
 */
export const toZonedDate = (timeZone: string) => {
  const known = new Map<string, Date>()
  return (instant: string): Date => {
    const made = known.get(instant)
    if (made) return made
    const at = new Date(instant)
    const date = new Date(at.getTime() + tzOffset(timeZone, at) * 60_000)
    if (known.size < 100_000) known.set(instant, date)
    return date
  }
}
