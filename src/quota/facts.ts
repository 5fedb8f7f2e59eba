// Reads what the rules look at. One statement brings all that settling one document needs; publishing pays for
// it every time.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf, type Statement } from '../database/statement.ts'
import { calendarDateOf, type PeriodKind } from './calendar.ts'
import type { Slot } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import type { Dimension, Rule } from './rules.ts'
import { column } from './sources.ts'

type Asking = { req: PayloadRequest; options: SanitizedQuotaOptions }

export type OutletFacts = {
  id: string
  code: string
  name: string
  channel: string | null
  /** First and last calendar date on which it, and the organisation it belongs to, are there. */
  opensOn: string | null
  closesOn: string | null
}

export type Facts = {
  rules: Rule[]
  outlets: OutletFacts[]
  held: Slot[]
  /** Where and when the live document runs so far. */
  runs: StoredRun[]
  /** The time that the live document was planned for; null without one. */
  livePlannedAt: Date | null
  eventKind: string | null
}

/** As the field `runs` keeps them. */
export type StoredRun = { outlet: string | null; at: string }

/**
 * What settling one document or event needs: the rules of its plan, the outlets it is for, what it holds and where
 * it runs already. By primary keys, `quotas.plan_id`, `quota_slots.item_id` and `quota_slots.held_event_id`.
 */
export const factsOf = async ({
  req,
  options,
  plan,
  outlets,
  event,
  holder,
}: Asking & {
  plan: string | null
  outlets: string[]
  /** The event a document is about. */
  event?: string | null
  /** `id` null: nobody yet, who holds nothing. */
  holder: Holder | { id: null; item: true }
}): Promise<Facts> => {
  const ids = identifiersOf(req)
  const { counted, event: events } = options.sources
  const id = sql`${holder.id}::${ids.type}`
  const ofPlan = options.sources.plan ? sql`q.plan_id = ${plan}::${ids.type}` : sql`true`
  const [row] = await rowsOf<{
    rules: RuleRow[]
    outlets: OutletFacts[]
    held: (Omit<Slot, 'ranAt'> & { ran_at: string })[]
    live: { runs: StoredRun[] | null; planned_at: string | null } | null
    event_kind: string | null
  }>({
    req,
    statement: sql`
      select (select coalesce(json_agg(r), '[]') from (${rulesStatement({ options, where: ofPlan })}) r) as rules,
             (select coalesce(json_agg(o), '[]') from (${outletsStatement({
               options,
               where: sql`o.id = any(${sql.param(outlets)}::${ids.list})`,
             })}) o) as outlets,
             (select coalesce(json_agg(s), '[]') from (${heldStatement({ options, holder, id })}) s) as held,
             ${
               'item' in holder
                 ? sql`(select jsonb_build_object('runs', i.runs, 'planned_at', ${column('i', counted.plannedAt)})
                        from ${sql.identifier(counted.table)} i where i.id = ${id} and ${isLive(options)})`
                 : sql`null::jsonb`
             } as live,
             ${
               events?.kinds && event
                 ? sql`(select e.kind::text from ${sql.identifier(events.table)} e where e.id = ${event}::${ids.type})`
                 : sql`null`
             } as event_kind`,
  })
  return {
    rules: (row?.rules ?? []).map((one) => ruleOf(one, options)),
    outlets: (row?.outlets ?? []).map(datesOf),
    held: (row?.held ?? []).map(({ ran_at, ...slot }) => ({ ...slot, ranAt: new Date(ran_at) })),
    ...liveOf(row?.live),
    eventKind: row?.event_kind ?? null,
  }
}

/** Of the row of a live document. */
export const liveOf = (
  row: { runs: StoredRun[] | null; planned_at: string | null } | null | undefined,
): Pick<Facts, 'runs' | 'livePlannedAt'> => ({
  runs: row?.runs ?? [],
  livePlannedAt: row?.planned_at ? new Date(row.planned_at) : null,
})

/** Who holds slots: a counted document, or an event that is counted itself. */
export type Holder = { id: string } & ({ item: true } | { heldEvent: true })

/** The column of the ledger that names this holder. */
export const holderColumn = (holder: object): Statement =>
  'item' in holder ? sql`item_id` : sql`held_event_id`

/** Whether a row `i` of the counted documents is live. */
export const isLive = ({ sources: { counted } }: SanitizedQuotaOptions): Statement =>
  sql`${counted.versions ? sql`i._status = 'published'` : sql`true`} and ${
    counted.hasTrash ? sql`i.deleted_at is null` : sql`true`
  }`

/** Rules `q`; rows for `ruleOf`. */
export const rulesStatement = ({
  options: { sources, tables, timeZone },
  where,
}: {
  options: SanitizedQuotaOptions
  where: Statement
}): Statement => {
  const choices = (isThere: unknown, table: string) =>
    isThere
      ? sql`array(select value::text from ${sql.identifier(table)} where parent_id = q.id order by "order")`
      : sql`array[]::text[]`
  const hasPlan = sources.plan !== null
  return sql`
    select q.id::text, q.code, ${hasPlan ? sql`q.plan_id::text` : sql`null`} as plan, q.counts,
           ${sources.line ? sql`q.line_id::text` : sql`null`} as line,
           ${sources.outlet?.channels ? sql`q.channel::text` : sql`null`} as channel,
           q.period, q.min, q.max, q.starts_on, q.ends_on, q.enforcement,
           ${sources.plan?.timeZone ? column('zone', sources.plan.timeZone) : sql`${timeZone}::text`} as time_zone,
           ${choices(sources.counted.kinds, tables.kinds)} as kinds,
           ${choices(sources.event?.kinds, tables.eventKinds)} as event_kinds,
           ${choices(true, tables.per)} as per
    from ${sql.identifier(tables.quotas)} q
    ${sources.plan ? sql`join ${sql.identifier(sources.plan.table)} zone on zone.id = q.plan_id` : sql``}
    where ${where} order by q.code`
}

/** Outlets with the dates between which they, and what they belong to, are there; rows for `datesOf`. */
export const outletsStatement = ({
  options: { sources },
  where,
}: {
  options: SanitizedQuotaOptions
  where: Statement
}): Statement => {
  const { outlet } = sources
  if (!outlet) return sql`select null as id where false`
  const { owner } = outlet
  return sql`
    select o.id::text, ${column('o', outlet.code)}::text as code, ${column('o', outlet.name)}::text as name,
           ${outlet.channels ? sql`o.channel::text` : sql`null`} as channel,
           greatest(${column('o', outlet.opensOn)}, ${owner ? column('b', owner.opensOn) : sql`null`})::timestamptz as "opensOn",
           least(${column('o', outlet.closesOn)}, ${owner ? column('b', owner.closesOn) : sql`null`})::timestamptz as "closesOn"
    from ${sql.identifier(outlet.table)} o
    ${owner ? sql`left join ${sql.identifier(owner.table)} b on b.id = o.${sql.identifier(owner.column)}` : sql``}
    where ${where} order by code`
}

const heldStatement = ({
  options: { sources, tables },
  holder,
  id,
}: {
  options: SanitizedQuotaOptions
  holder: object
  id: Statement
}): Statement => sql`
  select id::text, quota_id::text as quota, bucket, state, ran_at,
         ${sources.outlet ? sql`ran_outlet_id::text` : sql`null`} as outlet
  from ${sql.identifier(tables.slots)} where ${holderColumn(holder)} = ${id}`

export type RuleRow = {
  id: string
  code: string
  plan: string | null
  counts: Rule['counts']
  line: string | null
  channel: string | null
  period: PeriodKind
  min: number | null
  max: number | null
  starts_on: string
  ends_on: string
  enforcement: Rule['enforcement']
  time_zone: string | null
  kinds: string[]
  event_kinds: string[]
  per: Dimension[]
}

export const ruleOf = (
  { starts_on, ends_on, time_zone, event_kinds, ...row }: RuleRow,
  { timeZone }: SanitizedQuotaOptions,
): Rule => ({
  ...row,
  eventKinds: event_kinds,
  window: { from: calendarDateOf(starts_on), to: calendarDateOf(ends_on) },
  timeZone: time_zone ?? timeZone,
})

export const datesOf = ({ opensOn, closesOn, ...row }: OutletFacts): OutletFacts => ({
  ...row,
  opensOn: opensOn && calendarDateOf(opensOn),
  closesOn: closesOn && calendarDateOf(closesOn),
})
