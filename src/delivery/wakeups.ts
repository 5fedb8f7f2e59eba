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
  /**
   * Begins to notice changes of these outlets, and of the keys of this subscriber: ask first, then read, then wait, and
   * none is missed.
   */
  notice: (args: { outlets: string[]; subscriber: string }) => Waiting
  /** How many wait now. */
  waiting: () => number
  /**
   * Calls for good: `onChange` with the outlets of each notice (none: all of them, also whenever notices may have been
   * missed), `onKeys` when keys or subscribers changed, or may have; `of`: the subscriber concerned, empty: any; `isLost`:
   * because nobody listens any more, and not because of any change. From the first call on the connection is kept and proved.
   */
  attend: (onChange: (outlets: string[]) => void, onKeys?: OnKeys) => void
  /**
   * Whether every notice of what was committed more than a second ago has come for certain. False without `attend`, while the
   * connection is down, and where it does not answer.
   */
  isTrusted: () => boolean
  isClosed: () => boolean
  /** Ends every wait at once, for good, and closes the connection. */
  close: () => Promise<void>
}

type OnKeys = (why: { of: string; isLost: boolean }) => void

type Waiter = { outlets: string[]; subscriber: string; wake: () => void }

/** How often who waits looks by himself while nobody listens, in milliseconds. */
const POLL_MS = 1000
/** How often the connection has to answer, and how long after a question that it answered it is trusted; milliseconds. */
const PROVE_MS = 300
const TRUST_MS = 1000
/** The longest time between two attempts to listen again, in milliseconds. */
const MAX_BACKOFF_MS = 10_000

/**
 * Notifications of a channel; their text names the outlets concerned, separated by commas (empty: all of them).
 * The connection is made at the first wait, like those of the pool but not of their number. While it is down,
 * or impossible (a replica takes no LISTEN), waiting means looking every second.
 */
export const wakeupsOf = ({
  pool,
  channel,
  keysChannel,
}: {
  pool: Pool
  channel: string
  /** Where it is told that keys, or the subscribers they belong to, changed. */
  keysChannel: string
}): Wakeups => {
  const waiters = new Set<Waiter>()
  const attendants: { onChange: (outlets: string[]) => void; onKeys?: OnKeys }[] = []
  const state = {
    client: undefined as pg.Client | undefined,
    isListening: false,
    isTrying: false,
    isClosed: false,
    trustedUntil: 0,
  }
  /** @param of the subscriber concerned; empty: any */
  const wakeForKeys = (of = '', isLost = false) => {
    for (const { onKeys } of attendants) onKeys?.({ of, isLost })
    for (const { subscriber, wake: wakeOne } of waiters) if (of === '' || of === subscriber) wakeOne()
  }
  const wake = (text = '') => {
    const outlets = text === '' ? [] : text.split(',')
    for (const { onChange } of attendants) onChange(outlets)
    const concerned = new Set(outlets)
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
    client.on('notification', ({ channel: told, payload }) =>
      told === keysChannel ? wakeForKeys(payload) : wake(payload),
    )
    try {
      await client.connect()
      client.unref()
      const channels = [channel, keysChannel].map((one) => `listen ${pg.escapeIdentifier(one)}`)
      await client.query(`set application_name to 'loa changes'; ${channels.join('; ')}`)
      state.isListening = !state.isClosed
      // of what was committed until now nobody was told
      wake()
      wakeForKeys()
      if (state.isListening) await Promise.race([ended, prove(client)])
    } finally {
      state.isListening = false
      state.trustedUntil = 0
      wake()
      wakeForKeys('', true)
      await client.end().catch(() => undefined)
    }
  }

  /**
   * A connection can be dead without a sign. PostgreSQL sends the notices of a connection before the answer to a
   * later question on it, so an answer proves that all notices from before the question have come. Settles when
   * there is no answer in time, and takes the connection away.
   */
  const prove = async (client: pg.Client) => {
    while (!state.isClosed) {
      if (attendants.length > 0) {
        const asked = performance.now()
        const answer = client.query('select 1').then(
          () => true,
          () => false,
        )
        if (!(await Promise.race([answer, pause(TRUST_MS * 2).then(() => false)]))) {
          const { connection } = client as unknown as { connection: { stream: { destroy: () => void } } }
          connection.stream.destroy()
          return
        }
        state.trustedUntil = asked + TRUST_MS
      }
      await pause(PROVE_MS)
    }
  }

  const keepListening = async () => {
    if (state.isTrying) return
    state.isTrying = true
    let backoff = POLL_MS / 4
    while ((waiters.size > 0 || attendants.length > 0) && !state.isClosed) {
      const since = Date.now()
      await listenOnce().catch(() => undefined)
      if (Date.now() - since > MAX_BACKOFF_MS) backoff = POLL_MS / 4
      await pause(backoff)
      backoff = Math.min(backoff * 2, MAX_BACKOFF_MS)
    }
    state.isTrying = false
  }

  const notice: Wakeups['notice'] = ({ outlets, subscriber }) => {
    let wakeOne = () => {}
    const woken = new Promise<void>((done) => {
      wakeOne = done
    })
    const waiter = { outlets, subscriber, wake: wakeOne }
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

  const attend: Wakeups['attend'] = (onChange, onKeys) => {
    attendants.push({ onChange, onKeys })
    if (!state.isClosed) void keepListening()
  }
  const isTrusted = () => state.isListening && performance.now() < state.trustedUntil

  return { notice, waiting: () => waiters.size, attend, isTrusted, isClosed: () => state.isClosed, close }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms).unref())
