// The ledger of slots. Each rule and bucket has slots numbered 1 … max; a row holds one. The unique key
// (quota, bucket, slot) keeps the bound whatever the code above it does: two transactions can never both
// hold slot 1 of 1. Advisory locks only put them in one order, so that items for several outlets cannot
// block each other for ever.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf, type Statement } from '../database/statement.ts'
import { type Holder, holderColumn } from './facts.ts'
import { mark } from './marks.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import type { Bucket, Run } from './rules.ts'

export type SlotState = 'reserved' | 'consumed'
export type Slot = {
  id: string
  quota: string
  bucket: string
  /** Where it ran, or is to run. */
  outlet: string | null
  state: SlotState
  ranAt: Date
}
export type Wanted = { bucket: Bucket; run: Run; state: SlotState }

type Asking = { req: PayloadRequest; options: SanitizedQuotaOptions }

/**
 * Keeps the rules as they are until this transaction ends. Taken before they are read: whoever changes a rule, or
 * an outlet's dates, waits for all who count by the old ones, and they for him (see `recount.ts`). Two
 * statements instead of one, because the snapshot of a statement is older than the lock it waits for.
 */
export const holdRules = async ({ req, options }: Asking) => {
  await write({ req, statement: sql`select pg_advisory_xact_lock_shared(${rulesLock(options)})` })
}

/** The other side of `holdRules`: nobody counts until this transaction ends. */
export const stopCounting = async ({ req, options }: Asking) => {
  await write({ req, statement: sql`select pg_advisory_xact_lock(${rulesLock(options)})` })
}

const rulesLock = ({ tables }: SanitizedQuotaOptions): Statement =>
  sql`hashtextextended(${`loa rules ${tables.quotas}`}, 0)`

/**
 * Makes the ledger hold exactly `wanted` for the holder: releases, changes and takes.
 * @returns the buckets in which no slot was free; then nothing may be kept and the transaction must end.
 */
export const settle = async ({
  req,
  options,
  holder,
  held,
  wanted,
  overrideReason,
}: Asking & {
  holder: Holder
  held: Slot[]
  wanted: Wanted[]
  /** Lets a full bucket overflow, with the reason kept beside the slot. */
  overrideReason?: string
}): Promise<Bucket[]> => {
  const heldByKey = new Map(held.map((slot) => [`${slot.quota} ${slot.bucket}`, slot]))
  const wantedByKey = new Map(wanted.map((one) => [keyOf(one.bucket), one]))
  const released = held.filter((slot) => !wantedByKey.has(`${slot.quota} ${slot.bucket}`))
  const kept = wanted.flatMap((one) => {
    const slot = heldByKey.get(keyOf(one.bucket))
    return slot && !isSame(slot, one) ? [{ id: slot.id, ...one }] : []
  })
  const taken = wanted.filter(({ bucket }) => !heldByKey.has(keyOf(bucket)))

  await lockBuckets({
    req,
    keys: [
      ...released.map((slot) => `${slot.quota} ${slot.bucket}`),
      ...taken.map((one) => keyOf(one.bucket)),
    ],
  })
  await release({ req, options, ids: released.map(({ id }) => id) })
  await change({ req, options, kept })
  const got =
    taken.length > 0 ? await take({ req, options, holder, taken, overrideReason }) : new Set<string>()
  if (released.length + kept.length + got.size > 0) mark({ req, id: holder.id })
  return taken.filter(({ bucket }) => !got.has(keyOf(bucket))).map(({ bucket }) => bucket)
}

/** Whether a slot says all that is wanted of it. */
export const isSame = (
  slot: Pick<Slot, 'state' | 'ranAt' | 'outlet'>,
  { state, run }: Omit<Wanted, 'bucket'>,
) => slot.state === state && slot.ranAt.getTime() === run.at.getTime() && slot.outlet === run.outlet

/** Gives slots back. */
export const release = async ({ req, options, ids }: Asking & { ids: string[] }) => {
  if (ids.length === 0) return
  await write({
    req,
    statement: sql`
      delete from ${sql.identifier(options.tables.slots)}
      where id = any(${sql.param(ids)}::${identifiersOf(req).list})`,
  })
}

/** Says of slots that stay held where, when and how they are. */
export const change = async ({
  req,
  options: { tables, sources },
  kept,
}: Asking & { kept: (Pick<Wanted, 'run' | 'state'> & { id: string })[] }) => {
  if (kept.length === 0) return
  const { type } = identifiersOf(req)
  const rows = kept.map(({ id, run, state }) => ({ id, state, ran_at: run.at, ran_outlet: run.outlet }))
  await write({
    req,
    statement: sql`
      update ${sql.identifier(tables.slots)} s
      set state = k.state::${sql.identifier(tables.slotState)}, ran_at = k.ran_at, updated_at = now()
          ${sources.outlet ? sql`, ran_outlet_id = k.ran_outlet` : sql``}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as k(id ${type}, state text, ran_at timestamptz, ran_outlet ${type})
      where s.id = k.id`,
  })
}

/** A bucket's name across all rules. */
export const keyOf = ({ rule, key }: Pick<Bucket, 'rule' | 'key'>) => `${rule.id} ${key}`

// The lowest free number, at most `max`. After the lock no other transaction moves in these buckets; if
// one did all the same, the unique key would make this insert do nothing, which reads as "full".
const take = async ({
  req,
  options,
  holder,
  taken,
  overrideReason,
}: Asking & { holder: Holder; taken: Wanted[]; overrideReason?: string }) => {
  const { type, next } = identifiersOf(req)
  const { slots } = options.tables
  const rows = await write<{ quota: string; bucket: string }>({
    req,
    statement: sql`
      insert into ${sql.identifier(slots)}
        (id, quota_id, bucket, slot, ${holderColumn(holder)}, ${splitColumns(options)} period, state, ran_at,
         override_reason)
      select ${next(slots)}, w.quota, w.bucket, free.slot, ${holder.id}::${type}, ${splitValues(options)}
             w.period, w.state::${sql.identifier(options.tables.slotState)}, w.ran_at,
             case when free.slot > w."limit" then ${overrideReason ?? null}::text end
      from ${wantedRows({ type, wanted: taken, mayOverflow: Boolean(overrideReason) })}
      cross join lateral (
        select count(*)::int as used, coalesce(max(slot), 0)::int as highest from ${sql.identifier(slots)} s
        where s.quota_id = w.quota and s.bucket = w.bucket) held
      cross join lateral (
        -- without gaps, as nearly always, the next number; else the lowest that is free
        select case when held.used = held.highest then held.highest + 1 else (
          select min(n) from generate_series(1, held.highest) n
          where not exists (
            select 1 from ${sql.identifier(slots)} s where s.quota_id = w.quota and s.bucket = w.bucket and s.slot = n)
        ) end as slot) free
      where w.max is null or (held.used < w.max and free.slot <= w.max)
      on conflict do nothing
      returning quota_id::text as quota, bucket`,
  })
  return new Set(rows.map(({ quota, bucket }) => `${quota} ${bucket}`))
}

/** One slot that a recount gives to a holder, with its number. */
export type Numbered = Wanted & { holder: Holder; slot: number }

/** Writes slots with numbers of the caller's choosing, over the bound where need be; for a recount alone. */
export const put = async ({ req, options, numbered }: Asking & { numbered: Numbered[] }) => {
  if (numbered.length === 0) return
  const { type, next } = identifiersOf(req)
  const { slots } = options.tables
  const hasEvents = options.sources.event !== null
  const rows = numbered.map(({ holder, slot, ...one }) => ({
    ...rowOf({ wanted: one, mayOverflow: true }),
    slot,
    item: 'item' in holder ? holder.id : null,
    held_event: 'item' in holder ? null : holder.id,
  }))
  await write({
    req,
    statement: sql`
      insert into ${sql.identifier(slots)}
        (id, quota_id, bucket, slot, item_id, ${hasEvents ? sql`held_event_id,` : sql``} ${splitColumns(options)}
         period, state, ran_at)
      select ${next(slots)}, w.quota, w.bucket, w.slot, w.item, ${hasEvents ? sql`w.held_event,` : sql``}
             ${splitValues(options)} w.period, w.state::${sql.identifier(options.tables.slotState)}, w.ran_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(
        quota ${type}, bucket text, slot int, item ${type}, held_event ${type}, outlet ${type}, ran_outlet ${type},
        task ${type}, event ${type}, organization ${type}, period text, state text, ran_at timestamptz)`,
  })
}

const rowOf = ({
  wanted: { bucket, run, state },
  mayOverflow,
}: {
  wanted: Wanted
  mayOverflow: boolean
}) => ({
  quota: bucket.rule.id,
  bucket: bucket.key,
  max: bucket.rule.enforcement === 'block' && !mayOverflow ? bucket.rule.max : null,
  outlet: bucket.outlet,
  ran_outlet: run.outlet,
  task: bucket.task,
  event: bucket.event,
  organization: bucket.organization,
  period: bucket.period.key,
  state,
  ran_at: run.at,
  limit: bucket.rule.max,
})

const wantedRows = ({
  type,
  wanted,
  mayOverflow,
}: {
  type: Statement
  wanted: Wanted[]
  mayOverflow: boolean
}) => sql`
  jsonb_to_recordset(${JSON.stringify(wanted.map((one) => rowOf({ wanted: one, mayOverflow })))}::jsonb) as w(
    quota ${type}, bucket text, max int, outlet ${type}, ran_outlet ${type}, task ${type}, event ${type},
    organization ${type}, period text, state text, ran_at timestamptz, "limit" int)`

// What buckets are split by, where the project has it; each name with a comma after it.
const SPLIT = {
  outlet: ['outlet', 'ran_outlet'],
  task: ['task'],
  event: ['event'],
  organization: ['organization'],
}
const splitNames = ({ sources }: SanitizedQuotaOptions) =>
  (['outlet', 'task', 'event', 'organization'] as const).flatMap((name) => (sources[name] ? SPLIT[name] : []))
const splitColumns = (options: SanitizedQuotaOptions) =>
  sql.join(splitNames(options).map((name) => sql`${sql.identifier(`${name}_id`)}, `))
const splitValues = (options: SanitizedQuotaOptions) =>
  sql.join(splitNames(options).map((name) => sql`w.${sql.identifier(name)}, `))

const lockBuckets = async ({ req, keys }: { req: PayloadRequest; keys: string[] }) => {
  if (keys.length === 0) return
  await write({
    req,
    statement: sql`
      select pg_advisory_xact_lock(k)
      from (select distinct hashtextextended(name, 0) as k from unnest(${sql.param(keys)}::text[]) name order by 1) locks`,
  })
}

const write = <Row>({ req, statement }: { req: PayloadRequest; statement: Statement }) =>
  rowsOf<Row>({ req, statement, mustBeInTransaction: true })
