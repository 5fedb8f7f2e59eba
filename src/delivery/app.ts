// The delivery API: one Web-standard fetch handler, mounted standalone (`server.ts`) and inside Next. It
// reads editions only, so no access rule can leak a draft.
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import type { Pool } from 'pg'
import { withBase } from './addresses.ts'
import { deliveryError, languageOfRequest, toBody } from './errors.ts'
import { followerOf } from './following.ts'
import { formatOf, represent } from './formats/index.ts'
import { deliveryGraphQL } from './graphql.ts'
import { keyIn } from './key.ts'
import type { MediaStore } from './mediaStore.ts'
import { type DeliveryTables, sanitizeTables } from './options.ts'
import { readerOf } from './reading.ts'
import { documentationRoutes } from './routes/documentation.ts'
import { listRoutes } from './routes/lists.ts'
import { changesQuery, itemsQuery } from './schema.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'
import { channelOf, namesOf } from './store/names.ts'
import { type TaxonomySlugs, taxonomiesOf } from './taxonomies.ts'
import { wakeupsOf } from './wakeups.ts'

export type DeliveryAppOptions = DeliveryTables & {
  /** Connections to the database, or to a replica of it. */
  pool: Pool
  /** Where the API is mounted, without a slash at the end: `/v1`, `/portal/v1`. */
  basePath: string
  /** Origin that portals use, without a slash at the end. Default: the origin of each request. */
  publicUrl?: string
  /** Where the files of renditions lie. */
  media: MediaStore
  /**
   * Slugs of the collections that delivered documents are filed under. Default `themes`, `tasks`, `lines`, `events`.
   * One that is not there, or that no delivered document can point at, answers 404.
   */
  taxonomies?: TaxonomySlugs
}

export type Env = { Variables: { key: string; subscriber: FoundSubscriber } }

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
  taxonomies: slugs,
  ...tables
}: DeliveryAppOptions) => {
  const reader = readerOf({ pool, tables })
  const { subscribers, editions } = sanitizeTables(tables).slugs
  const taxonomies = taxonomiesOf({ store: { pool, names: namesOf(tables) }, slugs })
  const wakeups = wakeupsOf({ pool, channel: channelOf(editions) })
  const follow = followerOf({ reader, wakeups })
  const app = new Hono<Env>().basePath(basePath)
  const baseOf = (url: string) => `${publicUrl ?? new URL(url).origin}${basePath}`

  app.onError((error, context) => {
    const { status, body, headers } = toBody({ error, language: languageOfRequest(context.req.raw.headers) })
    return context.json(body, status, headers)
  })
  app.notFound(() => {
    throw deliveryError(404, 'not-found')
  })
  documentationRoutes(app, { baseOf })
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], imgSrc: ["'self'"], frameAncestors: ["'none'"] },
      crossOriginResourcePolicy: 'cross-origin',
    }),
  )
  app.use(async (context, next) => {
    const key = keyIn(context.req.raw.headers, subscribers)
    const subscriber = key && (await reader.subscriberOf(key))
    if (!key || !subscriber) throw deliveryError(401, 'unauthenticated')
    context.set('key', key)
    context.set('subscriber', subscriber)
    await next()
  })
  app.use(async (context, next) => {
    await next()
    // an intermediary may keep it for this key, and asks again each time: a withdrawal counts at once
    if (['GET', 'HEAD'].includes(context.req.method)) context.header('Cache-Control', 'private, no-cache')
    context.header('Vary', 'Authorization, Accept')
  })
  app.use(etag())

  app.get('/items', async (context) => {
    const parsed = itemsQuery.safeParse(context.req.query())
    if (!parsed.success) throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
    const { bodies, next } = await reader.pageOf({ subscriber: context.var.subscriber, query: parsed.data })
    const json = `{"items":[${bodies.join(',')}],"next":${JSON.stringify(next)}}`
    return context.body(withBase({ body: json, base: baseOf(context.req.url) }), 200, JSON_TYPE)
  })

  app.get('/items/:id', async (context) => {
    const format = formatOf({ query: context.req.query(), accept: context.req.header('Accept') })
    const frozen = await reader.bodyOf({ subscriber: context.var.subscriber, id: context.req.param('id') })
    const base = baseOf(context.req.url)
    const { body, type } = represent({ format, body: withBase({ body: frozen, base }), base })
    return context.body(body, 200, { 'Content-Type': type })
  })

  app.get('/changes', async (context) => {
    const parsed = changesQuery.safeParse(context.req.query())
    if (!parsed.success) throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
    // nobody waits for the headers alone
    const wait = context.req.method === 'HEAD' ? 0 : parsed.data.wait
    const { signal } = context.req.raw
    const { changes, next } = await follow({ ...context.var, query: { ...parsed.data, wait }, signal })
    const texts = changes.map(({ body, ...change }) => {
      const text = JSON.stringify(change)
      return body === null ? text : `${text.slice(0, -1)},"item":${body}}`
    })
    const json = `{"changes":[${texts.join(',')}],"next":${JSON.stringify(next)}}`
    return context.body(withBase({ body: json, base: baseOf(context.req.url) }), 200, JSON_TYPE)
  })

  app.get('/media/:name', async (context) => {
    const name = context.req.param('name')
    // PostgreSQL knows no NUL in a text
    const isName = name.length <= 300 && !/\p{Cc}/u.test(name)
    const isLive = isName && (await reader.isFileLive({ name, outlets: context.var.subscriber.outlets }))
    const file = isLive ? await media.read(name) : null
    if (!file) throw deliveryError(404, 'not-found')
    return context.body(file.bytes, 200, { 'Content-Type': file.type, 'X-Content-Type-Options': 'nosniff' })
  })

  listRoutes(app, { reader, taxonomies, baseOf })

  const graphql = deliveryGraphQL({ reader, taxonomies, follow, endpoint: `${basePath}/graphql`, baseOf })
  app.post('/graphql', (context) => graphql(context.req.raw, context.var))

  return Object.assign(app, { close: wakeups.close })
}

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }
