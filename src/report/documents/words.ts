// How numbers, days and codes of a report read in the language of who asked for it.
import type { PayloadRequest } from 'payload'
import { languageOf, say } from '../../i18n/index.ts'
import { calendarDateIn } from '../../quota/calendar.ts'
import { readableDate } from '../../readableDate.ts'
import type { QuotaSettings } from '../options.ts'
import type { Report } from '../readReport.ts'

export type Wording = ReturnType<typeof wordingOf>

/** The words of one report. */
export const wordingOf = ({
  req,
  report,
  quota: { sources },
}: {
  req: Pick<PayloadRequest, 'i18n'>
  report: Report
  quota: Pick<QuotaSettings, 'sources'>
}) => {
  const language = languageOf(req)
  const number = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN')
  const percent = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN', {
    style: 'percent',
    maximumFractionDigits: 1,
  })
  const { timeZone } = report.plan
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  const words = (key: string, values?: Record<string, string | number>) => say(req, `report.${key}`, values)

  return {
    language,
    words,
    none: words('none'),
    number: (value: number) => number.format(value),
    /** How much of the whole; nothing of nothing is no share. */
    share: (part: number, whole: number) => (whole === 0 ? words('none') : percent.format(part / whole)),
    /** The day of an instant in the plan's time zone. */
    day: (instant: string) => parts.format(Date.parse(instant)),
    /** The same with its time of day. */
    moment: (instant: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' })
        .format(Date.parse(instant))
        .replace(',', ''),
    /** `YYYY-MM` */
    month: (month: string) => month.split('-').reverse().join('/'),
    /** A key of a period, as `2024-W47`. */
    period: (key: string) => periodInWords({ req, key }),
    /** What a code of this kind is called; the code where nothing is known of it. */
    name: (what: keyof Report['names'], code: string | null | undefined) =>
      code ? (report.names[what]?.[code] ?? code) : words('none'),
    channel: (code: string | null) => (code ? labelOf({ sources, code, language }) : words('noChannel')),
    state: (state: string) => words(`states.${state}`),
    ...periodOf({ report, words }),
  }
}

const labelOf = ({
  sources,
  code,
  language,
}: {
  sources: QuotaSettings['sources']
  code: string
  language: string
}): string => {
  const option = sources.outlet?.channels?.find((one) => (typeof one === 'string' ? one : one.value) === code)
  if (!option || typeof option === 'string') return code
  const { label } = option
  if (typeof label === 'string') return label
  return (label as Record<string, string>)[language] ?? code
}

const periodInWords = ({ req, key }: { req: Pick<PayloadRequest, 'i18n'>; key: string }): string => {
  const [year = '', part = ''] = key.split('-')
  const values = { number: Number(part.replaceAll(/\D/g, '')), year }
  if (!part) return say(req, 'period.window')
  if (part.startsWith('W')) return say(req, 'period.week', values)
  return say(req, part.startsWith('Q') ? 'period.quarter' : 'period.month', values)
}

/** First and last day of the report, and the period in words: a month, a quarter or a year where it is one. */
const periodOf = ({
  report: { from, to, plan },
  words,
}: {
  report: Report
  words: (key: string, values?: Record<string, string | number>) => string
}) => {
  const dateOf = (at: number) => calendarDateIn({ instant: new Date(at), timeZone: plan.timeZone })
  const [first, last, next] = [dateOf(Date.parse(from)), dateOf(Date.parse(to) - 1), dateOf(Date.parse(to))]
  const [year = '', month = ''] = first.split('-')
  const [nextYear = '', nextMonth = '', nextDay = ''] = next.split('-')
  const months = (Number(nextYear) - Number(year)) * 12 + Number(nextMonth) - Number(month)
  const isWhole = first.endsWith('-01') && nextDay === '01'
  const inWords = () => {
    if (isWhole && months === 1) return words('periodMonth', { month: Number(month), year })
    if (isWhole && months === 3 && Number(month) % 3 === 1)
      return words('periodQuarter', { quarter: QUARTERS[(Number(month) - 1) / 3] ?? '', year })
    if (isWhole && months === 12 && month === '01') return words('periodYear', { year })
    return words('periodDays', { from: readableDate(first), until: readableDate(last) })
  }
  return { firstDay: first, lastDay: last, periodInWords: inWords() }
}

const QUARTERS = ['I', 'II', 'III', 'IV']
