// Where content is read: a replica takes the load, but never answers with less than the primary has shown.
import type { Pool } from 'pg'
import { isDatabaseAway } from './errors.ts'
import { findBodies } from './store/findBodies.ts'
import { findChanges } from './store/findChanges.ts'
import { findItem } from './store/findItem.ts'
import { findItems } from './store/findItems.ts'
import { findNewest } from './store/findNewest.ts'
import { isDocumentGiven } from './store/isDocumentGiven.ts'
import { isFileLive } from './store/isFileLive.ts'
import type { Names } from './store/names.ts'

/** The statements that read content, on one database. */
export type Statements = ReturnType<typeof statementsOf>

export const statementsOf = ({
  pool,
  names,
  withBodies,
  events,
}: {
  pool: Pool
  names: Names
  withBodies: boolean
  /** Slug of their collection. */
  events: string
}) => {
  const store = { pool, names }
  return {
    item: findItem(store),
    items: findItems(store, { withBodies }),
    changes: findChanges(store, { withBodies }),
    bodies: findBodies(store),
    isFileLive: isFileLive(store),
    isDocumentGiven: isDocumentGiven(store, events),
    newest: findNewest(store),
  }
}

/** After trouble with the replica the primary alone is asked for so long; milliseconds. */
const PAUSE_MS = 2000

/**
 * Runs a reading on the replica when it shows edition `least` already, else on the primary; so too when the replica is
 * away or gives up (its recovery may cancel a query). `least` is what the primary has for these outlets, or a cursor
 * that was given to the caller; without it only the primary is sure. While the primary is away the replica answers that
 * too, when it has all that the primary was known to have.
 */
export const readingOf = ({ primary, replica }: { primary: Statements; replica?: Statements }) => {
  let shown = 0
  let newestKnown = 0
  let pausedUntil = 0
  const counts = { replica: 0, primary: 0 }
  const hasSeen = async (least: number): Promise<boolean> => {
    if (!replica) return false
    // numbers only grow, and so does what a replica shows
    if (shown < least) shown = Math.max(shown, await replica.newest())
    return shown >= least
  }
  const read = async <T>(
    least: number | undefined,
    ask: (statements: Statements) => Promise<T>,
  ): Promise<T> => {
    if (replica && least !== undefined && performance.now() >= pausedUntil) {
      try {
        if (await hasSeen(least)) {
          const answer = await ask(replica)
          counts.replica += 1
          return answer
        }
      } catch (error) {
        if (!isDatabaseAway(error) && (error as { code?: string }).code !== CANCELLED) throw error
        // it may come back as another one, restored from further back
        shown = 0
        pausedUntil = performance.now() + PAUSE_MS
      }
    }
    try {
      const answer = await ask(primary)
      counts.primary += 1
      return answer
    } catch (error) {
      const isAnswered = replica && least === undefined && isDatabaseAway(error)
      if (!(isAnswered && (await hasSeen(newestKnown).catch(() => false)))) throw error
      counts.replica += 1
      return ask(replica)
    }
  }
  /** What the primary has by now, wherever that was learnt. */
  const noteNewest = (number: number) => {
    newestKnown = Math.max(newestKnown, number)
  }
  return { read, noteNewest, counts }
}

/** serialization_failure: "canceling statement due to conflict with recovery" */
const CANCELLED = '40001'
