// Fields that mean the same in every collection.
import type { DateField, Field, PayloadRequest, RelationshipField, TextField } from 'payload'
import { say } from './i18n/index.ts'
import { calendarDateIn } from './quota/calendar.ts'
import { readableDate } from './readableDate.ts'

/** Where a plan is unless somebody chose another zone (IANA name). */
const ZONE = 'Asia/Ho_Chi_Minh'

/** The code a plan file knows a document by: unique, without spaces; never changed once in use. */
export const code = (): TextField => ({
  name: 'code',
  type: 'text',
  required: true,
  unique: true,
  index: true,
  maxLength: 80,
  validate: (value: unknown, { req }: { req: PayloadRequest }) =>
    (typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(value)) || say(req, 'errors.code'),
})

/** One line of English beside the Vietnamese text, for readers from abroad. */
export const gloss = (): TextField => ({ name: 'gloss', type: 'text', maxLength: 500 })

/** The clause of the plan that a document stands for, for example `II.2.1`. */
export const clause = (): TextField => ({ name: 'clause', type: 'text', maxLength: 60 })

/**
 * A calendar date, not an instant: stored as noon UTC of that day, so that the first ten characters are
 * the date in every zone the product is used in (UTC-11 … UTC+11).
 */
export const calendarDate = (name: string, options: Partial<DateField> = {}): DateField => ({
  name,
  type: 'date',
  ...options,
  admin: { date: { pickerAppearance: 'dayOnly', displayFormat: 'dd/MM/yyyy' }, ...options.admin },
  hooks: { beforeValidate: [({ value }) => (typeof value === 'string' ? asCalendarDate(value) : value)] },
})

/**
 * `2024-11-01` is that day, and so is what says a time there: midnight or noon in UTC, as pickers send it, or any time
 * with its offset. Another instant in UTC, what a program calls now, is the day that it falls on where the plan is.
 *
 * @returns noon UTC of that day; what is no date, 30 February too, as something that the field refuses
 */
const asCalendarDate = (given: string): string => {
  const [, written] = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/i.exec(given) ?? []
  if (!written) return given
  const isInstant = /[T ].*Z$/i.test(given) && !/[T ](00|12):00(:00(\.0+)?)?Z$/i.test(given)
  const instant = new Date(given)
  if (Number.isNaN(instant.getTime())) return given
  const date = isInstant ? calendarDateIn({ instant, timeZone: ZONE }) : written
  const noon = `${date}T12:00:00.000Z`
  // JavaScript takes 30 February for 2 March, but not where the day comes first, as the field's refusal then has it
  const isThere = !Number.isNaN(Date.parse(noon)) && new Date(noon).toISOString() === noon
  return isThere ? noon : readableDate(date)
}

/** A moment, entered and shown in the plan's time zone whatever the computer's; stored in UTC. */
export const moment = (name: string, options: Partial<DateField> = {}): DateField => ({
  name,
  type: 'date',
  ...options,
  timezone: {
    defaultTimezone: ZONE,
    supportedTimezones: [{ label: 'UTC+7', value: ZONE }],
  },
  admin: {
    date: { pickerAppearance: 'dayAndTime', displayFormat: 'dd/MM/yyyy HH:mm', timeFormat: 'HH:mm' },
    ...options.admin,
  },
})

export const ofPlan = (): RelationshipField => ({
  name: 'plan',
  type: 'relationship',
  relationTo: 'plans',
  required: true,
  index: true,
})

/** When something opens and closes, and what takes its place afterwards (plan, III: units merge and close). */
export const lifespan = (relationTo: 'organizations' | 'outlets'): Field[] => [
  { type: 'row', fields: [calendarDate('opensOn'), calendarDate('closesOn')] },
  { name: 'successor', type: 'relationship', relationTo },
]
