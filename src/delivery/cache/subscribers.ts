// Who a key belongs to, remembered for less than the second within which a revoked key has to stop.
import type { FoundSubscriber } from '../store/findSubscriber.ts'
import type { Wakeups } from '../wakeups.ts'

export type Subscribers = {
  /** At once where it is remembered; null when the key opens nothing. */
  of: (key: string) => FoundSubscriber | Promise<FoundSubscriber | null>
}

/** Counted from before the question was asked, so that nothing older than this is ever used. In milliseconds. */
const KEEP_MS = 900
const MOST = 10_000

/**
 * Forgets everything when PostgreSQL tells of a revocation, a deactivation or other outlets, which is a matter of
 * milliseconds; the time is what holds when nobody told. Keys that open nothing are not remembered.
 */
export const subscribersOf = ({
  find,
  wakeups,
  isRemembered,
}: {
  find: (key: string) => Promise<FoundSubscriber | null>
  wakeups: Wakeups
  isRemembered: boolean
}): Subscribers => {
  if (!isRemembered) return { of: find }
  const entries = new Map<string, { found: FoundSubscriber; until: number }>()
  const asking = new Map<string, Promise<FoundSubscriber | null>>()
  let generation = 0
  let isListening = false
  const listen = () => {
    isListening = true
    wakeups.attend(
      () => undefined,
      () => {
        generation += 1
        entries.clear()
        asking.clear()
      },
    )
  }
  const ask = async (key: string) => {
    const [began, since] = [generation, performance.now()]
    const found = await find(key)
    if (!found || began !== generation) return found
    if (entries.size >= MOST) entries.clear()
    entries.set(key, { found, until: since + KEEP_MS })
    return found
  }
  return {
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
