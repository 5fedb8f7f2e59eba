// Attempts to log in, counted in PostgreSQL so that all copies of the cms count together. The table is not logged: what it
// costs is a write to memory, and a crash of the server forgets the count.
import { createHash } from 'node:crypto'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { poolConfig, SteadyPool } from '../database/pool.ts'
import { environment } from '../environment.ts'

/** A bucket that an attempt is taken from: it begins full, holds `most` and fills evenly within `MINUTES`. */
export type Bucket = { name: string; most: number }

const MINUTES = 10
/** So long it is remembered from where somebody got in. */
const DAYS = 30

/**
 * Takes an attempt out of each bucket, in one statement of its own: the request's transaction ends with a refusal, and would
 * take the count along.
 * @param pair what `noteEntrance` was told; then nothing is taken from `unlessKnown`
 * @returns seconds to wait where a bucket was empty, else 0
 */
export const takeAttempts = async ({
  payload,
  buckets,
  pair,
  unlessKnown,
}: {
  payload: Payload
  buckets: Bucket[]
  pair: string
  unlessKnown: string
}): Promise<number> => {
  const { rows } = await poolOf(payload).query<{ wait: number }>(TAKE, [
    buckets.map(({ name }) => hashOf(name)),
    buckets.map(({ most }) => most),
    hashOf(entranceOf(pair)),
    hashOf(unlessKnown),
  ])
  return Math.max(0, ...rows.map(({ wait }) => wait))
}

/** Somebody got in: he has all attempts again, and comes from a known place. */
export const noteEntrance = async ({ payload, pair }: { payload: Payload; pair: string }) => {
  await poolOf(payload).query(ENTER, [hashOf(pair), hashOf(entranceOf(pair))])
}

/** Deletes what counts no more. */
export const pruneAttempts = async (pool: Pool) => {
  await pool.query(`delete from login_attempts where kept_until < now()`)
}

const LEFT = `least(excluded.most, l.tokens + extract(epoch from excluded.at - l.at)::float8 / ${60 * MINUTES} * excluded.most)`

// rows in the order of their names, so that two statements never wait for each other
const TAKE = `
  with asked as (
    select a.name, a.most from unnest($1::text[], $2::float8[]) a(name, most)
    where a.name <> $4 or not exists (select from login_attempts where name = $3)
    order by a.name),
  taken as (
    insert into login_attempts as l (name, most, tokens, is_allowed, at, kept_until)
    select name, most, most - 1, true, clock_timestamp(), now() + interval '${MINUTES} minutes' from asked
    on conflict (name) do update set
      most = excluded.most,
      is_allowed = ${LEFT} >= 1,
      tokens = ${LEFT} - case when ${LEFT} >= 1 then 1 else 0 end,
      at = excluded.at, kept_until = excluded.kept_until
    returning l.most, l.tokens, l.is_allowed)
  select case when is_allowed then 0 else greatest(1, ceil((1 - tokens) / most * ${60 * MINUTES}))::int end as wait
  from taken`

const ENTER = `
  with gone as (delete from login_attempts where name = $1)
  insert into login_attempts (name, most, tokens, is_allowed, at, kept_until)
  values ($2, 0, 0, true, now(), now() + interval '${DAYS} days')
  on conflict (name) do update set kept_until = excluded.kept_until`

const entranceOf = (pair: string) => `entrance ${pair}`

/** What people type is not kept, only whether it is the same. */
const hashOf = (name: string) => createHash('sha256').update(name).digest('base64url')

const pools = new WeakMap<Payload, Pool>()

/** Connections of its own: a login holds one of the others already, and many at once would wait for each other. */
const poolOf = (payload: Payload): Pool => {
  const known = pools.get(payload)
  if (known) return known
  const { databaseUrl } = environment()
  const pool = new SteadyPool({
    ...poolConfig({ connectionString: databaseUrl, max: 2 }),
    allowExitOnIdle: true,
  })
  pools.set(payload, pool)
  return pool
}
