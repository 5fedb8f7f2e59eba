// The ledger of slots. Each rule and bucket has slots numbered 1 … max; a row holds one. The unique key
// (quota, bucket, slot) keeps the bound whatever the code above it does: two transactions can never both
// hold slot 1 of 1. Advisory locks only put them in one order, so that items for several outlets cannot
// block each other for ever.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../database/statement.ts'
import type { Bucket, Run } from './rules.ts'

export type SlotState = 'reserved' | 'consumed'
export type Slot = {
  id: string
  quota: string
  bucket: string
  outlet: string | null
  state: SlotState
  ranAt: Date
}
export type Wanted = { bucket: Bucket; run: Run; state: SlotState }

/** The slots an item holds. */
export const slotsOf = async ({ req, item }: { req: PayloadRequest; item: string }): Promise<Slot[]> => {
  const rows = await rowsOf<Omit<Slot, 'ranAt'> & { ran_at: Date | string }>({
    req,
    statement: sql`
      select id, quota_id as quota, bucket, ran_outlet_id as outlet, state, ran_at
      from quota_slots where item_id = ${item}`,
  })
  return rows.map(({ ran_at, ...row }) => ({ ...row, ranAt: new Date(ran_at) }))
}

/**
 * Makes the ledger hold exactly `wanted` for the item: releases, changes and takes.
 * @returns the buckets in which no slot was free; then nothing may be kept and the transaction must end.
 */
export const settle = async ({
  req,
  item,
  held,
  wanted,
  overrideReason,
}: {
  req: PayloadRequest
  item: string
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
    const isSame = slot && slot.state === one.state && slot.ranAt.getTime() === one.run.at.getTime()
    return slot && !isSame ? [{ id: slot.id, state: one.state, ran_at: one.run.at }] : []
  })
  const taken = wanted.filter(({ bucket }) => !heldByKey.has(keyOf(bucket)))

  await lockBuckets({
    req,
    keys: [
      ...released.map((slot) => `${slot.quota} ${slot.bucket}`),
      ...taken.map((one) => keyOf(one.bucket)),
    ],
  })
  if (released.length > 0) {
    await write({
      req,
      statement: sql`delete from quota_slots where id = any(${sql.param(released.map(({ id }) => id))}::uuid[])`,
    })
  }
  if (kept.length > 0) {
    await write({
      req,
      statement: sql`
        update quota_slots s set state = k.state::enum_quota_slots_state, ran_at = k.ran_at, updated_at = now()
        from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as k(id uuid, state text, ran_at timestamptz)
        where s.id = k.id`,
    })
  }
  if (taken.length === 0) return []
  const got = await take({ req, item, taken, overrideReason })
  return taken.filter(({ bucket }) => !got.has(keyOf(bucket))).map(({ bucket }) => bucket)
}

export type Holder = { quota: string; bucket: string; id: string; title: string }

/** Who holds the slots of these buckets, by slot number. */
export const holdersOf = async ({
  req,
  buckets,
}: {
  req: PayloadRequest
  buckets: Bucket[]
}): Promise<Holder[]> => {
  if (buckets.length === 0) return []
  return rowsOf<Holder>({
    req,
    statement: sql`
      select s.quota_id as quota, s.bucket, s.item_id as id, v.version_title as title
      from quota_slots s join _items_v v on v.parent_id = s.item_id and v.latest
      where (s.quota_id, s.bucket) in (${pairs(buckets)})
      order by s.quota_id, s.bucket, s.slot`,
  })
}

/** How many slots of these buckets are held. */
export const countsOf = async ({ req, buckets }: { req: PayloadRequest; buckets: Bucket[] }) => {
  const rows =
    buckets.length === 0
      ? []
      : await rowsOf<{ quota: string; bucket: string; used: number }>({
          req,
          statement: sql`
            select quota_id as quota, bucket, count(*)::int as used from quota_slots
            where (quota_id, bucket) in (${pairs(buckets)}) group by 1, 2`,
        })
  const counts = new Map(rows.map(({ quota, bucket, used }) => [`${quota} ${bucket}`, used]))
  return (bucket: Bucket) => counts.get(keyOf(bucket)) ?? 0
}

/** A bucket's name across all rules. */
export const keyOf = ({ rule, key }: Pick<Bucket, 'rule' | 'key'>) => `${rule.id} ${key}`

// The lowest free number, at most `max`. After the lock no other transaction moves in these buckets; if
// one did all the same, the unique key would make this insert do nothing, which reads as "full".
const take = async ({
  req,
  item,
  taken,
  overrideReason,
}: {
  req: PayloadRequest
  item: string
  taken: Wanted[]
  overrideReason?: string
}) => {
  const wanted = taken.map(({ bucket, run, state }) => ({
    quota: bucket.rule.id,
    bucket: bucket.key,
    max: bucket.rule.enforcement === 'block' && !overrideReason ? bucket.rule.max : null,
    outlet: bucket.outlet,
    ran_outlet: run.outlet,
    task: bucket.task,
    event: bucket.event,
    period: bucket.period.key,
    state,
    ran_at: run.at,
    limit: bucket.rule.max,
  }))
  const rows = await write<{ quota: string; bucket: string }>({
    req,
    statement: sql`
      insert into quota_slots
        (id, quota_id, bucket, slot, item_id, outlet_id, ran_outlet_id, task_id, event_id, period, state, ran_at,
         override_reason)
      select gen_random_uuid(), w.quota, w.bucket, free.slot, ${item}, w.outlet, w.ran_outlet, w.task, w.event,
             w.period, w.state::enum_quota_slots_state, w.ran_at,
             case when free.slot > w."limit" then ${overrideReason ?? null}::text end
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(
        quota uuid, bucket text, max int, outlet uuid, ran_outlet uuid, task uuid, event uuid, period text,
        state text, ran_at timestamptz, "limit" int)
      cross join lateral (
        select count(*)::int as used, coalesce(max(slot), 0)::int as highest from quota_slots s
        where s.quota_id = w.quota and s.bucket = w.bucket) held
      cross join lateral (
        -- without gaps, as nearly always, the next number; else the lowest that is free
        select case when held.used = held.highest then held.highest + 1 else (
          select min(n) from generate_series(1, held.highest) n
          where not exists (
            select 1 from quota_slots s where s.quota_id = w.quota and s.bucket = w.bucket and s.slot = n)
        ) end as slot) free
      where w.max is null or (held.used < w.max and free.slot <= w.max)
      on conflict do nothing
      returning quota_id as quota, bucket`,
  })
  return new Set(rows.map(({ quota, bucket }) => `${quota} ${bucket}`))
}

const lockBuckets = async ({ req, keys }: { req: PayloadRequest; keys: string[] }) => {
  if (keys.length === 0) return
  await write({
    req,
    statement: sql`
      select pg_advisory_xact_lock(k)
      from (select distinct hashtextextended(name, 0) as k from unnest(${sql.param(keys)}::text[]) name order by 1) locks`,
  })
}

const write = <Row>({ req, statement }: { req: PayloadRequest; statement: ReturnType<typeof sql> }) =>
  rowsOf<Row>({ req, statement, mustBeInTransaction: true })

const pairs = (buckets: Bucket[]) =>
  sql.join(
    buckets.map(({ rule, key }) => sql`(${rule.id}::uuid, ${key}::text)`),
    sql`, `,
  )
