import type { Language } from '../i18n/index.ts'

/**
 * An instant as people here write it, in the plan's time zone: `5/12 10:00`, with the year when it is not
 * the present one.
 */
export const readableMoment = ({
  instant,
  timeZone,
  language,
  now = new Date(),
}: {
  instant: string
  timeZone: string
  language: Language
  now?: Date
}): string => {
  const at = new Date(instant)
  const isThisYear = yearOf(at, timeZone) === yearOf(now, timeZone)
  const year = isThisYear ? {} : ({ year: 'numeric' } as const)
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  const day =
    language === 'vi'
      ? new Intl.DateTimeFormat('vi', { timeZone, day: 'numeric', month: 'numeric', ...year }).format(at)
      : new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', ...year }).format(at)
  return `${day} ${time}`
}

const yearOf = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric' }).format(at)
