import type { Pool } from 'pg'
import { prepared } from '../../store/names.ts'
import type { Claimed } from './claim.ts'
import type { PushNames } from './names.ts'

/** One attempt as it is kept: `at` is ISO 8601 in UTC, `ms` its duration. */
export type Attempt = { at: string; ms: number; status?: number; error?: string; answer?: string }

/** `waiting`: again at `dueAt` · `delivered` · `dead`: given up · `dropped`: not the subscriber's any more. */
export type Settled = {
  state: 'waiting' | 'delivered' | 'dead' | 'dropped'
  dueAt: Date
  attempt: Attempt | null
  /** The receiver wants no more: pushing to it ends, unless its address was changed meanwhile. */
  isGone: boolean
}

/**
 * Records what came of an attempt and gives the lease back, in one statement.
 * @returns false when the lease was somebody else's by then: that one records
 */
export const settlePush = ({
  pool,
  names: { pushes, pushState, subscribers },
}: {
  pool: Pool
  names: PushNames
}) => {
  const statement = prepared(`
    with settled as (
      update ${pushes} set
        state = $3::text::${pushState},
        attempt = attempt + case when $5::jsonb is null then 0 else 1 end,
        attempts = attempts || coalesce(jsonb_build_array($5::jsonb), '[]'),
        status = ($5::jsonb->>'status')::int, due_at = $4::timestamptz, lease = null, leased_until = null, updated_at = now()
      where id = $1 and lease = $2 returning subscriber_id),
    gone as (
      update ${subscribers} s set push_state = 'disabled', push_reason = 'gone', updated_at = now()
      from settled where s.id = settled.subscriber_id and $6::boolean and s.push_url = $7)
    select from settled`)
  return async ({ row, settled: { state, dueAt, attempt, isGone } }: { row: Claimed; settled: Settled }) => {
    const values = [row.id, row.lease, state, dueAt, attempt && JSON.stringify(attempt), isGone, row.target]
    return ((await pool.query({ ...statement, values })).rowCount ?? 0) > 0
  }
}
