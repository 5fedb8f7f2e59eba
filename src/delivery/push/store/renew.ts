import type { Pool } from 'pg'
import { prepared } from '../../store/names.ts'
import type { PushNames } from './names.ts'

/**
 * Makes leases last from now on as long as when they were taken. One that somebody else has taken over is his.
 * @param now as in `claimPushes`
 */
export const renewLeases = ({ pool, names: { pushes } }: { pool: Pool; names: PushNames }) => {
  const statement = prepared(`
    update ${pushes} set leased_until = coalesce($1::timestamptz, clock_timestamp()) + make_interval(secs => $2)
    where id::text = any($3) and lease = any($4) and state = 'waiting'`)
  return async ({
    now,
    leaseSeconds,
    rows,
  }: {
    now?: Date
    leaseSeconds: number
    rows: { id: string; lease: string }[]
  }) => {
    const values = [now ?? null, leaseSeconds, rows.map(({ id }) => id), rows.map(({ lease }) => lease)]
    await pool.query({ ...statement, values })
  }
}
