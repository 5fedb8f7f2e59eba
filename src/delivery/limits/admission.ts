// Who asks, and whether he may ask now: the one rule for every way a request can come in.
import { DeliveryError, deliveryError } from '../errors.ts'
import type { FoundSubscriber } from '../store/findSubscriber.ts'
import { USUAL_PER_MINUTE } from './requestsPerMinute.ts'
import { type TokenBuckets, tokenBuckets, type Verdict } from './tokenBuckets.ts'

export type Limits = {
  /** Requests a minute and key where the subscriber says nothing; 0: no limit. Default 600. */
  requestsPerMinute?: number
  /**
   * Wrong keys a minute from one address, before further ones are answered 429; 0: no limit. Default 30. After ten times
   * as many keys that are new to this process none is even looked up. Callers whose address nobody vouches for (inside Next,
   * unless `trustedProxies` says who does) share twenty times as much.
   */
  wrongKeysPerMinute?: number
  /**
   * How many proxies stand before the server, each appending to X-Forwarded-For. Default 0: the header is not
   * believed, and the address of the connection counts.
   */
  trustedProxies?: number
}

/** Who was let in, and the headers that tell how often he may come back: names and values in turns. */
export type Admission = { subscriber: FoundSubscriber; headers: string[] }

/** At once where the key is remembered. @throws 401 without a valid key, 429 with `Retry-After` when it is too much */
export type Admit = (asked: { key: string; address: () => string | null }) => Admission | Promise<Admission>

/**
 * Lets in who has a key, as often as its subscriber may ask; each request counts once, however long it waits.
 * Guessing is slowed down by address: of wrong keys, and of what looking for new ones costs the database. A right one opens
 * all the same, and one that opened before is always looked up, so that nobody shuts out a portal that shares an
 * address with a guesser.
 */
export const admissionOf = ({
  subscriberOf,
  noteUse,
  limits: { requestsPerMinute = USUAL_PER_MINUTE, wrongKeysPerMinute = 30 },
}: {
  subscriberOf: (key: string) => FoundSubscriber | Promise<FoundSubscriber | null>
  noteUse: (keyId: string) => void
  limits: Limits
}): Admit => {
  const byKey = tokenBuckets()
  const wrongByAddress = tokenBuckets()
  const lookUpsByAddress = tokenBuckets()
  const opened = new Set<string>()
  // as remembered in `cache/subscribers.ts`: for less than a second
  const noted = new WeakSet<FoundSubscriber>()

  const letIn = ({ key, subscriber }: { key: string; subscriber: FoundSubscriber }): Admission => {
    if (!noted.has(subscriber)) {
      noted.add(subscriber)
      remember(opened, key)
      noteUse(subscriber.keyId)
    }
    const limit = subscriber.requestsPerMinute ?? requestsPerMinute
    if (limit <= 0) return { subscriber, headers: NONE }
    const verdict = byKey.take({ name: subscriber.keyId, limit })
    const headers = rateHeaders(verdict)
    if (!verdict.isAllowed) throw tooMany({ ...pairsOf(headers), 'Retry-After': String(verdict.retryAfter) })
    return { subscriber, headers }
  }

  const decide = ({
    key,
    guesser,
    subscriber,
  }: {
    key: string
    guesser: Guesser
    subscriber: FoundSubscriber | null
  }): Admission => {
    if (subscriber) return letIn({ key, subscriber })
    opened.delete(key)
    if (guesser) takeFrom(wrongByAddress, guesser)
    throw deliveryError(401, 'unauthenticated')
  }

  const guesserOf = (address: string | null): Guesser => {
    if (wrongKeysPerMinute <= 0) return null
    return address === null
      ? { name: 'unknown', limit: wrongKeysPerMinute * UNKNOWN_FACTOR }
      : { name: address, limit: wrongKeysPerMinute }
  }

  return ({ key, address }) => {
    const isKnown = opened.has(key)
    if (isKnown) {
      const found = subscriberOf(key)
      if (found && !(found instanceof Promise)) return letIn({ key, subscriber: found })
      return Promise.resolve(found).then((subscriber) =>
        decide({ key, subscriber, guesser: guesserOf(address()) }),
      )
    }
    const guesser = guesserOf(address())
    if (guesser) {
      const { name, limit } = guesser
      takeFrom(lookUpsByAddress, { name, limit: limit * LOOK_UPS_FACTOR })
    }
    return Promise.resolve(subscriberOf(key)).then((subscriber) => decide({ key, subscriber, guesser }))
  }
}

/** The bucket that a wrong key is taken from; null: there is no limit. */
type Guesser = { name: string; limit: number } | null

/** @throws 429 when the bucket is empty */
const takeFrom = (buckets: TokenBuckets, asked: { name: string; limit: number }) => {
  const { isAllowed, retryAfter } = buckets.take(asked)
  if (!isAllowed) throw tooMany({ 'Retry-After': String(retryAfter) })
}

/** As many keys that are new here are looked up for each that may be wrong. */
const LOOK_UPS_FACTOR = 10

/** One who guesses must not shut out those who come for the first time, so together they may be wrong more often. */
const UNKNOWN_FACTOR = 20

const NONE: string[] = []

const tooMany = (headers: Record<string, string>) => new DeliveryError(429, 'too-many-requests', {}, headers)

const MOST_OPENED = 10_000

const remember = (opened: Set<string>, key: string) => {
  if (opened.has(key)) return
  if (opened.size >= MOST_OPENED) opened.delete(opened.values().next().value as string)
  opened.add(key)
}

/** draft-ietf-httpapi-ratelimit-headers-06, the names that HTTP clients know; `Retry-After` of RFC 9110. */
const rateHeaders = ({ limit, remaining, reset }: Verdict): string[] => [
  'RateLimit-Policy',
  `${limit};w=60`,
  'RateLimit-Limit',
  String(limit),
  'RateLimit-Remaining',
  String(remaining),
  'RateLimit-Reset',
  String(reset),
]

/** Names and values in turns as pairs. */
export const pairsOf = (headers: string[]): Record<string, string> =>
  Object.fromEntries(
    headers.flatMap((name, n): [string, string][] => (n % 2 ? [] : [[name, headers[n + 1] ?? '']])),
  )
