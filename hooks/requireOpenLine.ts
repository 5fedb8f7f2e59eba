// A line takes items only while it is open (II.2.1: lines 1 and 2 run for two months).
import { idOf } from '../src/access/roles.ts'
import type { Condition } from '../src/approval/index.ts'
import { refuse } from '../src/errors/index.ts'
import { say } from '../src/i18n/index.ts'
import { calendarDateIn, calendarDateOf } from '../src/quota/calendar.ts'
import { readableDate } from '../src/readableDate.ts'

/** Refuses a date outside the line's; without a date, a line that has closed for good. */
export const requireOpenLine: Condition = async ({ doc, req, runsAt, now, verb }) => {
  const line = idOf(doc.line)
  const plan = idOf(doc.plan)
  if (!line || !plan) return []
  const read = { depth: 0, overrideAccess: true, req } as const
  const found = await req.payload.findByID({ collection: 'lines', id: line, ...read })
  const { timeZone } = await req.payload.findByID({ collection: 'plans', id: plan, ...read })
  const day = calendarDateIn({ instant: runsAt ?? now, timeZone })
  const opens = calendarDateOf(found.opensOn)
  const closes = calendarDateOf(found.closesOn)
  const isDateKnown = runsAt !== null || verb === 'publish'
  const isOutside = day > closes || (isDateKnown && day < opens)
  if (!isOutside) return []
  return [
    refuse({
      req,
      code: 'line-closed',
      values: { line: `${found.code} · ${found.title}`, from: readableDate(opens), to: readableDate(closes) },
      data: { line: found.code, opensOn: opens, closesOn: closes, hint: say(req, 'errors.line-closed-hint') },
    }),
  ]
}
