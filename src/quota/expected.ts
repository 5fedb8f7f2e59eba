// What the ledger should hold, computed from the documents and events themselves: the truth that a recount
// restores and the nightly check compares with.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf, type Statement } from '../database/statement.ts'
import { columnOf, relationsTableOf } from '../database/tables.ts'
import {
  datesOf,
  type Holder,
  isLive,
  type OutletFacts,
  outletsStatement,
  type RuleRow,
  ruleOf,
  rulesStatement,
  type StoredRun,
} from './facts.ts'
import { keyOf, type Wanted } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import type { Rule, Subject } from './rules.ts'
import { column } from './sources.ts'
import { runsAhead, runsStored, slotsWanted, wantedIn } from './wanted.ts'

type Asking = { req: PayloadRequest; options: SanitizedQuotaOptions }

/** A slot that should be held. `key` names rule, bucket and holder. */
export type Expected = Wanted & { holder: Holder; key: string }

/** Names a slot by rule, bucket and holder. */
export const slotKey = (bucket: string, holder: Holder) =>
  `${bucket} ${'item' in holder ? 'i' : 'e'}${holder.id}`

/**
 * Every slot that documents and events should hold.
 * @param rule only those of this rule; else of all rules
 */
export const expectedSlots = async ({
  req,
  options,
  rule,
}: Asking & { rule?: string }): Promise<Map<string, Expected>> => {
  const { rules, outlets, live, ahead, events } = await read({ req, options })
  const asked = rule ? rules.filter(({ id }) => id === rule) : rules
  const byPlan = new Map<string | null, Rule[]>()
  for (const one of asked) byPlan.set(one.plan, [...(byPlan.get(one.plan) ?? []), one])
  const byID = new Map(outlets.map((one) => [one.id, one]))
  const found = new Map<string, Expected>()
  const add = (holder: Holder, wanted: Wanted[]) => {
    for (const one of wanted) {
      const key = slotKey(keyOf(one.bucket), holder)
      if (!found.has(key)) found.set(key, { ...one, holder, key })
    }
  }
  const next = new Map(ahead.map((row) => [row.id, row]))
  const ids = new Set([...live.map(({ id }) => id), ...next.keys()])
  const current = new Map(live.map((row) => [row.id, row]))
  for (const id of ids) {
    const [now, then] = [current.get(id), next.get(id)]
    const applying = byPlan.get((now ?? then)?.plan ?? null) ?? []
    add(
      { item: true, id },
      slotsWanted({
        rules: applying,
        live: now
          ? { subject: subjectIn(now), runs: runsStored({ runs: now.runs ?? [], outlets: byID, options }) }
          : null,
        ahead: then
          ? { subject: subjectIn(then), runs: runsOfDraft({ row: then, byID, rules: applying, options }) }
          : null,
      }),
    )
  }
  for (const { starts_at, is_provisional, ...row } of events) {
    if (!starts_at) continue
    const runs = [{ outlet: null, channel: null, at: new Date(starts_at) }]
    const subject: Subject = { ...subjectIn(row), counts: 'events', event: row.id, eventKind: row.kind }
    const state = is_provisional || new Date(starts_at) > new Date() ? 'reserved' : 'consumed'
    add(
      { heldEvent: true, id: row.id },
      wantedIn({ rules: byPlan.get(row.plan) ?? [], subject, runs, state }),
    )
  }
  return found
}

type Row = {
  id: string
  plan: string | null
  kind: string | null
  line: string | null
  task: string | null
  event: string | null
  event_kind: string | null
  organization: string | null
}
type LiveRow = Row & { runs: StoredRun[] | null }
type AheadRow = Row & { outlets: string[]; planned_at: string | null }
type EventRow = Row & { starts_at: string | null; is_provisional: boolean | null }

const subjectIn = ({ event_kind, kind, ...row }: Row): Subject => ({
  counts: 'items',
  plan: row.plan,
  kind: kind ?? '',
  line: row.line,
  task: row.task,
  event: row.event,
  eventKind: event_kind,
  organization: row.organization,
})

const runsOfDraft = ({
  row: { outlets, planned_at },
  byID,
  rules,
  options,
}: {
  row: AheadRow
  byID: Map<string, OutletFacts>
  rules: Rule[]
  options: SanitizedQuotaOptions
}) =>
  runsAhead({
    doc: { [options.plannedAtField]: planned_at },
    outlets: [...byID.values()].filter(({ id }) => outlets.includes(id)),
    now: new Date(),
    timeZone: rules[0]?.timeZone ?? options.timeZone,
    options,
  })

/** All that counting needs, of one moment: one statement, so that nothing moves in between. */
const read = async ({ req, options }: Asking) => {
  const { sources } = options
  const all = (statement: Statement) => sql`(select coalesce(json_agg(r), '[]') from (${statement}) r)`
  const none = sql`'[]'::json`
  const [row] = await rowsOf<{
    rules: RuleRow[]
    outlets: OutletFacts[]
    live: LiveRow[]
    ahead: AheadRow[]
    events: EventRow[]
  }>({
    req,
    statement: sql`
      select ${all(rulesStatement({ options, where: sql`true` }))} as rules,
             ${all(outletsStatement({ options, where: sql`true` }))} as outlets,
             ${all(liveStatement(options))} as live,
             ${sources.counted.reserved ? all(aheadStatement(options)) : none} as ahead,
             ${sources.event?.startsAt ? all(eventsStatement(options)) : none} as events`,
  })
  if (!row) throw new Error('quota: the statement that reads everything brought nothing')
  return {
    ...row,
    rules: row.rules.map((one) => ruleOf(one, options)),
    outlets: row.outlets.map(datesOf),
  }
}

const liveStatement = (options: SanitizedQuotaOptions): Statement => sql`
  select i.id::text, ${subjectColumns({ alias: 'i', prefix: '', options })}, i.runs
  from ${sql.identifier(options.sources.counted.table)} i ${eventJoin({ alias: 'i', prefix: '', options })}
  where ${isLive(options)}`

const aheadStatement = (options: SanitizedQuotaOptions): Statement => {
  const { counted, outlet } = options.sources
  const versions = counted.versions ?? counted.table
  const outlets = !outlet
    ? sql`array[]::text[]`
    : outlet.isMany
      ? sql`array(select r.${sql.identifier(columnOf(outlet.collection))}::text
                  from ${sql.identifier(relationsTableOf(versions))} r
                  where r.parent_id = v.id and r.path = ${`version.${outlet.field}`})`
      : sql`array_remove(array[v.${sql.identifier(`version_${columnOf(outlet.field)}`)}::text], null)`
  return sql`
    select v.parent_id::text as id, ${subjectColumns({ alias: 'v', prefix: 'version_', options })},
           ${outlets} as outlets, ${column('v', counted.plannedAt && `version_${counted.plannedAt}`)} as planned_at
    from ${sql.identifier(versions)} v ${eventJoin({ alias: 'v', prefix: 'version_', options })}
    where v.latest and ${column('v', `version_${counted.reserved?.column}`)}::text = ${counted.reserved?.value ?? ''}
      and ${counted.hasTrash ? sql`v.version_deleted_at is null` : sql`true`}`
}

const eventsStatement = ({ sources: { event } }: SanitizedQuotaOptions): Statement => sql`
  select e.id::text, ${column('e', event?.plan)}::text as plan,
         ${event?.kinds ? sql`e.kind::text` : sql`null`} as kind,
         ${column('e', event?.organization)}::text as organization, ${column('e', event?.startsAt)} as starts_at,
         ${column('e', event?.isProvisional)} as is_provisional
  from ${sql.identifier(event?.table ?? '')} e`

// What rules look at, from a table of documents or of their versions.
const subjectColumns = ({
  alias,
  prefix,
  options: { sources },
}: {
  alias: string
  prefix: string
  options: SanitizedQuotaOptions
}): Statement => {
  const relation = (name: 'plan' | 'line' | 'task' | 'event' | 'organization') => {
    const related = sources[name]
    return sql`${column(alias, related && `${prefix}${columnOf(related.field)}`)}::text as ${sql.identifier(name)}`
  }
  return sql.join(
    [
      relation('plan'),
      relation('line'),
      relation('task'),
      relation('event'),
      relation('organization'),
      sql`${column(alias, sources.counted.hasKind ? `${prefix}kind` : null)}::text as kind`,
      sql`${sources.event?.kinds ? sql`about.kind::text` : sql`null`} as event_kind`,
    ],
    sql`, `,
  )
}

const eventJoin = ({
  alias,
  prefix,
  options: { sources },
}: {
  alias: string
  prefix: string
  options: SanitizedQuotaOptions
}): Statement =>
  sources.event?.kinds
    ? sql`left join ${sql.identifier(sources.event.table)} about
          on about.id = ${column(alias, `${prefix}${columnOf(sources.event.field)}`)}`
    : sql``
