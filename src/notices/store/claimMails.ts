import pg, { type Pool } from 'pg'
import { columnOf, tableOf, valueColumnOf } from '../../database/tables.ts'
import { CHOICES } from '../fields.ts'
import type { NoticeDetails, NoticeKind } from '../kinds.ts'
import type { SanitizedNoticesOptions } from '../options.ts'

/** A mail that is due, with what it tells and to whom. */
export type ClaimedMail = {
  id: string
  /** Who does not name this lease any more may not record. */
  lease: string
  /** Attempts made so far. */
  attempt: number
  kind: NoticeKind
  item: string | null
  title: string | null
  text: string | null
  actor: string | null
  details: NoticeDetails | null
  email: string
  language: 'vi' | 'en'
}

/**
 * Leases mails that are due, the oldest first. Two workers that ask at once never get the same row, and one that dies
 * gives its rows back when the lease is over. Index: (mail_state, mail_due_at).
 * @param now default: the clock of the database, which all workers share
 */
export const claimMails = ({
  pool,
  options: { slug, users, disabledColumn },
}: {
  pool: Pool
  options: SanitizedNoticesOptions
}) => {
  const [notices, people] = [slug, users].map((one) => pg.escapeIdentifier(tableOf(one)))
  const recipient = pg.escapeIdentifier(columnOf('recipient'))
  const item = pg.escapeIdentifier(columnOf('item'))
  const language = pg.escapeIdentifier(`${CHOICES}_${valueColumnOf('language')}`)
  const isThere = disabledColumn ? `and u.${pg.escapeIdentifier(disabledColumn)} is not true` : ''
  const text = `
    with clock as (select coalesce($1::timestamptz, clock_timestamp()) as now),
    due as (
      select n.id from ${notices} n join ${people} u on u.id = n.${recipient}, clock
      where n.mail_state = 'waiting' and n.mail_due_at <= clock.now
        and (n.mail_leased_until is null or n.mail_leased_until <= clock.now) ${isThere}
      order by n.mail_due_at limit $2 for update of n skip locked)
    update ${notices} n
    set mail_lease = gen_random_uuid()::text, mail_leased_until = clock.now + make_interval(secs => $3)
    from due, ${people} u, clock
    where n.id = due.id and u.id = n.${recipient}
    returning n.id::text, n.mail_lease as lease, n.mail_attempt::int as attempt, n.kind::text, n.${item}::text as item,
      n.title, n.text, n.actor, n.details, u.email, coalesce(u.${language}::text, 'vi') as language`
  return async ({ now, limit, leaseSeconds }: { now?: Date; limit: number; leaseSeconds: number }) =>
    (await pool.query<ClaimedMail>(text, [now ?? null, limit, leaseSeconds])).rows
}
