// The gate before every request: who it is, and whether he may ask now.
import type { Context, MiddlewareHandler } from 'hono'
import { deliveryError } from '../errors.ts'
import { keyIn } from '../key.ts'
import type { FoundSubscriber } from '../store/findSubscriber.ts'
import { callerAddress } from './callerAddress.ts'
import { USUAL_PER_MINUTE } from './requestsPerMinute.ts'
import { tokenBuckets, type Verdict } from './tokenBuckets.ts'

export type Limits = {
  /** Requests a minute and key where the subscriber says nothing; 0: no limit. Default 600. */
  requestsPerMinute?: number
  /** Wrong keys a minute from one address, before further ones are not even looked up; 0: no limit. Default 30. */
  wrongKeysPerMinute?: number
  /**
   * How many proxies stand before the server, each appending to X-Forwarded-For. Default 0: the header is not
   * believed, and the address of the connection counts.
   */
  trustedProxies?: number
}

/** What the gate leaves for those behind it. */
export type Admitted = { Variables: { key: string; subscriber: FoundSubscriber } }

/**
 * Lets in who has a key, as often as its subscriber may ask; each request counts once, however long it waits.
 * Guessing is slowed down by address; keys that opened before are looked up all the same, so that nobody shuts
 * out a portal that shares an address with a guesser.
 * @throws 401 without a valid key, 429 with `Retry-After` when it is too much
 */
export const gate = ({
  subscribers,
  subscriberOf,
  noteUse,
  limits: { requestsPerMinute = USUAL_PER_MINUTE, wrongKeysPerMinute = 30, trustedProxies = 0 },
}: {
  /** Slug of the collection; see `keyIn`. */
  subscribers: string
  subscriberOf: (key: string) => Promise<FoundSubscriber | null>
  noteUse: (keyId: string) => void
  limits: Limits
}): MiddlewareHandler<Admitted> => {
  const byKey = tokenBuckets()
  const wrongByAddress = tokenBuckets()
  const opened = new Set<string>()

  const refuseGuesser = (context: Context, verdict: Verdict) => {
    context.header('Retry-After', String(verdict.retryAfter))
    throw deliveryError(429, 'too-many-requests')
  }

  return async (context, next) => {
    const { headers } = context.req.raw
    const key = keyIn(headers, subscribers)
    if (!key) throw deliveryError(401, 'unauthenticated')
    const name = callerAddress({ headers, env: context.env, trustedProxies })
    const guesser = name !== null && wrongKeysPerMinute > 0 ? { name, limit: wrongKeysPerMinute } : null
    if (guesser && !opened.has(key)) {
      const verdict = wrongByAddress.peek(guesser)
      if (!verdict.isAllowed) refuseGuesser(context, verdict)
    }
    const subscriber = await subscriberOf(key)
    if (!subscriber) {
      opened.delete(key)
      if (guesser) wrongByAddress.take(guesser)
      throw deliveryError(401, 'unauthenticated')
    }
    remember(opened, key)
    noteUse(subscriber.keyId)
    context.set('key', key)
    context.set('subscriber', subscriber)
    const limit = subscriber.requestsPerMinute ?? requestsPerMinute
    if (limit <= 0) return next()
    const verdict = byKey.take({ name: subscriber.keyId, limit })
    if (!verdict.isAllowed) {
      for (const [header, value] of rateHeaders(verdict)) context.header(header, value)
      throw deliveryError(429, 'too-many-requests')
    }
    await next()
    for (const [header, value] of rateHeaders(verdict)) context.header(header, value)
  }
}

const MOST_OPENED = 10_000

const remember = (opened: Set<string>, key: string) => {
  if (opened.has(key)) return
  if (opened.size >= MOST_OPENED) opened.delete(opened.values().next().value as string)
  opened.add(key)
}

/** draft-ietf-httpapi-ratelimit-headers-06, the names that HTTP clients know; `Retry-After` of RFC 9110. */
const rateHeaders = ({ isAllowed, limit, remaining, reset, retryAfter }: Verdict): [string, string][] => [
  ['RateLimit-Policy', `${limit};w=60`],
  ['RateLimit-Limit', String(limit)],
  ['RateLimit-Remaining', String(remaining)],
  ['RateLimit-Reset', String(reset)],
  ...(isAllowed ? [] : [['Retry-After', String(retryAfter)] as [string, string]]),
]
