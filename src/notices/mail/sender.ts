// The sender of mail: leases what is due, sends it by Payload's adapter, records what came of it. As many copies as you
// like. A server that is away holds up nothing but mail, which is tried again.
//
// A mail is recorded as sent after the server took it; whoever dies between the two sends it again when the lease is
// over. SMTP offers no way to close that gap, so both copies carry the same Message-ID, by which mail programs know
// them for one.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { runOutbox } from '../../outbox/runOutbox.ts'
import { restAfter } from '../../outbox/schedule.ts'
import { noticesOptionsIn } from '../options.ts'
import { type ClaimedMail, claimMails } from '../store/claimMails.ts'
import { type SettledMail, settleMail } from '../store/settleMail.ts'
import { composeMail } from './compose.ts'

export type MailSenderOptions = {
  payload: Payload
  /** Origin of the cms as a browser sees it, for the links. */
  baseUrl: string
  /** The clock by which mails are due. Default: the database's for leases, the system's for the rest. */
  now?: () => Date
  /** Longest attempt, in milliseconds, well below the lease of two minutes. Default 45,000. */
  timeout?: number
}

export type MailSender = {
  /** Sends what is due once. @returns how many were tried */
  sendDue: () => Promise<number>
  /** Sends until `signal` aborts; what is under way then has four seconds to end. */
  run: (signal: AbortSignal) => Promise<void>
}

/** How many are sent at a time by one process. */
const WIDTH = 4
const LEASE_SECONDS = 120
const TIMEOUT = 45_000

/** @throws Error when the notices plugin is not in the configuration */
export const createMailSender = ({
  payload,
  baseUrl,
  now,
  timeout = TIMEOUT,
}: MailSenderOptions): MailSender => {
  const options = noticesOptionsIn(payload)
  const { pool } = payload.db as unknown as { pool: Pool }
  const [claim, settle] = [claimMails({ pool, options }), settleMail({ pool, options })]
  const claimed = (limit: number) => claim({ now: now?.(), limit, leaseSeconds: LEASE_SECONDS })
  const { admin, account } = {
    admin: payload.config.routes.admin,
    account: payload.config.admin.routes.account,
  }

  const attempt = async (row: ClaimedMail): Promise<SettledMail> => {
    const mail = composeMail({
      mail: row,
      address: `${baseUrl}${admin}${options.pathOf(row)}`,
      settings: `${baseUrl}${admin}${account}`,
    })
    const domain = payload.email.defaultFromAddress.split('@').at(1) ?? 'localhost'
    const messageId = `<notice-${row.id}@${domain}>`
    const at = () => now?.() ?? new Date()
    try {
      await within(payload.sendEmail({ to: row.email, messageId, ...mail }), timeout)
      return { state: 'sent', dueAt: at(), error: null }
    } catch (error) {
      const code = codeOf(error)
      const rest = isForGood(error) ? null : restAfter({ attempts: row.attempt + 1 })
      payload.logger.warn({ msg: 'mail failed', notice: row.id, code, isGivenUp: rest === null })
      return rest !== null
        ? { state: 'waiting', dueAt: new Date(at().getTime() + rest), error: code }
        : { state: 'dead', dueAt: at(), error: code }
    }
  }

  const handle = async (row: ClaimedMail) => {
    try {
      const isOurs = await settle({ row, settled: await attempt(row) })
      if (!isOurs) payload.logger.warn({ msg: 'mail: the lease was lost', notice: row.id })
    } catch (err) {
      // it is sent again when the lease is over
      payload.logger.error({ msg: 'mail: not recorded', notice: row.id, err })
    }
  }

  return {
    sendDue: async () => {
      const rows = await claimed(WIDTH)
      await Promise.all(rows.map(handle))
      return rows.length
    },
    run: (signal) =>
      runOutbox({
        claim: (limit) =>
          claimed(limit).catch((err) => {
            payload.logger.error({ msg: 'mail: looking for due ones failed', err })
            return []
          }),
        handle,
        width: WIDTH,
        signal,
      }),
  }
}

const within = async (sending: Promise<unknown>, timeout: number) => {
  const timer = new AbortController()
  const late = sleep(timeout, undefined, { signal: timer.signal }).then(() => {
    throw Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })
  })
  try {
    await Promise.race([sending, late])
  } finally {
    // whichever is left has nobody who listens
    sending.catch(() => undefined)
    late.catch(() => undefined)
    timer.abort()
  }
}

type SmtpError = { code?: unknown; responseCode?: unknown }

/** The server refused this recipient and always will (5xx to RCPT TO, RFC 5321 4.2.1). */
const isForGood = (error: unknown): boolean => {
  const { code, responseCode } = error as SmtpError
  return code === 'EENVELOPE' && Number(responseCode) >= 500
}

const codeOf = (error: unknown): string => {
  const { code, responseCode } = error as SmtpError
  return [code, responseCode].filter(Boolean).map(String).join(' ') || 'unknown'
}
