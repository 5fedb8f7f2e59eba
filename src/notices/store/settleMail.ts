import pg, { type Pool } from 'pg'
import { enumOf, tableOf } from '../../database/tables.ts'
import type { SanitizedNoticesOptions } from '../options.ts'
import type { ClaimedMail } from './claimMails.ts'

/** `waiting`: again at `dueAt` · `sent` · `dead`: given up. `error` is a code, never the text of an exception. */
export type SettledMail = { state: 'waiting' | 'sent' | 'dead'; dueAt: Date; error: string | null }

/**
 * Records what came of an attempt and gives the lease back.
 * @returns false when the lease was somebody else's by then: that one records
 */
export const settleMail = ({ pool, options: { slug } }: { pool: Pool; options: SanitizedNoticesOptions }) => {
  const text = `
    update ${pg.escapeIdentifier(tableOf(slug))} set
      mail_state = $3::text::${pg.escapeIdentifier(enumOf(slug, 'mailState'))}, mail_due_at = $4::timestamptz, mail_error = $5,
      mail_attempt = mail_attempt + 1, mail_sent_at = case when $3 = 'sent' then now() end,
      mail_lease = null, mail_leased_until = null, updated_at = now()
    where id = $1 and mail_lease = $2`
  return async ({ row, settled }: { row: ClaimedMail; settled: SettledMail }): Promise<boolean> => {
    const values = [row.id, row.lease, settled.state, settled.dueAt, settled.error]
    return ((await pool.query(text, values)).rowCount ?? 0) > 0
  }
}
