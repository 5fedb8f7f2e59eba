// What a report reads besides the numbers: the plan, names for the codes, and what holds the slots. The quota
// plugin knows which tables and columns this project has; what it has not is null.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf, type Statement } from '../database/statement.ts'
import type { QuotaSettings } from './options.ts'

type Asking = { req: PayloadRequest; quota: QuotaSettings }

/** A plan; `id` null stands for the rules of a project without plans. */
export type PlanFacts = { id: string | null; code: string | null; title: string | null; timeZone: string }

/** Undefined when there is no plan of this code. */
export const planByCode = async ({
  req,
  quota: { sources, timeZone },
  code,
}: Asking & { code: string | undefined }): Promise<PlanFacts | undefined> => {
  const { plan } = sources
  if (!plan) return { id: null, code: null, title: null, timeZone }
  const [found] = await rowsOf<Omit<PlanFacts, 'timeZone'> & { timeZone: string | null }>({
    req,
    statement: sql`
      select p.id::text, ${column('p', plan.code)}::text as code, ${column('p', plan.name)}::text as title,
             ${column('p', plan.timeZone)} as "timeZone"
      from ${sql.identifier(plan.table)} p where ${column('p', plan.code)}::text = ${code ?? ''}`,
  })
  return found && { ...found, timeZone: found.timeZone ?? timeZone }
}

/** What a code stands for: its name, and of an outlet its channel and whom it belongs to. */
export type Named = {
  what: 'quota' | 'outlet' | 'task' | 'event' | 'organization'
  code: string
  name: string
  channel: string | null
  organization: string | null
}

/** Everything that buckets are named by; quotas are those of the plan. */
export const namesOf = ({ req, quota: { sources, tables }, plan }: Asking & { plan: PlanFacts }) => {
  const { outlet, task, event, organization } = sources
  const others = (['task', 'event', 'organization'] as const).flatMap((what) => {
    const related = { task, event, organization }[what]
    if (!related) return []
    return sql`
      select ${what}::text, ${column('d', related.code)}::text, ${column('d', related.name)}::text, null, null
      from ${sql.identifier(related.table)} d`
  })
  const isOwned = outlet?.owner && organization && outlet.owner.table === organization.table
  const outlets = outlet && [
    sql`
      select 'outlet', ${column('o', outlet.code)}::text, ${column('o', outlet.name)}::text,
             ${column('o', outlet.channels && 'channel')}::text, ${column('w', isOwned ? organization.code : null)}::text
      from ${sql.identifier(outlet.table)} o
      ${
        isOwned && outlet.owner
          ? sql`left join ${sql.identifier(organization.table)} w on w.id = ${column('o', outlet.owner.column)}`
          : sql``
      }`,
  ]
  const quotas = sql`
    select 'quota' as what, q.code, q.title as name, ${column('q', outlet?.channels && 'channel')}::text as channel,
           null::text as organization
    from ${sql.identifier(tables.quotas)} q where ${ofPlan(plan)}`
  return rowsOf<Named>({
    req,
    statement: sql.join([quotas, ...others, ...(outlets ?? [])], sql` union all `),
  })
}

/** A slot in use: codes of its bucket, where it ran, and the document or the event that holds it. */
export type UsedSlot = {
  quota: string
  period: string
  outlet: string | null
  task: string | null
  event: string | null
  organization: string | null
  ranOn: string | null
  ranAt: Date | string
  item: string | null
  title: string | null
  heldEvent: string | null
  overrideReason: string | null
}

/** The used slots of a plan by the time they ran: by `quotas.plan_id`, then the unique key of the ledger. */
export const usedSlotsOf = ({
  req,
  quota: { sources, tables },
  plan,
  now,
}: Asking & { plan: PlanFacts; now: Date }) => {
  const { counted, outlet, task, event, organization } = sources
  const joins = [
    { alias: 'o', source: outlet, by: 'outlet_id' },
    { alias: 'r', source: outlet, by: 'ran_outlet_id' },
    { alias: 't', source: task, by: 'task_id' },
    { alias: 'e', source: event, by: 'event_id' },
    { alias: 'h', source: event, by: 'held_event_id' },
    { alias: 'g', source: organization, by: 'organization_id' },
  ]
  const joined = joins.flatMap(({ alias, source, by }) =>
    source
      ? sql`left join ${sql.identifier(source.table)} ${sql.identifier(alias)} on ${column(alias, 'id')} = ${column('s', by)}`
      : [],
  )
  // as progress counts: a coming event holds its slot, and uses it from the moment it begins
  const isUsed = event
    ? sql`case when s.held_event_id is null then s.state = 'consumed' else s.ran_at <= ${now.toISOString()}::timestamptz end`
    : sql`s.state = 'consumed'`
  return rowsOf<UsedSlot>({
    req,
    statement: sql`
      select q.code as quota, s.period, ${column('o', outlet?.code)}::text as outlet,
             ${column('t', task?.code)}::text as task, ${column('e', event?.code)}::text as event,
             ${column('g', organization?.code)}::text as organization, ${column('r', outlet?.code)}::text as "ranOn",
             s.ran_at as "ranAt", i.id::text as item, ${column('h', event?.code)}::text as "heldEvent",
             coalesce(${column('i', counted.title)}::text, ${column('h', event?.name)}::text) as title,
             s.override_reason as "overrideReason"
      from ${sql.identifier(tables.slots)} s
      join ${sql.identifier(tables.quotas)} q on q.id = s.quota_id
      left join ${sql.identifier(counted.table)} i on i.id = s.item_id
      ${sql.join(joined, sql` `)}
      where ${ofPlan(plan)} and ${isUsed}
      order by s.ran_at, q.code, s.slot`,
  })
}

const ofPlan = ({ id }: PlanFacts): Statement => (id === null ? sql`true` : sql`q.plan_id::text = ${id}`)

/** A column of an alias, or `null` where the project has no such thing. */
const column = (alias: string, name: string | null | undefined): Statement =>
  name ? sql`${sql.identifier(alias)}.${sql.identifier(name)}` : sql`null`
