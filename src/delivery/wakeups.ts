// Who waits for a change is woken by PostgreSQL: the transaction that publishes sends a notification, which
// arrives with its COMMIT. One connection of this process listens for all that wait.
import pg, { type Pool } from 'pg'

export type Waiting = {
  /** Settles when something may have changed on these outlets, after `ms` milliseconds, or by `signal`. */
  within: (args: { ms: number; signal?: AbortSignal }) => Promise<void>
  /** To be called when nobody waits any more. */
  stop: () => void
}

export type Wakeups = {
  /** Begins to notice changes of these outlets: ask first, then read, then wait, and none is missed. */
  notice: (outlets: string[]) => Waiting
  isClosed: () => boolean
  /** Ends every wait at once, for good, and closes the connection. */
  close: () => Promise<void>
}

type Waiter = { outlets: string[]; wake: () => void }

/** How often who waits looks by himself while nobody listens, in milliseconds. */
const POLL_MS = 1000
/** The longest time between two attempts to listen again, in milliseconds. */
const MAX_BACKOFF_MS = 10_000

/**
 * Notifications of a channel; their text names the outlets concerned, separated by commas (empty: all of them).
 * The connection is made at the first wait, like those of the pool but not of their number. While it is down,
 * or impossible (a replica takes no LISTEN), waiting means looking every second.
 */
export const wakeupsOf = ({ pool, channel }: { pool: Pool; channel: string }): Wakeups => {
  const waiters = new Set<Waiter>()
  const state: { client?: pg.Client; isListening: boolean; isTrying: boolean; isClosed: boolean } = {
    isListening: false,
    isTrying: false,
    isClosed: false,
  }
  const wake = (text = '') => {
    const concerned = new Set(text === '' ? [] : text.split(','))
    for (const { outlets, wake: wakeOne } of waiters)
      if (concerned.size === 0 || outlets.some((outlet) => concerned.has(outlet))) wakeOne()
  }

  const listenOnce = async () => {
    // its types lack what keeps it from holding up the end of a process
    const client = new pg.Client(pool.options) as pg.Client & { unref: () => void }
    state.client = client
    const ended = new Promise<void>((done) => client.once('end', done))
    // the connection is gone; `end` follows
    client.on('error', () => undefined)
    client.on('notification', ({ payload }) => wake(payload))
    try {
      await client.connect()
      client.unref()
      await client.query(`set application_name to 'loa changes'; listen ${pg.escapeIdentifier(channel)}`)
      state.isListening = !state.isClosed
      // of what was committed until now nobody was told
      wake()
      if (state.isListening) await ended
    } finally {
      state.isListening = false
      wake()
      await client.end().catch(() => undefined)
    }
  }

  const keepListening = async () => {
    if (state.isTrying) return
    state.isTrying = true
    let backoff = POLL_MS / 4
    while (waiters.size > 0 && !state.isClosed) {
      const since = Date.now()
      await listenOnce().catch(() => undefined)
      if (Date.now() - since > MAX_BACKOFF_MS) backoff = POLL_MS / 4
      await pause(backoff)
      backoff = Math.min(backoff * 2, MAX_BACKOFF_MS)
    }
    state.isTrying = false
  }

  const notice: Wakeups['notice'] = (outlets) => {
    let wakeOne = () => {}
    const woken = new Promise<void>((done) => {
      wakeOne = done
    })
    const waiter = { outlets, wake: wakeOne }
    waiters.add(waiter)
    if (!state.isClosed) void keepListening()
    const within: Waiting['within'] = async ({ ms, signal }) => {
      if (state.isClosed || signal?.aborted) return
      const timer = setTimeout(wakeOne, state.isListening ? ms : Math.min(ms, POLL_MS))
      signal?.addEventListener('abort', wakeOne, { once: true })
      await woken
      clearTimeout(timer)
      signal?.removeEventListener('abort', wakeOne)
    }
    return { within, stop: () => void waiters.delete(waiter) }
  }

  const close = async () => {
    state.isClosed = true
    wake()
    await state.client?.end().catch(() => undefined)
  }

  return { notice, isClosed: () => state.isClosed, close }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms).unref())
