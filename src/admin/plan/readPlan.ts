// A plan as its screens need it: its rules in words, and what the codes of its buckets are called. One statement.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf, type Statement } from '../../database/statement.ts'
import { languageOf } from '../../i18n/index.ts'
import type { PeriodKind } from '../../quota/calendar.ts'
import { type ProgressRow, progressRows, quotaOptionsIn } from '../../quota/index.ts'

/** Calendar dates `YYYY-MM-DD`; `timeZone` an IANA name. */
export type PlanFacts = {
  id: string
  code: string
  title: string
  timeZone: string
  startsOn: string
  endsOn: string
}

/** One quota; codes for line and kinds, calendar dates `YYYY-MM-DD`. */
export type RuleFacts = {
  code: string
  title: string
  clause: string | null
  counts: 'items' | 'events'
  line: string | null
  lineId: string | null
  channel: string | null
  kinds: string[]
  eventKinds: string[]
  per: string[]
  period: PeriodKind
  min: number | null
  max: number | null
  startsOn: string
  endsOn: string
  /** The last day on which its line takes items; null without a line. */
  lineClosesOn: string | null
}

export type Named = { id: string; code: string; name: string }
export type NamedOutlet = Named & { channel: string; organization: string }
/** `startsAt` ISO 8601 in UTC. */
export type NamedEvent = Named & { startsAt: string }
export type NamedOrganization = Named & { parent: string | null }

export type PlanNames = {
  outlets: NamedOutlet[]
  tasks: Named[]
  events: NamedEvent[]
  organizations: NamedOrganization[]
}

/** A plan, and every bucket of it. */
export type PlanState = {
  plan: PlanFacts
  rules: RuleFacts[]
  names: PlanNames
  rows: ProgressRow[]
  now: Date
}

/**
 * The plan of this code; without one, the plan that runs today, else the latest. Whoever calls has asked who reads.
 * @returns null when there is none
 */
export const readPlanState = async ({
  req,
  code,
  now,
}: {
  req: PayloadRequest
  code?: string
  now: Date
}): Promise<PlanState | null> => {
  const found = await readPlan({ req, code, now })
  if (!found) return null
  const rows = await progressRows({ req, options: quotaOptionsIn(req.payload), plan: found.plan.code, now })
  return rows && { ...found, rows, now }
}

export const readPlan = async ({
  req,
  code,
  now,
}: {
  req: PayloadRequest
  code?: string
  now: Date
}): Promise<Omit<PlanState, 'rows' | 'now'> | null> => {
  const instant = sql`${now.toISOString()}::timestamptz`
  const [row] = await rowsOf<{ plan: PlanFacts; rules: RuleFacts[] } & PlanNames>({
    req,
    statement: sql`
      with p as (
        select id, code, title, gloss, time_zone, starts_on, ends_on from plans
        where ${code ?? null}::text is null or code = ${code ?? null}::text
        order by ${instant} between starts_on - interval '1 day' and ends_on + interval '1 day' desc, starts_on desc
        limit 1)
      select json_build_object('id', p.id, 'code', p.code, 'title', ${inLanguage(req, 'p', 'title')}, 'timeZone', p.time_zone,
               'startsOn', ${dayOf(sql`p.starts_on`)}, 'endsOn', ${dayOf(sql`p.ends_on`)}) as plan,
             ${all(sql`
               select q.code, ${inLanguage(req, 'q', 'title')} as title, q.clause, q.counts, l.code as line, l.id as "lineId", q.channel, q.period, q.min::int, q.max::int,
                      ${dayOf(sql`q.starts_on`)} as "startsOn", ${dayOf(sql`q.ends_on`)} as "endsOn",
                      ${dayOf(sql`l.closes_on`)} as "lineClosesOn",
                      ${choices('quotas_kinds')} as kinds, ${choices('quotas_event_kinds')} as "eventKinds",
                      ${choices('quotas_per')} as per
               from quotas q left join lines l on l.id = q.line_id where q.plan_id = p.id order by q.code`)} as rules,
             ${all(sql`
               select o.id, o.code, ${inLanguage(req, 'o', 'name')} as name, o.channel, g.code as organization
               from outlets o join organizations g on g.id = o.organization_id order by o.code`)} as outlets,
             ${all(sql`select t.id, t.code, ${inLanguage(req, 't', 'title')} as name from tasks t where t.plan_id = p.id order by t.code`)} as tasks,
             ${all(sql`select e.id, e.code, ${inLanguage(req, 'e', 'title')} as name,
                      to_char(e.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt" from events e where e.plan_id = p.id order by e.starts_at`)} as events,
             ${all(sql`
               select g.id, g.code, ${inLanguage(req, 'g', 'name')} as name, u.code as parent
               from organizations g left join organizations u on u.id = g.parent_id order by g.name`)} as organizations
      from p`,
  })
  if (!row) return null
  const { plan, rules, ...names } = row
  return { plan, rules, names }
}

const all = (statement: Statement) => sql`(select coalesce(json_agg(r), '[]') from (${statement}) r)`
const dayOf = (column: Statement) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD')`
const choices = (table: string) =>
  sql`array(select value::text from ${sql.identifier(table)} where parent_id = q.id order by "order")`
/** The name a reader of the request knows a document by: its English gloss, where there is one. */
const inLanguage = (req: PayloadRequest, alias: string, name: string) => {
  const [own, gloss] = [name, 'gloss'].map(
    (column) => sql`${sql.identifier(alias)}.${sql.identifier(column)}`,
  )
  return languageOf(req) === 'en' ? sql`coalesce(nullif(${gloss}, ''), ${own})` : sql`${own}`
}
