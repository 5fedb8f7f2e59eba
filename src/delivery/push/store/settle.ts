import type { Pool } from 'pg'
import { findShapes } from '../../store/findShapes.ts'
import { prepared } from '../../store/names.ts'
import type { Claimed } from './claim.ts'
import type { PushNames } from './names.ts'

/** One attempt as it is kept: `at` is ISO 8601 in UTC, `ms` its duration. */
export type Attempt = { at: string; ms: number; status?: number; error?: string; answer?: string }

/** `waiting`: again after `restMs` milliseconds · `delivered` · `dead`: given up · `dropped`: not the subscriber's any more. */
export type Settled = {
  state: 'waiting' | 'delivered' | 'dead' | 'dropped'
  restMs: number
  attempt: Attempt | null
  /** The receiver wants no more: pushing to it ends, unless its address was changed meanwhile. */
  isGone: boolean
}

/**
 * Records what came of an attempt and gives the lease back, in one statement; what was delivered is on record as sent,
 * which the proof of a placement shows (`proof/findProof.ts`).
 * @param now default: the clock of the database, by which rows are claimed too; a worker's own may be wrong
 * @returns false when the lease was somebody else's by then: that one records
 */
export const settlePush = ({ pool, names }: { pool: Pool; names: PushNames }) => {
  const { pushes, pushState, subscribers, retrievals, editions } = names
  const shapes = findShapes({ pool, names })
  const statementOf = (id: { column: string; value: string }) =>
    prepared(`
    with settled as (
      update ${pushes} set
        state = $3::text::${pushState},
        attempt = attempt + case when $5::jsonb is null then 0 else 1 end,
        attempts = attempts || coalesce(jsonb_build_array($5::jsonb), '[]'),
        status = ($5::jsonb->>'status')::int, due_at = coalesce($8::timestamptz, clock_timestamp()) + make_interval(secs => $4::float8 / 1000), lease = null, leased_until = null, updated_at = now()
      where id = $1 and lease = $2 returning subscriber_id, edition),
    gone as (
      update ${subscribers} s set push_state = 'disabled', push_reason = 'gone', updated_at = now()
      from settled where s.id = settled.subscriber_id and $6::boolean and s.push_url = $7),
    sent as (
      insert into ${retrievals} as r (${id.column}subscriber_id, edition, item_id, outlet_id, sent_at, count)
      select ${id.value}settled.subscriber_id, e.number, e.item_id, e.outlet_id, now(), 0
      from settled join ${editions} e on e.number = settled.edition
      where $3::text = 'delivered'
      on conflict (subscriber_id, edition) do update set sent_at = coalesce(r.sent_at, excluded.sent_at))
    select from settled`)
  let statement: ReturnType<typeof statementOf> | undefined
  return async ({
    row,
    settled: { state, restMs, attempt, isGone },
    now = null,
  }: {
    row: Claimed
    settled: Settled
    now?: Date | null
  }) => {
    const kept = attempt && JSON.stringify(attempt)
    const values = [row.id, row.lease, state, restMs, kept, isGone, row.target, now]
    statement ??= statementOf(
      (await shapes()).isNumbered
        ? { column: '', value: '' }
        : { column: 'id, ', value: 'gen_random_uuid(), ' },
    )
    return ((await pool.query({ ...statement, values })).rowCount ?? 0) > 0
  }
}
