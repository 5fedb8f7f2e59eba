// How far a feed is: the number of the newest edition on a set of outlets. It grows with every publication, correction
// and withdrawal there, so an answer made at one number holds until there is another.
import type { FoundSubscriber } from '../store/findSubscriber.ts'
import type { Wakeups } from '../wakeups.ts'

/** Everybody who reads the same outlets reads the same feed. */
export type Feed = {
  key: string
  outlets: string[]
  /** Known while notices come, null where the database has to be asked. */
  version: number | null
  /** Grows with each notice, so that what was asked before it is not taken for known. */
  generation: number
  /** What the last question was answered with. */
  newest: number
  asking?: Promise<number>
}

export type Feeds = {
  feedOf: (subscriber: FoundSubscriber) => Feed
  /** At once where it is known. */
  versionOf: (feed: Feed) => number | Promise<number>
}

/** So many sets of outlets are remembered; the oldest is forgotten, and costs a question more. */
const MOST = 10_000

/**
 * With `trustNotices` a version is asked for once and then known until PostgreSQL tells of a change on those
 * outlets, as long as the connection that listens is proved alive. Without, or while it is not, each request asks,
 * by one statement that reads one index entry an outlet.
 * @param onBackwards called when numbers went back: another database, or a restored one, is behind the same address
 */
export const feedsOf = ({
  findVersion,
  wakeups,
  trustNotices,
  onBackwards,
}: {
  findVersion: (outlets: string[], known: number) => Promise<number>
  wakeups: Wakeups
  trustNotices: boolean
  onBackwards: () => void
}): Feeds => {
  const feeds = new Map<string, Feed>()
  const known = new WeakMap<FoundSubscriber, Feed>()

  const forget = (feed: Feed) => {
    feed.version = null
    feed.generation += 1
    feed.asking = undefined
  }
  const listen = () =>
    wakeups.attend((outlets) => {
      for (const feed of feeds.values())
        if (outlets.length === 0 || feed.outlets.some((outlet) => outlets.includes(outlet))) forget(feed)
    })
  let isListening = false

  const feedOf: Feeds['feedOf'] = (subscriber) => {
    const already = known.get(subscriber)
    if (already) return already
    const outlets = [...new Set(subscriber.outlets)].sort()
    const key = outlets.join()
    const feed = feeds.get(key) ?? { key, outlets, version: null, generation: 0, newest: 0 }
    if (!feeds.has(key)) {
      feeds.set(key, feed)
      const [oldest] = feeds.keys()
      if (feeds.size > MOST && oldest !== undefined) feeds.delete(oldest)
    }
    known.set(subscriber, feed)
    return feed
  }

  const ask = async (feed: Feed): Promise<number> => {
    const { generation } = feed
    // as it is before the question: of two that are under way the later one may be answered first
    const before = feed.newest
    const version = await findVersion(feed.outlets, before)
    if (version < before) onBackwards()
    feed.newest = version
    if (trustNotices && wakeups.isTrusted() && generation === feed.generation && feeds.get(feed.key) === feed)
      feed.version = version
    return version
  }

  const versionOf: Feeds['versionOf'] = (feed) => {
    if (!trustNotices) return ask(feed)
    if (!isListening) {
      isListening = true
      listen()
    }
    // who comes while nobody listens asks for himself: an answer that is under way may be older than his request
    if (!wakeups.isTrusted()) return ask(feed)
    if (feed.version !== null && feeds.get(feed.key) === feed) return feed.version
    feed.asking ??= ask(feed).finally(() => {
      feed.asking = undefined
    })
    return feed.asking
  }

  return { feedOf, versionOf }
}
