// The portal's own work beside answering its readers: doing what the feed says, and telling that it was done.
import { type Change, type Client, LoaError } from '../index.ts'
import type { Store } from './store.ts'

export type Feed = ReturnType<typeof keepUp>

/**
 * Follows until `signal` aborts. Readers are answered meanwhile from what is there, also while the API is away.
 *
 * @param isPushed whether pushes come: then the feed is read when one does, and once a minute in any case;
 *   otherwise the API holds a request until something happens
 */
export const keepUp = ({
  client,
  store,
  url,
  isPushed,
  signal,
}: {
  client: Client
  store: Store
  /** Address of this site, for the receipts. */
  url: string
  isPushed: boolean
  signal: AbortSignal
}) => {
  const state = { isAway: false, isRung: false, wake: () => {} }

  const follow = async () => {
    state.isRung = false
    const changes = client.changes({
      store: store.cursor,
      signal,
      ...(isPushed ? { wait: 0 } : {}),
      onAnswer: () => {
        state.isAway = false
      },
      onTrouble: ({ error, seconds }) => {
        state.isAway = true
        console.warn(`the API is away (${error.code}), asked again in ${Math.ceil(seconds)} s`)
      },
    })
    for await (const change of changes) apply({ store, change })
    // a push that came while it read may tell of something it has not seen
    if (!state.isRung) await rest({ ms: 60_000, signal, onWait: (wake) => Object.assign(state, { wake }) })
  }

  const tellOne = async () => {
    const [item] = store.receipts()
    if (!item) return rest({ ms: 1000, signal })
    const { id, edition } = item
    try {
      await client.receipt({ id, edition, url: `${url}/tin/${id}`, publishedAt: new Date() }, { signal })
    } catch (error) {
      if (!(error instanceof LoaError)) throw error
      const isRefused = error.status >= 400 && error.status < 500 && error.status !== 429
      if (!isRefused) return rest({ ms: 5000, signal })
      console.warn(`the receipt for ${id} is not taken: ${error.code}`)
    }
    await store.told(item)
  }

  const forever = async (work: () => Promise<void>) => {
    while (!signal.aborted)
      await work().catch(async (error) => {
        if (signal.aborted) return
        state.isAway = true
        // a key that does not count any more, say: somebody has to look, and the site goes on showing what it has
        console.error(`the feed stopped: ${error}`)
        await rest({ ms: 60_000, signal })
      })
  }
  const ended = Promise.all([forever(follow), forever(tellOne)])
  return {
    ended,
    isAway: () => state.isAway,
    /**
     * A push came. It is taken as a bell, and the feed as the truth: a push that was delayed on its way could
     * otherwise bring back what has been withdrawn since.
     */
    ring: () => {
      state.isRung = true
      state.wake()
    },
  }
}

/** Does what a change says; doing it twice is doing it once. */
const apply = ({ store, change: { type, id, item } }: { store: Store; change: Change }) => {
  if (type === 'retracted') store.takeOff(id)
  // without it: withdrawn since, and the change that says so follows
  else if (item) store.show(item)
}

const rest = ({
  ms,
  signal,
  onWait,
}: {
  ms: number
  signal: AbortSignal
  onWait?: (wake: () => void) => void
}) =>
  new Promise<void>((done) => {
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      done()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener('abort', wake)
    onWait?.(wake)
  })
