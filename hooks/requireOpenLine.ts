// A line takes items only while it is open (II.2.1: lines 1 and 2 run for two months).
import { sql } from '@payloadcms/db-postgres'
import { idOf } from '../src/access/roles.ts'
import type { Condition } from '../src/approval/index.ts'
import { rowsOf } from '../src/database/statement.ts'
import { refuse } from '../src/errors/index.ts'
import { say } from '../src/i18n/index.ts'
import { calendarDateIn, calendarDateOf } from '../src/quota/calendar.ts'
import { readableDate } from '../src/readableDate.ts'
import { afterStep, timesItRuns } from './timesItRuns.ts'

type Line = { code: string; title: string; opens: string; closes: string; timeZone: string }

/** Refuses a date outside the line's; without a date, a line that has closed for good. */
export const requireOpenLine: Condition = async (attempt) => {
  const { doc, req, runsAt, verb } = attempt
  const id = idOf(doc.line)
  if (!id) return []
  const [line] = await rowsOf<Line>({
    req,
    statement: sql`
      select l.code, l.title, l.opens_on as opens, l.closes_on as closes, p.time_zone as "timeZone"
      from lines l join plans p on p.id = l.plan_id where l.id = ${id}`,
  })
  if (!line) return []
  const times = [...(await timesItRuns(attempt)).values()]
  // of an item for no outlet, the time it is planned for
  const days = (times.length > 0 ? times : [afterStep(attempt).publishAt]).map((instant) =>
    calendarDateIn({ instant, timeZone: line.timeZone }),
  )
  const opens = calendarDateOf(line.opens)
  const closes = calendarDateOf(line.closes)
  const isDateKnown = runsAt !== null || verb === 'publish' || verb === 'force'
  const isOutside = days.some((day) => day > closes || (isDateKnown && day < opens))
  if (!isOutside) return []
  return [
    refuse({
      req,
      code: 'line-closed',
      values: { line: `${line.code} · ${line.title}`, from: readableDate(opens), to: readableDate(closes) },
      data: { line: line.code, opensOn: opens, closesOn: closes, hint: say(req, 'errors.line-closed-hint') },
    }),
  ]
}
