// What a report reads besides the numbers: the plan, names for the codes, and what holds the slots. The quota
// plugin knows which tables and columns this project has; what it has not is null.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf, type Statement } from '../database/statement.ts'
import { collectionIn, columnOf, hasField, tableOf, valueColumnOf } from '../database/tables.ts'
import { column, isUsedSlot } from '../quota/index.ts'
import type { Issuer, ProofSource, QuotaSettings } from './options.ts'

type Asking = { req: PayloadRequest; quota: QuotaSettings }

/** A plan; `id` null stands for the rules of a project without plans. */
export type PlanFacts = {
  id: string | null
  code: string | null
  title: string | null
  timeZone: string
  /** Number of the document by which it was issued, as `12/KH-STTTT`. */
  number: string | null
  /** Code of the organisation that issued it. */
  issuer: string | null
}

/** Undefined when there is no plan of this code. */
export const planByCode = async ({
  req,
  quota: { sources, timeZone },
  code,
}: Asking & { code: string | undefined }): Promise<PlanFacts | undefined> => {
  const { plan, organization } = sources
  if (!plan) return { id: null, code: null, title: null, timeZone, number: null, issuer: null }
  const has = (name: string) => hasField(collectionIn(req.payload.config, plan.collection), name)
  const issuer =
    organization && has('organization')
      ? sql`(select ${column('g', organization.code)}::text from ${sql.identifier(organization.table)} g
             where g.id = ${column('p', columnOf('organization'))})`
      : sql`null`
  const [found] = await rowsOf<Omit<PlanFacts, 'timeZone'> & { timeZone: string | null }>({
    req,
    statement: sql`
      select p.id::text, ${column('p', plan.code)}::text as code, ${column('p', plan.name)}::text as title,
             ${column('p', plan.timeZone)} as "timeZone",
             ${column('p', has('number') ? valueColumnOf('number') : null)}::text as number, ${issuer} as issuer
      from ${sql.identifier(plan.table)} p where ${column('p', plan.code)}::text = ${code ?? ''}`,
  })
  return found && { ...found, timeZone: found.timeZone ?? timeZone }
}

/** The organisation of this code; undefined where the project has none. */
export const issuerByCode = async ({
  req,
  quota: {
    sources: { organization },
  },
  code,
}: Asking & { code: string }): Promise<Issuer | undefined> => {
  if (!organization) return undefined
  const [found] = await rowsOf<Issuer>({
    req,
    statement: sql`
      select g.id::text, ${column('g', organization.code)}::text as code, ${column('g', organization.name)}::text as name
      from ${sql.identifier(organization.table)} g where ${column('g', organization.code)}::text = ${code}`,
  })
  return found
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

/** Something that ran: codes, where and when, and what proves it. */
type Ran = {
  ranOn: string | null
  ranAt: Date | string
  item: string | null
  title: string | null
  isProved: boolean
  url: string | null
  provedAt: Date | string | null
}

/** A slot in use: codes of its bucket, where it ran, and the document or the event that holds it. */
export type UsedSlot = Ran & {
  quota: string
  period: string
  outlet: string | null
  task: string | null
  event: string | null
  organization: string | null
  /** The task of the document itself, whether its bucket is split by task or not. */
  ownTask: string | null
  heldEvent: string | null
  place: string | null
  organizer: string | null
  overrideReason: string | null
}

/** The used slots of a plan by the time they ran: by `quotas.plan_id`, then the unique key of the ledger. */
export const usedSlotsOf = ({
  req,
  quota: { sources, tables },
  plan,
  now,
  proofs,
}: Asking & { plan: PlanFacts; now: Date; proofs: ProofSource[] }) => {
  const { counted, outlet, task, event, organization } = sources
  const joined = joinsOf([
    { alias: 'o', source: outlet, on: column('s', 'outlet_id') },
    { alias: 'r', source: outlet, on: column('s', 'ran_outlet_id') },
    { alias: 't', source: task, on: column('s', 'task_id') },
    { alias: 'y', source: task, on: column('i', task && columnOf(task.field)) },
    { alias: 'e', source: event, on: column('s', 'event_id') },
    { alias: 'h', source: event, on: column('s', 'held_event_id') },
    { alias: 'g', source: organization, on: column('s', 'organization_id') },
    { alias: 'w', source: event?.organization ? organization : null, on: column('h', event?.organization) },
  ])
  return rowsOf<UsedSlot>({
    req,
    statement: sql`
      select q.code as quota, s.period, ${column('o', outlet?.code)}::text as outlet,
             ${column('t', task?.code)}::text as task, ${column('e', event?.code)}::text as event,
             ${column('g', organization?.code)}::text as organization, ${column('r', outlet?.code)}::text as "ranOn",
             ${column('y', task?.code)}::text as "ownTask",
             s.ran_at as "ranAt", i.id::text as item, ${column('h', event?.code)}::text as "heldEvent",
             coalesce(${column('i', counted.title)}::text, ${column('h', event?.name)}::text) as title,
             ${column('h', event && placeOf({ req, event }))}::text as place,
             ${column('w', event?.organization && organization?.code)}::text as organizer,
             s.override_reason as "overrideReason", ${PROOF}
      from ${sql.identifier(tables.slots)} s
      join ${sql.identifier(tables.quotas)} q on q.id = s.quota_id
      left join ${sql.identifier(counted.table)} i on i.id = s.item_id
      ${joined}
      ${proofJoin({ req, proofs, item: sql`s.item_id`, outlet: outlet ? sql`s.ran_outlet_id` : null })}
      where ${ofPlan(plan)} and ${isUsedSlot({ sources, now })}
      order by s.ran_at, q.code, s.slot`,
  })
}

/** What ran in a period and used no place of any quota; `task` and `channel` as the item and the outlet have them. */
export type Uncounted = Ran & { task: string | null; organization: string | null }

type Period = { plan: PlanFacts; from: Date; to: Date }

/** Items by when they ran. `items.runs` says where and when the live document ran, as the quota plugin keeps it. */
export const uncountedItemsOf = ({
  req,
  quota: { sources, tables },
  plan,
  from,
  to,
  proofs,
}: Asking & Period & { proofs: ProofSource[] }) => {
  const { counted, outlet, task } = sources
  const joined = joinsOf([{ alias: 't', source: task, on: column('i', task && columnOf(task.field)) }])
  return rowsOf<Uncounted>({
    req,
    statement: sql`
      select i.id::text as item, ${column('i', counted.title)}::text as title,
             ${column('o', outlet?.code)}::text as "ranOn", run.at as "ranAt", ${column('t', task?.code)}::text as task,
             null as organization, ${PROOF}
      from ${sql.identifier(counted.table)} i
      cross join lateral (
        select r ->> 'outlet' as outlet, (r ->> 'at')::timestamptz as at
        from jsonb_array_elements(case jsonb_typeof(i.runs) when 'array' then i.runs else '[]' end) r) run
      ${outlet ? sql`left join ${sql.identifier(outlet.table)} o on o.id::text = run.outlet` : sql``}
      ${joined}
      ${proofJoin({ req, proofs, item: sql`i.id`, outlet: outlet ? sql`o.id` : null })}
      where ${sources.plan && plan.id !== null ? sql`${column('i', columnOf(sources.plan.field))}::text = ${plan.id}` : sql`true`}
        and run.at >= ${from.toISOString()}::timestamptz and run.at < ${to.toISOString()}::timestamptz
        and not exists (
          select 1 from ${sql.identifier(tables.slots)} s where s.item_id = i.id and s.state = 'consumed'
          ${outlet ? sql`and s.ran_outlet_id is not distinct from o.id` : sql``})
      order by run.at, i.id`,
  })
}

/** An event that took place; codes. */
export type HeldEvent = {
  event: string
  title: string | null
  ranAt: Date | string
  place: string | null
  organization: string | null
}

/** Events that began in the period, up to now, and used no place of any quota; what is provisional did not. */
export const uncountedEventsOf = async ({
  req,
  quota: { sources, tables },
  plan,
  from,
  to,
  now,
}: Asking & Period & { now: Date }): Promise<HeldEvent[]> => {
  const { event, organization } = sources
  if (!event?.startsAt) return []
  const startsAt = column('h', event.startsAt)
  const until = new Date(Math.min(to.getTime(), now.getTime() + 1))
  return rowsOf<HeldEvent>({
    req,
    statement: sql`
      select ${column('h', event.code)}::text as event, ${column('h', event.name)}::text as title,
             ${startsAt} as "ranAt", ${column('h', placeOf({ req, event }))}::text as place,
             ${column('w', event.organization && organization?.code)}::text as organization
      from ${sql.identifier(event.table)} h
      ${joinsOf([{ alias: 'w', source: event.organization ? organization : null, on: column('h', event.organization) }])}
      where ${startsAt} >= ${from.toISOString()}::timestamptz and ${startsAt} < ${until.toISOString()}::timestamptz
        and ${event.plan && plan.id !== null ? sql`${column('h', event.plan)}::text = ${plan.id}` : sql`true`}
        and ${event.isProvisional ? sql`${column('h', event.isProvisional)} is not true` : sql`true`}
        and not exists (select 1 from ${sql.identifier(tables.slots)} s where s.held_event_id = h.id)
      order by ${startsAt}, h.id`,
  })
}

const placeOf = ({ req, event }: { req: PayloadRequest; event: { collection: string } }) =>
  hasField(collectionIn(req.payload.config, event.collection), 'place') ? valueColumnOf('place') : null

type Join = { alias: string; source: { table: string } | null; on: Statement }

const joinsOf = (joins: Join[]): Statement =>
  sql.join(
    joins.flatMap(({ alias, source, on }) =>
      source
        ? sql`left join ${sql.identifier(source.table)} ${sql.identifier(alias)} on ${column(alias, 'id')} = ${on}`
        : [],
    ),
    sql` `,
  )

const PROOF = sql`proof.found is not null as "isProved", proof.url, proof.at as "provedAt"`

/** The newest proof of an item on an outlet, of whatever kind: by the index (document, outlet) of each. */
const proofJoin = ({
  req,
  proofs,
  item,
  outlet,
}: {
  req: PayloadRequest
  proofs: ProofSource[]
  item: Statement
  outlet: Statement | null
}): Statement => {
  const sources = proofs.flatMap(({ collection, document, outlet: where, address, at }) => {
    const found = collectionIn(req.payload.config, collection)
    if (!hasField(found, document)) return []
    return sql`
      select true as found, ${column('x', valueColumnOf(address))}::text as url, ${column('x', valueColumnOf(at))} as at
      from ${sql.identifier(tableOf(collection))} x where ${column('x', columnOf(document))} = ${item}
      ${outlet && hasField(found, where) ? sql`and ${column('x', columnOf(where))} = ${outlet}` : sql``}`
  })
  const all = sources.length
    ? sql.join(sources, sql` union all `)
    : sql`select null::boolean as found, null::text as url, null::timestamptz as at where false`
  return sql`left join lateral (select * from (${all}) known order by at desc limit 1) proof on true`
}

const ofPlan = ({ id }: PlanFacts): Statement => (id === null ? sql`true` : sql`q.plan_id::text = ${id}`)
