import type { Pool } from 'pg'
import { prepared } from '../../store/names.ts'
import type { PushNames } from './names.ts'

/** A row of the outbox with what is needed to send it. */
export type Claimed = {
  id: string
  /** Who does not name this lease any more may not record. */
  lease: string
  message: string
  edition: string
  /** Attempts made so far. */
  attempt: number
  createdAt: Date
  subscriber: string
  outlets: string[]
  target: string
  /** Encrypted; the one before as long as it signs as well. */
  secret: string
  oldSecret: string | null
}

/**
 * Leases what is due, at most one row of each subscriber: its earliest that waits, and none while another of its
 * rows is on the way. So a later change never overtakes an earlier one, and a worker that dies gives its rows back
 * when the lease is over. Two workers that ask at once see the same row: the lock goes to one, `skip locked` sends
 * the other on, and who gets it after a COMMIT has its conditions looked at again by PostgreSQL.
 * Indexes: (state, due_at), (subscriber, state, edition).
 *
 * @param now default: the clock of the database, which all workers share
 */
export const claimPushes = ({ pool, names }: { pool: Pool; names: PushNames }) => {
  const { pushes, subscribers, subscribersOutlets, outletsColumn } = names
  const statement = prepared(`
    with clock as (select coalesce($1::timestamptz, clock_timestamp()) as now),
    due as (
      select d.id from ${pushes} d join ${subscribers} s on s.id = d.subscriber_id, clock
      where d.state = 'waiting' and d.due_at <= clock.now and (d.leased_until is null or d.leased_until <= clock.now)
        and s.is_active and s.push_state = 'on' and s.push_url is not null and s.push_secret is not null
        and not exists (
          select from ${pushes} e
          where e.subscriber_id = d.subscriber_id and e.state = 'waiting' and e.id <> d.id
            and (e.edition < d.edition or e.leased_until > clock.now))
      order by d.due_at, d.edition limit $2 for update of d skip locked)
    update ${pushes} d
    set lease = gen_random_uuid()::text, leased_until = clock.now + make_interval(secs => $3)
    from due, ${subscribers} s, clock
    where d.id = due.id and s.id = d.subscriber_id
    returning d.id::text, d.lease, d.message, d.edition::text, d.attempt::int, d.created_at as "createdAt",
      s.id::text as subscriber, s.push_url as target, s.push_secret as secret,
      case when s.push_old_secret_until > clock.now then s.push_old_secret end as "oldSecret",
      array(select r.${outletsColumn}::text from ${subscribersOutlets} r
            where r.parent_id = s.id and r.path = 'outlets') as outlets`)
  return async ({ now, limit, leaseSeconds }: { now?: Date; limit: number; leaseSeconds: number }) =>
    (await pool.query<Claimed>({ ...statement, values: [now ?? null, limit, leaseSeconds] })).rows
}
