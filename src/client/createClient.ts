// The delivery API as functions: pages followed, ETags kept, waits honoured.
import { type ChangesOptions, follow } from './changes.ts'
import { LoaError, unexpected } from './error.ts'
import { keptAnswers } from './kept.ts'
import { type RequestOptions, request } from './request.ts'
import type { Change, FoundItem, Item, ItemsFilters, Page, Receipt } from './types.ts'

export type ClientOptions = {
  /** Where the API is, with its base: `https://loa.example.vn/v1`. The key is sent nowhere else. */
  baseUrl: string
  /** Your key, `loa_…`. */
  key: string
  /** Another `fetch` than the platform's, for example one that goes through a proxy. */
  fetch?: typeof globalThis.fetch
  /** Of the messages of errors. Default `vi`. */
  language?: 'vi' | 'en'
  /** How often a request is asked again while the API is busy or away. Default 3. */
  retries?: number
  /** Longest wait for one answer, in seconds. Default 30. */
  timeout?: number
  /** Longest wait before asking again, in seconds; when the API wants more, the error says how long. Default 60. */
  maxWait?: number
}

/** What each call takes besides. */
export type CallOptions = {
  /** Ends the call; its reason is thrown. */
  signal?: AbortSignal
}

export type Client = {
  /**
   * All live items of your outlets, newest first, page after page, as they are asked for. `limit` is the size
   * of a page.
   *
   * @throws LoaError
   * @example
   * for await (const item of client.items({ task: 'T6' })) show(item)
   */
  items: (filters?: ItemsFilters, options?: CallOptions) => AsyncGenerator<Item, void, undefined>
  /**
   * One page. Asked again with the same filters, an unchanged page costs no transfer.
   *
   * @throws LoaError
   */
  page: (filters?: ItemsFilters, options?: CallOptions) => Promise<Page>
  /**
   * One item, or that it is not or no longer on your outlets.
   *
   * @throws LoaError for anything else
   */
  item: (id: string, options?: CallOptions) => Promise<FoundItem>
  /**
   * The file behind a `url` of an item, with its bytes in the body. Only the file's name is taken from the
   * address, so the key goes to `baseUrl` whatever the address says. Not kept: store what you show.
   *
   * @throws LoaError `not-found` when no live item of your outlets shows it any more; TypeError when `url` is
   * no address
   */
  media: (url: string, options?: CallOptions) => Promise<Response>
  /**
   * What happens on your outlets, oldest first, for as long as you ask for more. While the API is away it is
   * asked again and again, with longer and longer rests; nothing is missed. A change that your loop did not
   * finish comes again: make what you do with it repeatable.
   *
   * @throws LoaError when waiting would not help: the key does not count any more, a parameter is not valid
   * @example
   * for await (const { type, id, item } of client.changes({ store })) {
   *   if (type === 'retracted') takeOff(id)
   *   else if (item) show(item) // without: withdrawn since, which follows
   * }
   */
  changes: (options?: ChangesOptions) => AsyncGenerator<Change, void, undefined>
  /**
   * Tells where an edition was published. `new`: noted; `known`: it had been.
   *
   * @throws LoaError
   */
  receipt: (receipt: Receipt, options?: CallOptions) => Promise<'new' | 'known'>
}

/**
 * A client of the delivery API.
 *
 * @throws TypeError when `baseUrl` is no address of http or https, or the key is missing
 * @example
 * const client = createClient({ baseUrl: 'https://loa.example.vn/v1', key: process.env.LOA_KEY ?? '' })
 */
export const createClient = ({
  baseUrl,
  key,
  fetch = globalThis.fetch,
  language = 'vi',
  retries = 3,
  timeout = 30,
  maxWait = 60,
}: ClientOptions): Client => {
  const { origin, pathname, protocol } = new URL(baseUrl)
  if (!/^https?:$/.test(protocol)) throw new TypeError(`Neither http nor https: ${baseUrl}`)
  if (!key) throw new TypeError('The key is missing')
  const base = `${origin}${pathname.replace(/\/+$/, '')}`
  const options: RequestOptions = { key, fetch, language, retries, timeout, maxWait }
  const kept = keptAnswers()

  const json = async (path: string, { signal }: CallOptions): Promise<unknown> => {
    const address = `${base}${path}`
    const before = kept.get(address)
    const answer = await request({
      address,
      etag: before?.etag,
      read: async (response) =>
        response.status === 304
          ? undefined
          : { text: await response.text(), etag: response.headers.get('etag') },
      signal,
      options,
    })
    // parsed anew each time: a caller may change what he was given
    const value = parse(answer?.text ?? before?.text ?? '')
    if (answer?.etag) kept.keep(address, { text: answer.text, etag: answer.etag })
    else if (answer) kept.drop(address)
    return value
  }

  const page: Client['page'] = async (filters = {}, call = {}) => {
    const value = await json(`/items${queryOf(filters)}`, call)
    if (!isPage(value)) throw unexpected({ status: 200 })
    return value
  }

  return {
    page,
    async *items(filters = {}, call = {}) {
      for (let cursor = filters.cursor; ; ) {
        const { items, next } = await page({ ...filters, cursor }, call)
        yield* items
        if (next === null) return
        // something in between that drops the query would give the first page for ever
        if (next === cursor) throw unexpected({ status: 200 })
        cursor = next
      }
    },
    item: async (id, call = {}) => {
      try {
        return { state: 'found', item: (await json(`/items/${encodeURIComponent(id)}`, call)) as Item }
      } catch (error) {
        if (!(error instanceof LoaError)) throw error
        if (error.code === 'gone') return { state: 'gone' }
        if (error.code === 'not-found') return { state: 'not-found' }
        throw error
      }
    },
    media: async (url, { signal } = {}) => {
      const name = new URL(url, `${base}/`).pathname.split('/').at(-1) ?? ''
      return request({ address: `${base}/media/${name}`, read: (response) => response, signal, options })
    },
    changes: (changes = {}) => follow({ base, requests: options, changes }),
    receipt: async ({ id, edition, url, publishedAt }, { signal } = {}) =>
      request({
        address: `${base}/receipts`,
        body: { id, edition, url, publishedAt: new Date(publishedAt).toISOString() },
        read: ({ status }) => (status === 201 ? 'new' : 'known'),
        signal,
        options,
      }),
  }
}

const queryOf = (filters: ItemsFilters): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined) query.set(name, String(value))
  }
  const text = query.toString()
  return text && `?${text}`
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw unexpected({ status: 200 })
  }
}

const isPage = (value: unknown): value is Page => {
  const { items, next } = (value ?? {}) as Partial<Page>
  return Array.isArray(items) && (next === null || typeof next === 'string')
}
