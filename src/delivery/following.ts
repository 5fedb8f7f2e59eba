// Following an outlet: the changes after a cursor, or the wait for the first of them.
import type { Subscribers } from './cache/subscribers.ts'
import { deliveryError } from './errors.ts'
import type { ChangesPage, Reader } from './reading.ts'
import type { ChangesQuery } from './schema.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'
import type { Wakeups } from './wakeups.ts'

export type Follow = (args: {
  key: string
  subscriber: FoundSubscriber
  query: ChangesQuery
  /** Aborted when the caller has gone. */
  signal?: AbortSignal
}) => Promise<ChangesPage>

/**
 * A page of changes, at once or as soon as there is one; after `query.wait` seconds an empty one. The key is
 * looked at again before each further reading, as soon as a change of the subscriber's keys is announced, and when the
 * key expires.
 * @throws 401 as soon as the key has ended, 400 for a cursor that is none
 */
export const followerOf =
  ({
    reader,
    subscriberOf,
    wakeups,
  }: {
    reader: Pick<Reader, 'changesOf'>
    subscriberOf: Subscribers['now']
    wakeups: Wakeups
  }): Follow =>
  async ({ key, subscriber: first, query, signal }) => {
    const until = Date.now() + query.wait * 1000
    for (let subscriber: FoundSubscriber | null = first; subscriber; subscriber = await subscriberOf(key)) {
      const left = until - Date.now()
      const isLast = left <= 0 || wakeups.isClosed() || Boolean(signal?.aborted)
      // before reading: what is committed while it reads wakes it too
      const { id, outlets, expiresAt } = subscriber
      const waiting = isLast ? undefined : wakeups.notice({ outlets, subscriber: String(id) })
      try {
        const page = await reader.changesOf({ subscriber, query })
        if (!waiting || page.changes.length > 0) return page
        const valid = expiresAt ? expiresAt.getTime() - Date.now() : Number.POSITIVE_INFINITY
        // by the clock of the database it may have a moment more
        await waiting.within({ ms: Math.min(left, Math.max(valid, 100)), signal })
      } finally {
        waiting?.stop()
      }
    }
    throw deliveryError(401, 'unauthenticated')
  }
