// The sender: leases what is due, sends it, records what came of it. As many copies as you like.
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { keepLeases } from '../../outbox/keepLeases.ts'
import { runOutbox } from '../../outbox/runOutbox.ts'
import { editionCacheOf } from '../cache/editions.ts'
import { readerOf } from '../reading.ts'
import { deliver } from './deliver.ts'
import { deliveryOptionsIn } from './rememberOptions.ts'
import { type Claimed, claimPushes } from './store/claim.ts'
import { pushNamesOf } from './store/names.ts'
import { renewLeases } from './store/renew.ts'
import { settlePush } from './store/settle.ts'
import type { Resolve } from './targetGuard.ts'

export type PushSenderOptions = {
  payload: Payload
  /** Base of the delivery API as portals see it, for the addresses of pictures: `https://loa.example.vn/v1`. */
  baseUrl: string
  /** Slug of the subscribers, when the project has the plugin more than once. Default `subscribers`. */
  subscribers?: string
  /** The clock by which rows are due. Default: the database's; what is signed has the system's time. */
  now?: () => Date
  /** How host names are resolved. Default: as the system does. */
  resolve?: Resolve
  /** Longest attempt, in milliseconds, during which its lease is renewed. Default 15,000. */
  timeout?: number
}

export type PushSender = {
  /** Sends what is due once, one change for each subscriber. @returns how many were sent */
  sendDue: () => Promise<number>
  /** Sends until `signal` aborts; what is under way then has four seconds to end. */
  run: (signal: AbortSignal) => Promise<void>
}

/** How many are sent at a time by one process; each a subscriber of its own. */
const WIDTH = 16
/**
 * How long a row is a worker's own after its last sign of life, and how often it gives one while it sends. A worker that
 * dies holds up its subscribers for so long; one that is silent for as long, and alive, is overtaken, and its receiver
 * gets the message twice with the same `webhook-id`. Two signs may fail.
 */
const LEASE_SECONDS = 10
const RENEW_MS = 3000

/** @throws Error when the delivery plugin is not in the configuration */
export const createPushSender = ({
  payload,
  baseUrl,
  subscribers,
  now,
  ...network
}: PushSenderOptions): PushSender => {
  const { slugs, outlets, push: policy } = deliveryOptionsIn(payload, subscribers)
  const { pool } = payload.db as unknown as { pool: Pool }
  const store = { pool, names: pushNamesOf({ slugs, outlets }) }
  const [claim, renew, settle] = [claimPushes(store), renewLeases(store), settlePush(store)]
  const options = {
    // each row asks for one edition, once: nothing is worth keeping
    reader: readerOf({
      pool,
      tables: { slugs, outlets },
      editions: editionCacheOf({ maxBytes: 0 }),
      withBodies: true,
    }),
    baseUrl,
    policy,
    decrypt: (text: string) => payload.decrypt(text),
    now: now ?? (() => new Date()),
    ...network,
  }
  const claimed = (limit: number) => claim({ now: now?.(), limit, leaseSeconds: LEASE_SECONDS })

  const whileHeld = keepLeases<Claimed>({
    renew: (rows) =>
      renew({ now: now?.(), leaseSeconds: LEASE_SECONDS, rows }).catch((err) =>
        payload.logger.warn({ msg: 'push: leases were not renewed', err }),
      ),
    everyMs: RENEW_MS,
  })

  const handle = (row: Claimed) => whileHeld(row, () => sendOne(row))

  const sendOne = async (row: Claimed) => {
    try {
      const settled = await deliver({ row, ...options })
      const isOurs = await settle({ row, settled, now: now?.() })
      const { state, attempt, isGone } = settled
      if (!isOurs) payload.logger.warn({ msg: 'push: the lease was lost', message: row.message })
      else if (state !== 'delivered')
        payload.logger.warn({
          msg: 'push failed',
          message: row.message,
          subscriber: row.subscriber,
          state,
          isGone,
          status: attempt?.status,
          error: attempt?.error,
        })
    } catch (err) {
      // it is sent again when the lease is over
      payload.logger.error({ msg: 'push: not recorded', message: row.message, err })
    }
  }

  const sendDue: PushSender['sendDue'] = async () => {
    const rows = await claimed(WIDTH)
    await Promise.all(rows.map(handle))
    return rows.length
  }

  const run: PushSender['run'] = (signal) =>
    runOutbox({
      claim: (limit) =>
        claimed(limit).catch((err) => {
          payload.logger.error({ msg: 'push: looking for due ones failed', err })
          return []
        }),
      handle,
      width: WIDTH,
      signal,
    })

  return { sendDue, run }
}
