// The delivery API: one Web-standard fetch handler, mounted standalone (`server.ts`) and inside Next. It
// reads editions only, so no access rule can leak a draft.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import type { Pool } from 'pg'
import { withBase } from './addresses.ts'
import { editionCacheOf } from './cache/editions.ts'
import { feedsOf } from './cache/feeds.ts'
import { subscribersOf } from './cache/subscribers.ts'
import { deliveryError, toBody } from './errors.ts'
import { followerOf } from './following.ts'
import { formatOf, represent as representItem } from './formats/index.ts'
import { deliveryGraphQL } from './graphql.ts'
import { hotOf } from './hot.ts'
import { languageOfRequest } from './language.ts'
import { admissionOf, type Limits } from './limits/admission.ts'
import { type Admitted, gate } from './limits/gate.ts'
import type { MediaStore } from './mediaStore.ts'
import { type DeliveryTables, sanitizeTables } from './options.ts'
import { originOf } from './origin.ts'
import { pagesOf } from './pages.ts'
import { readerOf, textOf } from './reading.ts'
import { recorderOf } from './recording/recorder.ts'
import { CACHE_CONTROL, represent, VARY } from './represent.ts'
import { documentationRoutes } from './routes/documentation.ts'
import { listRoutes } from './routes/lists.ts'
import { mediaRoutes } from './routes/media.ts'
import { otherwise } from './routes/otherwise.ts'
import { playerRoutes } from './routes/player.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { runningRoutes, sheetPolicy } from './routes/running.ts'
import { changesQuery } from './schema.ts'
import { securityHeaders } from './security.ts'
import { findOutletNames } from './store/findOutletNames.ts'
import { findRunning } from './store/findRunning.ts'
import { channelOf, keysChannelOf, namesOf } from './store/names.ts'
import type { StoredPage } from './storedPage.ts'
import { type TaxonomySlugs, taxonomiesOf } from './taxonomies.ts'
import { wakeupsOf } from './wakeups.ts'
import { withoutEmpty } from './withoutEmpty.ts'

export type DeliveryAppOptions = DeliveryTables & {
  /** Connections to the database; they take writes too: receipts, and who fetched what. */
  pool: Pool
  /** Where the API is mounted, without a slash at the end: `/v1`, `/portal/v1`. */
  basePath: string
  /** Origin that portals use, without a slash at the end. Default: the origin of each request. */
  publicUrl?: string
  /** Where the files of renditions lie. */
  media: MediaStore
  /**
   * Connections to a streaming replica of the same database. It gives the content wherever it has all that the
   * primary has for these outlets; keys and versions are asked of the primary. While that is away the replica stands in:
   * with `trustNotices`, for keys that the primary confirmed within 90 s. Default: none.
   */
  readReplica?: Pool
  /**
   * Bytes of editions and answers that are kept in memory: editions take two thirds at most. 0 keeps nothing.
   * Default 32 MB.
   */
  cacheBytes?: number
  /**
   * Whether PostgreSQL's notices are relied upon. `true`: what is in memory is answered without asking whether it
   * still holds; a change is seen as soon as its notice has come (milliseconds after COMMIT; within a second where the
   * connection broke without a sign), a key is remembered for 900 ms unless a notice ends it. `false` (default): each
   * request asks the database for its key and for the newest edition, two statements of one row.
   */
  trustNotices?: boolean
  /**
   * Slugs of the collections that delivered documents are filed under. Default `themes`, `tasks`, `lines`, `events`.
   * One that is not there, or that no delivered document can point at, answers 404.
   */
  taxonomies?: TaxonomySlugs
  /** How often a key may ask, and how often an address may be wrong; see `Limits`. */
  limits?: Limits
  /** Time zone of today's play list at a station that has no bulletins, which name their own. Default UTC. */
  timeZoneNow?: () => Promise<string>
}

const DEFAULT_CACHE_BYTES = 32_000_000

/** Of a request to GraphQL; a query has 1000 tokens at most. */
const MOST_QUERY_BYTES = 64_000
const refuseSize = () => {
  throw deliveryError(413, 'too-large')
}

/** What those behind the gate have, and what they tell: the numbers of the editions that the answer shows. */
export type Env = { Variables: Admitted['Variables'] & { shown?: number[] } }

/**
 * The delivery API on the tables of the plugin. Where the plugin was given `slugs` or `outlets`, give the same
 * here. Whether identifiers are UUIDs or numbers, and which kinds there are, it asks the database. `close()`
 * answers the requests that wait for a change, for a server that is about to stop.
 */
export const createDeliveryApp = ({
  pool,
  basePath,
  publicUrl,
  media,
  readReplica,
  cacheBytes = DEFAULT_CACHE_BYTES,
  trustNotices = false,
  taxonomies: taxonomySlugs,
  limits = {},
  timeZoneNow = async () => 'UTC',
  ...tables
}: DeliveryAppOptions) => {
  const taxonomies = taxonomiesOf({ store: { pool, names: namesOf(tables) }, slugs: taxonomySlugs })
  const { slugs } = sanitizeTables(tables)
  const wakeups = wakeupsOf({
    pool,
    channel: channelOf(slugs.editions),
    keysChannel: keysChannelOf(slugs.keys),
  })
  const editions = editionCacheOf({ maxBytes: (cacheBytes * 2) / 3 })
  const reader = readerOf({
    pool,
    replica: readReplica,
    tables,
    editions,
    withBodies: cacheBytes === 0,
    events: taxonomySlugs?.events,
  })
  const feeds = feedsOf({
    findVersion: reader.versionOf,
    wakeups,
    trustNotices,
    onBackwards: () => {
      editions.clear()
      pages.clear()
    },
  })
  const pages = pagesOf({ reader, feeds, maxBytes: cacheBytes / 3 })
  const remembered = subscribersOf({
    find: reader.subscriberOf,
    findOnReplica: reader.subscriberOnReplica,
    wakeups,
    isRemembered: trustNotices,
  })
  const follow = followerOf({ reader, subscriberOf: remembered.now, wakeups })
  const recorder = recorderOf({ pool, tables })
  const { trustedProxies = 0 } = limits
  const admit = admissionOf({ subscriberOf: remembered.of, noteUse: recorder.noteUse, limits })
  const app = new Hono<Env>().basePath(basePath)
  const baseOf = (url: string) => `${publicUrl ?? new URL(url).origin}${basePath}`
  const send = async (context: Context<Env>, made: StoredPage | Promise<StoredPage>) => {
    const page = await made
    // a POST asks for an answer, not whether it is another (RFC 9110, 13.1.2)
    const isRead = ['GET', 'HEAD'].includes(context.req.method)
    const { status, headers, body } = await represent({
      page,
      route: '',
      accepted: context.req.header('accept-encoding'),
      ifNoneMatch: isRead ? context.req.header('if-none-match') : undefined,
      more: [],
    })
    context.set('shown', page.editions)
    const pairs = headers.flatMap((name, n): [string, string][] =>
      n % 2 ? [] : [[name, headers[n + 1] ?? '']],
    )
    const [whole = null] = body.length > 1 ? [Buffer.concat(body)] : body
    return new Response(
      whole && new Uint8Array(whole.buffer as ArrayBuffer, whole.byteOffset, whole.length),
      {
        status,
        headers: pairs,
      },
    )
  }

  app.onError((error, context) => {
    const { status, body, headers } = toBody({ error, language: languageOfRequest(context.req.raw.headers) })
    return context.json(body, status, headers)
  })
  documentationRoutes(app, { baseOf })
  playerRoutes(app)
  app.use('/playlist.html', sheetPolicy)
  app.use(securityHeaders)
  app.use(gate({ subscribers: slugs.subscribers, admit, trustedProxies }))
  app.use(async (context, next) => {
    await next()
    if (['GET', 'HEAD'].includes(context.req.method) && !context.res.headers.has('Cache-Control'))
      context.header('Cache-Control', CACHE_CONTROL)
    if (!context.res.headers.has('Vary')) context.header('Vary', VARY)
    // whoever is told that he has it already (304), or asks for headers alone, fetches nothing
    const { shown, subscriber } = context.var
    if (shown && context.res.status === 200 && context.req.method !== 'HEAD')
      recorder.noteFetched({ subscriber: subscriber.id, editions: shown })
  })
  app.use(etag())

  const asked = (context: Context<Env>) => {
    const cut = context.req.url.indexOf('?')
    return {
      subscriber: context.var.subscriber,
      base: baseOf(context.req.url),
      search: cut < 0 ? '' : context.req.url.slice(cut + 1),
    }
  }
  app.get('/items', (context) => send(context, pages.items(asked(context))()))

  app.get('/items/:id', async (context) => {
    const id = context.req.param('id')
    const format = formatOf({ query: context.req.query(), accept: context.req.header('Accept') })
    if (format === 'json') return send(context, pages.item({ ...asked(context), id })())
    const { subscriber } = context.var
    const base = baseOf(context.req.url)
    const edition = await reader.editionOf({ subscriber, id })
    context.set('shown', [Number(edition.number)])
    const json = withBase({ body: textOf(edition), base })
    const { body, type } = representItem({ format, body: json, base })
    return context.body(body, 200, { 'Content-Type': type })
  })

  app.get('/changes', async (context) => {
    const parsed = changesQuery.safeParse(withoutEmpty(context.req.query()))
    if (!parsed.success) throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
    // nobody waits for the headers alone
    const wait = context.req.method === 'HEAD' ? 0 : parsed.data.wait
    if (wait === 0) return send(context, pages.changes(asked(context))())
    const { signal } = context.req.raw
    const page = await follow({ ...context.var, query: { ...parsed.data, wait }, signal })
    return send(context, pages.changesPage({ page, base: baseOf(context.req.url) }))
  })

  mediaRoutes(app, { reader, media })
  runningRoutes(app, {
    find: findRunning({ pool, names: namesOf(tables) }),
    findNames: findOutletNames({ pool, names: namesOf(tables) }),
    baseOf,
    timeZoneNow,
  })
  listRoutes(app, { reader, taxonomies, baseOf })
  receiptRoutes(app, { primary: pool, tables })

  const graphql = deliveryGraphQL({
    reader,
    taxonomies,
    follow,
    pages,
    noteFetched: recorder.noteFetched,
    endpoint: `${basePath}/graphql`,
  })
  app.post('/graphql', bodyLimit({ maxSize: MOST_QUERY_BYTES, onError: refuseSize }), async (context) => {
    const { raw, url } = context.req
    const answered = await graphql({ request: raw, base: baseOf(url), ...context.var })
    return answered instanceof Response ? answered : send(context, answered)
  })

  otherwise(app)

  const hot = hotOf({
    basePath,
    baseOf: (host) => originOf({ host, publicUrl, basePath }),
    pages,
    graphql,
    admit,
    trustedProxies,
    noteFetched: recorder.noteFetched,
  })
  const close = async () => {
    await wakeups.close()
    await recorder.flush()
  }
  return Object.assign(app, {
    /** Ends what waits, and writes what was noted; call it again after the last request. */
    close,
    /** For a server on `node:http`: see `hot.ts`. */
    hot,
    /** What an operator may want to see; counts since the start. */
    stateOf: () => ({
      isListening: wakeups.isTrusted(),
      /** Requests that are held until something changes. */
      waiting: wakeups.waiting(),
      bytes: editions.bytes() + pages.bytes(),
      pages: pages.counts,
      editions: editions.counts,
      reads: reader.counts,
    }),
  })
}
