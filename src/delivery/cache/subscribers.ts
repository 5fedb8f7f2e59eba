// Who a key belongs to, remembered for less than the second within which a revoked key has to stop; and, while the
// primary is away and a replica answers, taken from there.
import { isDatabaseAway } from '../errors.ts'
import type { FoundSubscriber } from '../store/findSubscriber.ts'
import type { Wakeups } from '../wakeups.ts'

export type Subscribers = {
  /** At once where it is remembered; null when the key opens nothing. */
  of: (key: string) => FoundSubscriber | Promise<FoundSubscriber | null>
  /** As the database has it now. */
  now: (key: string) => Promise<FoundSubscriber | null>
}

type Find = (key: string) => Promise<FoundSubscriber | null>

/** Counted from before the question was asked, so that nothing older than this is ever used. In milliseconds. */
const KEEP_MS = 900
/**
 * How long a key that the primary confirmed is let in on the word of a replica while the primary is away: a failover, for a portal
 * that asks once a minute. In milliseconds.
 */
const STAND_IN_MS = 90_000
const MOST = 10_000

/**
 * Forgets everything when PostgreSQL tells of a revocation, a deactivation or other outlets, which is a matter of
 * milliseconds; the time is what holds when nobody told. Keys that open nothing are not remembered.
 * @param findOnReplica asked instead while the primary is away, for keys alone that the primary confirmed within 90 s,
 *   with no word of a change since: what this process was told, a replica that lags must not undo. Default: nobody
 */
export const subscribersOf = ({
  find,
  findOnReplica,
  wakeups,
  isRemembered,
}: {
  find: Find
  findOnReplica?: Find
  wakeups: Wakeups
  isRemembered: boolean
}): Subscribers => {
  if (!isRemembered) return { of: find, now: find }
  const entries = new Map<string, { found: FoundSubscriber; until: number }>()
  const asking = new Map<string, Promise<FoundSubscriber | null>>()
  /** Whose it is, and when the primary was asked that confirmed it. */
  const confirmed = new Map<string, { subscriber: string; since: number }>()
  let generation = 0
  let isListening = false
  const listen = () => {
    isListening = true
    wakeups.attend(
      () => undefined,
      ({ of, isLost }) => {
        generation += 1
        entries.clear()
        asking.clear()
        // that nobody tells any more is no word of a change
        if (isLost) return
        for (const [key, { subscriber }] of confirmed)
          if (of === '' || of === subscriber) confirmed.delete(key)
      },
    )
  }
  const lookUp: Find = async (key) => {
    const [began, since] = [generation, performance.now()]
    try {
      const found = await find(key)
      if (confirmed.size >= MOST) confirmed.clear()
      if (found && began === generation) confirmed.set(key, { subscriber: String(found.id), since })
      else confirmed.delete(key)
      return found
    } catch (error) {
      if (!(findOnReplica && isDatabaseAway(error))) throw error
      const found = await standIn(key, findOnReplica)
      if (!found) throw error
      return found
    }
  }
  const standIn = async (key: string, ask: Find) => {
    const at = confirmed.get(key)
    if (!at || performance.now() - at.since > STAND_IN_MS) return null
    const found = await ask(key)
    return confirmed.get(key) === at ? found : null
  }
  const ask = async (key: string) => {
    const [began, since] = [generation, performance.now()]
    const found = await lookUp(key)
    if (!found || began !== generation) return found
    if (entries.size >= MOST) entries.clear()
    entries.set(key, { found, until: since + KEEP_MS })
    return found
  }
  return {
    now: lookUp,
    of: (key) => {
      if (!isListening) listen()
      const entry = entries.get(key)
      if (entry && entry.until > performance.now()) return entry.found
      const already = asking.get(key)
      if (already) return already
      const question: Promise<FoundSubscriber | null> = ask(key).finally(() => {
        if (asking.get(key) === question) asking.delete(key)
      })
      asking.set(key, question)
      return question
    },
  }
}
