// What a caller asks for: `?plan=CODE&from=&to=[&organization=&task=&channel=][&format=json|docx|xlsx|pdf]`.
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { invalid } from '../errors/index.ts'
import { startOfDate } from '../quota/calendar.ts'
import { FILE_FORMATS } from './documents/index.ts'

/** A code of the plan; PostgreSQL knows no control characters in a text. */
const code = z
  .string()
  .min(1)
  .max(80)
  .refine((text) => !/\p{Cc}/u.test(text))

/** A calendar date, or an instant with its zone; four digits of year and no sign. */
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .refine((text) => /^[12]\d{3}-/.test(text))

const query = z.object({
  plan: code.optional(),
  from: moment,
  to: moment,
  organization: code.optional(),
  task: code.optional(),
  channel: code.optional(),
  format: z.enum(['json', ...FILE_FORMATS]).default('json'),
})

/** Codes, and the ends of the period as they were written. */
export type ReportQuery = z.infer<typeof query>

/**
 * @param hasPlans whether a plan has to be named
 * @throws Refusal `invalid` with the parameter as `path`
 */
export const readQuery = ({
  req,
  given: all,
  hasPlans,
}: {
  req: PayloadRequest
  given: Record<string, unknown>
  hasPlans: boolean
}): ReportQuery => {
  // an empty parameter is one that was not filled in
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
  if (hasPlans && given.plan === undefined) throw invalid({ req, path: 'plan', reason: 'required' })
  const parsed = query.safeParse(given)
  if (parsed.success) return parsed.data
  const path = String(parsed.error.issues[0]?.path[0] ?? '')
  if (given[path] === undefined) throw invalid({ req, path, reason: 'required' })
  if (path === 'from' || path === 'to') throw invalid({ req, path, reason: 'dateOrInstant' })
  throw invalid({ req, path })
}

/**
 * The first instant of the period and the first after it. A calendar date means its beginning in the plan's
 * time zone (IANA name), so `to=2024-12-01` ends with November.
 *
 * @throws Refusal `invalid` when it ends before it begins
 */
export const periodOf = ({
  req,
  query: { from, to },
  timeZone,
}: {
  req: PayloadRequest
  query: Pick<ReportQuery, 'from' | 'to'>
  timeZone: string
}): { from: Date; to: Date } => {
  const instant = (text: string) =>
    text.length === 'YYYY-MM-DD'.length ? startOfDate({ date: text, timeZone }) : new Date(text)
  const period = { from: instant(from), to: instant(to) }
  if (period.to <= period.from) throw invalid({ req, path: 'to', reason: 'dateOrder' })
  return period
}
