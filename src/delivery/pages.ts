// Answers as the bytes that are sent, made once for each version of a feed: REST within Hono, the fast way of the
// standalone server and GraphQL all answer from here.
import type { Edition } from './cache/editions.ts'
import type { Feed, Feeds } from './cache/feeds.ts'
import { lruOf } from './cache/lru.ts'
import { queriesOf } from './queries.ts'
import type { ChangesPage, Reader } from './reading.ts'
import { type ChangesQuery, changesQuery, type ItemsQuery, itemsQuery } from './schema.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'
import { joined, pageOf, type StoredPage, storedPage, tagOf } from './storedPage.ts'

type Asked = { subscriber: FoundSubscriber; base: string }
type Made = { body: Buffer; type: string; editions: number[] }

/** A page as it is now, at once where it is in memory. May be called again and again, also after a change. */
export type Ask = () => StoredPage | Promise<StoredPage>

export type Pages = {
  /** `search` is the query string without its question mark. @throws 400 for a parameter that is not valid */
  items: (args: Asked & { search: string }) => Ask
  item: (args: Asked & { id: string }) => Ask
  /** Without waiting. @throws 400 for a parameter that is not valid */
  changes: (args: Asked & { search: string }) => Ask
  /** A page of changes that was waited for; not kept. */
  changesPage: (args: { page: ChangesPage; base: string }) => StoredPage
  /** Anything else that holds as long as the feed does; what `make` returns without a body of bytes is passed on and not kept. */
  other: <Rest>(
    args: Asked & { key: string; make: (version: number) => Promise<Made | Rest> },
  ) => StoredPage | Promise<StoredPage | Rest>
  clear: () => void
  bytes: () => number
  counts: { hits: number; misses: number }
}

/** Bytes of a page beside its text. */
const OVERHEAD = 1500

export const pagesOf = ({
  reader,
  feeds,
  maxBytes,
}: {
  reader: Reader
  feeds: Feeds
  maxBytes: number
}): Pages => {
  const kept = lruOf<string, StoredPage>(maxBytes)
  const making = new Map<string, Promise<StoredPage>>()
  const counts = { hits: 0, misses: 0 }
  const itemsQueries = queriesOf<ItemsQuery>((query) => itemsQuery.safeParse(query))
  const changesQueries = queriesOf<ChangesQuery>((query) => changesQuery.safeParse(query))

  const keep = (key: string, page: StoredPage) => {
    page.weigh = () => {
      if (kept.get(key) === page) kept.set(key, page, sizeOf({ page, key }))
    }
    kept.set(key, page, sizeOf({ page, key }))
    return page
  }

  type Wanted = { feed: Feed; full: string; make: (version: number) => Promise<StoredPage> }

  const at = ({ full, make }: Wanted, version: number): StoredPage | Promise<StoredPage> => {
    const page = kept.get(full)
    if (page && page.version === version) {
      counts.hits += 1
      joined(page)
      return page
    }
    counts.misses += 1
    // made for this version, thus not before it was known: whoever needs that version may share it
    const turn = `${version}\n${full}`
    const already = making.get(turn)
    if (already) return already
    const made = make(version)
      .then((fresh) => keep(full, fresh))
      .finally(() => making.delete(turn))
    making.set(turn, made)
    return made
  }

  const cached = ({
    subscriber,
    key,
    make,
  }: {
    subscriber: FoundSubscriber
    key: string
    make: (version: number) => Promise<StoredPage>
  }): Ask => {
    const feed = feeds.feedOf(subscriber)
    const wanted: Wanted = { feed, full: `${feed.key}\n${key}`, make }
    return () => {
      const version = feeds.versionOf(feed)
      return typeof version === 'number' ? at(wanted, version) : version.then((known) => at(wanted, known))
    }
  }

  return {
    items: ({ subscriber, base, search }) => {
      const { key, query } = itemsQueries(search)
      return cached({
        subscriber,
        key: `items ${key}\n${base}`,
        make: async (version) => {
          const { editions, next } = await reader.editionsOf({ subscriber, query, least: version })
          const list: (string | Edition)[] = ['{"items":[']
          for (const edition of editions) list.push(list.length === 1 ? '' : ',', edition)
          list.push(`],"next":${JSON.stringify(next)}}`)
          return pageOf({ version, base, list })
        },
      })
    },
    item: ({ subscriber, base, id }) =>
      cached({
        subscriber,
        key: `item ${id}\n${base}`,
        make: async (version) =>
          pageOf({ version, base, list: [await reader.editionOf({ subscriber, id, least: version })] }),
      }),
    changes: ({ subscriber, base, search }) => {
      const { key, query } = changesQueries(search)
      return cached({
        subscriber,
        key: `changes ${key}\n${base}`,
        make: async (version) =>
          pageOf({
            version,
            base,
            list: listOfChanges(await reader.changesOf({ subscriber, query, least: version })),
          }),
      })
    },
    changesPage: ({ page, base }) => pageOf({ version: 0, base, list: listOfChanges(page) }),
    other: async <Rest>({
      subscriber,
      base,
      key,
      make,
    }: Asked & {
      key: string
      make: (version: number) => Promise<Made | Rest>
    }) => {
      const feed = feeds.feedOf(subscriber)
      const version = await feeds.versionOf(feed)
      const full = `${feed.key}\n${key}\n${base}`
      const page = kept.get(full)
      if (page && page.version === version) {
        counts.hits += 1
        return page
      }
      counts.misses += 1
      const made = await make(version)
      if (!made || typeof made !== 'object' || !('body' in made) || !Buffer.isBuffer(made.body))
        return made as Rest
      const { body, type, editions } = made as Made
      return keep(full, storedPage({ version, type, pieces: [body], editions, tag: tagOf([body]) }))
    },
    clear: kept.clear,
    bytes: kept.bytes,
    counts,
  }
}

const sizeOf = ({ page, key }: { page: StoredPage; key: string }): number =>
  page.length + (Buffer.isBuffer(page.gzip) ? page.gzip.length : 0) + key.length * 2 + OVERHEAD

const listOfChanges = ({ changes, next }: ChangesPage): (string | Edition)[] => {
  const list: (string | Edition)[] = ['{"changes":[']
  changes.forEach(({ edition, ...change }, n) => {
    const text = `${n === 0 ? '' : ','}${JSON.stringify(change)}`
    if (edition) list.push(`${text.slice(0, -1)},"item":`, edition, '}')
    else list.push(text)
  })
  list.push(`],"next":${JSON.stringify(next)}}`)
  return list
}
