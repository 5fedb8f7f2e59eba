// Answers as the bytes that are sent, made once for each version of a feed: REST within Hono, the fast way of the
// standalone server and GraphQL all answer from here.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Edition } from './cache/editions.ts'
import type { Feed, Feeds } from './cache/feeds.ts'
import { lruOf } from './cache/lru.ts'
import { deliveryError } from './errors.ts'
import type { ChangesPage, Reader } from './reading.ts'
import { type ChangesQuery, changesQuery, type ItemsQuery, itemsQuery } from './schema.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'

/** One body in both codings. The ETags are strong, so each coding has its own. */
export type StoredPage = {
  version: number
  type: string
  /** Bytes of the body as it is. */
  length: number
  /**
   * The body. In pieces, which are those of the editions in memory, as long as it was asked for once: of lists that
   * nobody asks for again nothing is copied (measured: a third of what such a request cost). In one piece after that.
   */
  pieces: Buffer[]
  /** Numbers of the editions that it shows. */
  editions: number[]
  etag: string
  gzipEtag: string
  /** Made when it is first asked for. */
  gzip?: Buffer | Promise<Buffer>
  /** Puts the size right after `gzip` was made. */
  weigh: () => void
}

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

export const JSON_TYPE = 'application/json; charset=utf-8'

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

/** The body in one piece, which is what goes out fastest. */
const joined = (page: StoredPage): Buffer => {
  const [only] = page.pieces
  if (only && page.pieces.length === 1) return only
  const whole = Buffer.concat(page.pieces, page.length)
  page.pieces = [whole]
  return whole
}

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

/** Texts and editions in a row. The tag is made of the editions' tags: 20 editions have 160 KB, their tags 320 bytes. */
const pageOf = ({
  version,
  base,
  list,
}: {
  version: number
  base: string
  list: (string | Edition)[]
}): StoredPage => {
  const pieces: Buffer[] = []
  const tags: (string | Buffer)[] = [base]
  let text = ''
  const endText = () => {
    if (text !== '') pieces.push(Buffer.from(text))
    text = ''
  }
  for (const one of list) {
    if (typeof one === 'string') {
      text += one
      tags.push(one)
    } else {
      one.parts.forEach((part, n) => {
        if (n > 0) text += base
        endText()
        pieces.push(part)
      })
      tags.push(one.tag)
    }
  }
  endText()
  const editions = list.flatMap((one) => (typeof one === 'string' ? [] : [Number(one.number)]))
  return storedPage({ version, type: JSON_TYPE, pieces, editions, tag: tagOf(tags) })
}

const storedPage = ({
  tag,
  ...page
}: Pick<StoredPage, 'version' | 'type' | 'pieces' | 'editions'> & { tag: string }): StoredPage => ({
  ...page,
  length: page.pieces.reduce((sum, { length }) => sum + length, 0),
  etag: `"${tag}"`,
  gzipEtag: `"${tag}-gzip"`,
  weigh: () => undefined,
})

const tagOf = (texts: (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text)
  return hash.digest('base64url').slice(0, 27)
}

const zip = promisify(gzip)

/** At once when it was made before; the size is weighed when it is there. */
export const gzipOf = (page: StoredPage): Buffer | Promise<Buffer> => {
  page.gzip ??= zip(joined(page), { level: 6 }).then((bytes) => {
    page.gzip = bytes
    page.weigh()
    return bytes
  })
  return page.gzip
}

type Parsed<Query> =
  | { success: true; data: Query }
  | { success: false; error: { issues: { path: PropertyKey[] }[] } }

/** Queries by their text, so that the same text is not parsed again; the key is the same for all ways to write one. */
const queriesOf = <Query>(parse: (query: Record<string, string>) => Parsed<Query>) => {
  const known = new Map<string, { key: string; query: Query }>()
  return (search: string) => {
    const already = known.get(search)
    if (already) return already
    const given: Record<string, string> = {}
    // the first of several of one name counts
    for (const [name, value] of new URLSearchParams(search)) given[name] ??= value
    const parsed = parse(given)
    if (!parsed.success)
      throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.map(String).join('.') })
    const query = { key: JSON.stringify(parsed.data), query: parsed.data }
    if (known.size >= 1000) known.clear()
    if (search.length <= 500) known.set(search, query)
    return query
  }
}
