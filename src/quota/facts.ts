// Reads what the rules look at: the rules of a plan, and the outlets an item is for. Two statements by
// primary key and by `quotas.plan_id`; publishing pays for them every time.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../database/statement.ts'
import { calendarDateOf, type PeriodKind } from './calendar.ts'
import type { Dimension, Rule } from './rules.ts'

type RuleRow = {
  id: string
  code: string
  plan: string
  counts: Rule['counts']
  line: string | null
  channel: string | null
  period: PeriodKind
  min: string | null
  max: string | null
  starts_on: Date | string
  ends_on: Date | string
  enforcement: Rule['enforcement']
  time_zone: string
  kinds: string[]
  event_kinds: string[]
  per: Dimension[]
}

/** The rules of a plan; all of them, or those that count `items` or `events`. */
export const rulesOfPlan = async ({ req, plan }: { req: PayloadRequest; plan: string }): Promise<Rule[]> => {
  const rows = await rowsOf<RuleRow>({
    req,
    statement: sql`
      select q.id, q.code, q.plan_id as plan, q.counts, q.line_id as line, q.channel, q.period, q.min, q.max,
             q.starts_on, q.ends_on, q.enforcement, p.time_zone,
             array(select value::text from quotas_kinds where parent_id = q.id order by "order") as kinds,
             array(select value::text from quotas_event_kinds where parent_id = q.id order by "order") as event_kinds,
             array(select value::text from quotas_per where parent_id = q.id order by "order") as per
      from quotas q join plans p on p.id = q.plan_id
      where q.plan_id = ${plan}
      order by q.code`,
  })
  return rows.map(({ starts_on, ends_on, time_zone, event_kinds, min, max, ...row }) => ({
    ...row,
    min: min === null ? null : Number(min),
    max: max === null ? null : Number(max),
    eventKinds: event_kinds,
    window: { from: dateOf(starts_on), to: dateOf(ends_on) },
    timeZone: time_zone,
  }))
}

export type OutletFacts = {
  id: string
  code: string
  name: string
  channel: string
  organization: string
  opensOn: string | null
  closesOn: string | null
}

/** The outlets with these identifiers, or all of them. */
export const outletsOf = async ({
  req,
  ids,
}: {
  req: PayloadRequest
  ids?: string[]
}): Promise<OutletFacts[]> => {
  if (ids?.length === 0) return []
  const rows = await rowsOf<
    Omit<OutletFacts, 'opensOn' | 'closesOn'> & { opens_on: Date | null; closes_on: Date | null }
  >({
    req,
    statement: sql`
      select id, code, name, channel, organization_id as organization, opens_on, closes_on
      from outlets
      where ${ids ? sql`id = any(${sql.param(ids)}::uuid[])` : sql`true`}
      order by code`,
  })
  return rows.map(({ opens_on, closes_on, ...row }) => ({
    ...row,
    opensOn: opens_on && dateOf(opens_on),
    closesOn: closes_on && dateOf(closes_on),
  }))
}

const dateOf = (stored: Date | string) =>
  calendarDateOf(typeof stored === 'string' ? new Date(stored) : stored)
