import pg, { type Pool } from 'pg'
import { enumOf, tableOf } from '../../database/tables.ts'
import type { SanitizedNoticesOptions } from '../options.ts'
import type { ClaimedMail } from './claimMails.ts'

/** `waiting`: again at `dueAt` · `sent` · `dead`: given up. `error` is a code, never the text of an exception. */
export type SettledMail = { state: 'waiting' | 'sent' | 'dead'; dueAt: Date; error: string | null }

/** Codes of nodemailer and of the system for a server that is not there, or breaks off. */
const AWAY = '^(ECONN|ESOCKET|ETIMEDOUT|EDNS|EPIPE)'

/**
 * Records what came of an attempt and gives the lease back; what waits for nobody any more is not tried again. A mail that
 * was taken shows that the server is there again: those that had found nobody are due at once, not when their rest is over.
 * Index: (mail_state, mail_due_at).
 * @returns false when the lease was somebody else's by then: that one records
 */
export const settleMail = ({ pool, options: { slug } }: { pool: Pool; options: SanitizedNoticesOptions }) => {
  const notices = pg.escapeIdentifier(tableOf(slug))
  const text = `
    with settled as (
      update ${notices} set
        mail_state = case when $3 = 'waiting' and mail_state = 'none' then 'none' else $3 end::${pg.escapeIdentifier(enumOf(slug, 'mailState'))}, mail_due_at = $4::timestamptz, mail_error = $5,
        mail_attempt = mail_attempt + 1, mail_sent_at = case when $3 = 'sent' then now() end,
        mail_lease = null, mail_leased_until = null, updated_at = now()
      where id = $1 and mail_lease = $2 returning mail_state),
    again as (
      update ${notices} set mail_due_at = now() where id in (
        select n.id from ${notices} n, settled
        where settled.mail_state = 'sent' and n.mail_state = 'waiting' and n.mail_due_at > now()
          and n.mail_lease is null and n.mail_error ~ '${AWAY}' and n.id <> $1
        for update of n skip locked))
    select from settled`
  return async ({ row, settled }: { row: ClaimedMail; settled: SettledMail }): Promise<boolean> => {
    const values = [row.id, row.lease, settled.state, settled.dueAt, settled.error]
    return ((await pool.query(text, values)).rowCount ?? 0) > 0
  }
}
