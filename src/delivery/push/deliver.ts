// One row of the outbox, from its lease to its record.

import { restAfter } from '../../outbox/schedule.ts'
import { withBase } from '../addresses.ts'
import { type Reader, textOf } from '../reading.ts'
import { type Outcome, send } from './send.ts'
import { isSecret, signedHeaders } from './sign.ts'
import type { Claimed } from './store/claim.ts'
import type { Settled } from './store/settle.ts'
import type { Resolve, TargetPolicy } from './targetGuard.ts'

export type DeliverOptions = {
  reader: Pick<Reader, 'changesOf'>
  /** Base of the delivery API in the addresses of pictures. */
  baseUrl: string
  decrypt: (text: string) => string
  policy: TargetPolicy
  now: () => Date
  resolve?: Resolve
  timeout?: number
}

/** Sends a row and says what is to be recorded of it. @throws what the database throws: then the lease runs out */
export const deliver = async ({ row, ...options }: DeliverOptions & { row: Claimed }): Promise<Settled> => {
  const { now } = options
  const body = await bodyOf({ row, ...options })
  // outlets were taken from the subscriber in the meantime: it may not read this any more
  if (body === null) return { state: 'dropped', restMs: 0, attempt: null, isGone: false }
  const at = now()
  const { retryAfter, ...outcome } = await attempt({ row, body, at, ...options })
  const { status = 0 } = outcome
  const settled = { restMs: 0, attempt: { at: at.toISOString(), ...outcome }, isGone: status === 410 }
  if (status >= 200 && status < 300) return { ...settled, state: 'delivered' }
  // whatever the failure is called, who names a time knows best
  const rest = restAfter({ attempts: row.attempt + 1, retryAfter })
  return rest === null || settled.isGone
    ? { ...settled, state: 'dead' }
    : { ...settled, state: 'waiting', restMs: rest }
}

/** `{ type, timestamp, data }`, the change exactly as `GET /changes` gives it now; null when it would not. */
const bodyOf = async ({
  row,
  reader,
  baseUrl,
}: DeliverOptions & { row: Claimed }): Promise<string | null> => {
  const query = { after: String(Number(row.edition) - 1), limit: 1, wait: 0 }
  const subscriber = { id: row.subscriber, outlets: row.outlets }
  const { changes } = await reader.changesOf({ subscriber, query })
  const [found] = changes
  if (found?.cursor !== row.edition) return null
  const { edition, ...change } = found
  const text = JSON.stringify(change)
  const data = edition === null ? text : `${text.slice(0, -1)},"item":${textOf(edition)}}`
  const timestamp = JSON.stringify(row.createdAt)
  return withBase({
    body: `{"type":"${change.type}","timestamp":${timestamp},"data":${data}}`,
    base: baseUrl,
  })
}

const attempt = async ({
  row: { message: id, secret, oldSecret, target },
  body,
  at,
  decrypt,
  policy,
  resolve,
  timeout,
}: DeliverOptions & { row: Claimed; body: string; at: Date }): Promise<Outcome> => {
  const [newest, before] = [secret, oldSecret].map((encrypted) => encrypted && decrypt(encrypted))
  // encrypted with another PAYLOAD_SECRET: a new one has to be made
  if (!newest || !isSecret(newest)) return { error: 'unreadable-secret', ms: 0 }
  const secrets = before && isSecret(before) ? [newest, before] : [newest]
  const headers = signedHeaders({ secrets, id, at, body })
  return send({ target, headers, body, policy, resolve, timeout })
}
