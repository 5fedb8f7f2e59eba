// Units merge and close (plan, III): an outlet that has closed, alone or with its organisation, or is not open yet,
// cannot run anything.
import { sql } from '@payloadcms/db-postgres'
import { idOf } from '../src/access/roles.ts'
import type { Condition } from '../src/approval/index.ts'
import { rowsOf } from '../src/database/statement.ts'
import { refuse } from '../src/errors/index.ts'
import { calendarDateIn, calendarDateOf } from '../src/quota/calendar.ts'
import { timesItRuns } from './timesItRuns.ts'

type Outlet = {
  id: string
  code: string
  name: string
  opens: string | null
  closes: string | null
  successor: string | null
  timeZone: string
}

export const requireOpenOutlets: Condition = async (attempt) => {
  const { doc, req } = attempt
  const ids = (Array.isArray(doc.outlets) ? doc.outlets : []).flatMap((one) => idOf(one) ?? [])
  const plan = idOf(doc.plan)
  if (ids.length === 0 || !plan) return []
  const bounded = await rowsOf<Outlet>({
    req,
    statement: sql`
      select o.id::text, o.code, o.name, greatest(o.opens_on, b.opens_on) as opens, least(o.closes_on, b.closes_on) as closes,
             s.code as successor, (select time_zone from plans where id = ${plan}) as "timeZone"
      from outlets o left join outlets s on s.id = o.successor_id join organizations b on b.id = o.organization_id
      where o.id = any(${sql.param(ids)}::uuid[])
        and num_nonnulls(o.opens_on, o.closes_on, b.opens_on, b.closes_on) > 0
      order by o.code`,
  })
  const times = bounded.length > 0 ? await timesItRuns(attempt) : new Map<string, Date>()
  return bounded
    .filter(({ id, opens, closes, timeZone }) => {
      const day = calendarDateIn({ instant: times.get(id) ?? attempt.now, timeZone })
      return (closes && day > calendarDateOf(closes)) || (opens && day < calendarDateOf(opens))
    })
    .map(({ code, name, successor }) =>
      refuse({ req, code: 'outlet-closed', values: { outlet: name }, data: { outlet: code, successor } }),
    )
}
