// Codes and names of what the calendar speaks of. Everybody of the house may read these collections.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../database/statement.ts'

export type Named = { id: string; code: string; name: string; organization: string | null }

/** A rule of the quotas; `line` is the identifier of the one it asks for. */
export type NamedRule = Named & { plan: string; line: string | null; counts: 'items' | 'events' }

export type NamedPlan = { id: string; code: string; timeZone: string; startsOn: string; endsOn: string }

export type Names = Record<'outlet' | 'organization' | 'task' | 'line' | 'event', Named[]> & {
  rule: NamedRule[]
  /** The newest first. */
  plan: NamedPlan[]
}

/** All of them by one statement, each in the order of its codes (T2 before T10). */
export const readNames = async (req: PayloadRequest): Promise<Names> => {
  const [row] = await rowsOf<Names>({
    req,
    statement: sql`
      select ${listOf(sql`select id::text, code, name, organization_id::text as organization from outlets`)} as outlet,
             ${listOf(sql`select id::text, code, name, id::text as organization from organizations`)} as organization,
             ${listOf(sql`select id::text, code, title as name, null as organization from tasks`)} as task,
             ${listOf(sql`select id::text, code, title as name, null as organization from lines`)} as line,
             ${listOf(sql`select id::text, code, title as name, organization_id::text as organization from events`)} as event,
             ${listOf(sql`
               select id::text, code, title as name, null as organization, plan_id::text as plan, line_id::text as line, counts
               from quotas`)} as rule,
             ${listOf(sql`
               select id::text, code, time_zone as "timeZone",
                      to_char(starts_on at time zone 'UTC', 'YYYY-MM-DD') as "startsOn",
                      to_char(ends_on at time zone 'UTC', 'YYYY-MM-DD') as "endsOn"
               from plans`)} as plan`,
  })
  if (!row) throw new Error('a statement without conditions returned no row')
  const byCode = <One extends { code: string }>(list: One[]) =>
    list.sort((a, b) => ORDER.compare(a.code, b.code))
  return {
    outlet: byCode(row.outlet),
    organization: byCode(row.organization),
    task: byCode(row.task),
    line: byCode(row.line),
    event: byCode(row.event),
    rule: byCode(row.rule),
    plan: row.plan.sort((a, b) => b.startsOn.localeCompare(a.startsOn)),
  }
}

const ORDER = new Intl.Collator('en', { numeric: true })

const listOf = (statement: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(r), '[]') from (${statement}) r)`
