// What reading leaves behind: who fetched which edition, and when a key was last used. Written in batches off the
// request's path, to the primary; a request never waits for it and never fails by it.
import type { Pool } from 'pg'
import type { DeliveryTables } from '../options.ts'
import { findShapes } from '../store/findShapes.ts'
import { namesOf, type Store } from '../store/names.ts'
import { type Fetched, writeRetrievals } from './writeRetrievals.ts'
import { writeUses } from './writeUses.ts'

export type Recorder = {
  /** A key was used. Written at most once a minute. */
  noteUse: (keyId: string) => void
  /** A subscriber was sent these editions. A list that is sent again and again is best the same object each time. */
  noteFetched: (args: { subscriber: string | number; editions: readonly number[] }) => void
  /** Writes what is there. Settles also when that fails: what could not be written is kept for the next time. */
  flush: () => Promise<void>
  /** `dropped`: what was let go because the queue was full. `failed`: writes that did not succeed. */
  counters: () => { dropped: number; failed: number }
}

/** How often it is written, in milliseconds. */
const EVERY_MS = 1000
/** How long a key, or a subscriber's edition, that was just written waits for its next time, in milliseconds. */
const AGAIN_MS = 60_000
/** How many editions × subscribers, and how many keys, are held at most. */
const MOST = 50_000
/** How many lists are held as they came before they are taken apart. */
const MOST_LISTS = 1000

/** Between two moments (milliseconds), so often. */
type Times = { first: number; last: number; count: number }
type Held = Fetched & { due: number }

/**
 * @param pool connections that take writes
 * @param most how much is held before more is dropped
 */
export const recorderOf = ({
  pool,
  tables,
  most = MOST,
}: {
  pool: Pool
  tables: DeliveryTables
  most?: number
}): Recorder => {
  const store: Store = { pool, names: namesOf(tables) }
  const shapes = findShapes(store)
  const held = new Map<string, Held>()
  const lists = new Map<string | number, Map<readonly number[], Times>>()
  let listCount = 0
  const uses = new Map<string, { at: number; isWritten: boolean }>()
  const counters = { dropped: 0, failed: 0 }
  const state: { timer?: NodeJS.Timeout; running?: Promise<void>; isNumbered?: boolean } = {}

  const schedule = () => {
    if (state.timer) return
    state.timer = setTimeout(() => {
      state.timer = undefined
      void run({ isLast: false })
    }, EVERY_MS).unref()
  }

  const noteUse: Recorder['noteUse'] = (keyId) => {
    const at = Date.now()
    const known = uses.get(keyId)
    if (known && at - known.at < AGAIN_MS) return
    if (!known && uses.size >= most) {
      counters.dropped += 1
      return
    }
    uses.set(keyId, { at, isWritten: false })
    schedule()
  }

  // Taken apart once a second, not at each request: an answer that is in memory goes out 10,000 times meanwhile.
  const noteFetched: Recorder['noteFetched'] = ({ subscriber, editions }) => {
    const at = Date.now()
    const known = lists.get(subscriber)?.get(editions)
    if (known) {
      known.last = at
      known.count += 1
      return
    }
    if (listCount >= MOST_LISTS) takeApart()
    const mine = lists.get(subscriber) ?? new Map<readonly number[], Times>()
    lists.set(subscriber, mine.set(editions, { first: at, last: at, count: 1 }))
    listCount += 1
    schedule()
  }

  const takeApart = () => {
    for (const [subscriber, mine] of lists)
      for (const [editions, times] of mine)
        for (const edition of editions) hold({ subscriber: String(subscriber), edition, ...times })
    lists.clear()
    listCount = 0
  }

  const hold = (one: Fetched) => {
    const name = `${one.subscriber} ${one.edition}`
    const known = held.get(name)
    if (known) {
      known.first = known.count === 0 ? one.first : Math.min(known.first, one.first)
      known.last = Math.max(known.last, one.last)
      known.count += one.count
    } else if (held.size >= most) counters.dropped += one.count
    else held.set(name, { ...one, due: 0 })
  }

  const write = async ({ isLast }: { isLast: boolean }) => {
    const now = Date.now()
    takeApart()
    const fetched = [...held].filter(([, { count, due }]) => count > 0 && (isLast || due <= now))
    const used = [...uses].filter(([, { isWritten }]) => !isWritten)
    if (used.length > 0) {
      await writeUses({ ...store, uses: used.map(([keyId, { at }]) => ({ keyId, at })) })
      for (const [, use] of used) use.isWritten = true
    }
    if (fetched.length > 0) {
      state.isNumbered ??= (await shapes()).isNumbered
      for (let start = 0; start < fetched.length; start += BATCH) {
        const batch = fetched.slice(start, start + BATCH)
        // a copy: what is noted meanwhile is for the next time
        const rows = batch.map(([, { due: _due, ...row }]) => row)
        await writeRetrievals({ ...store, isNumbered: state.isNumbered, rows })
        for (const [index, [, one]] of batch.entries()) {
          one.count -= rows[index]?.count ?? 0
          one.due = now + AGAIN_MS
        }
      }
    }
    forget(now)
  }

  /** What was written a while ago, or, where much is held, just now. */
  const forget = (now: number) => {
    const isMuch = held.size > most / 2
    for (const [name, { count, due }] of held) if (count === 0 && (isMuch || due <= now)) held.delete(name)
    for (const [keyId, { at, isWritten }] of uses)
      if (isWritten && (uses.size > most / 2 || now - at >= AGAIN_MS)) uses.delete(keyId)
  }

  const run = async ({ isLast }: { isLast: boolean }) => {
    await state.running
    state.running = write({ isLast })
      .catch((error: { code?: string }) => {
        // the first time only: a database that is away says so elsewhere
        if (counters.failed === 0)
          console.error(
            JSON.stringify({ level: 'warn', msg: 'retrieval log not written', code: error.code ?? '' }),
          )
        counters.failed += 1
      })
      .finally(() => {
        if (!isLast && held.size + uses.size + listCount > 0) schedule()
      })
    await state.running
  }

  return {
    noteUse,
    noteFetched,
    flush: () => run({ isLast: true }),
    counters: () => {
      takeApart()
      return { ...counters }
    },
  }
}

const BATCH = 1000
