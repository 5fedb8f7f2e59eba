// The delivery API: one Web-standard fetch handler, mounted standalone (`server.ts`) and inside Next. It
// reads editions only, so no access rule can leak a draft.
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import type { Pool } from 'pg'
import { withBase } from './addresses.ts'
import { deliveryError, languageOfRequest, toBody } from './errors.ts'
import { followerOf } from './following.ts'
import { deliveryGraphQL } from './graphql.ts'
import { type Admitted, gate, type Limits } from './limits/gate.ts'
import type { MediaStore } from './mediaStore.ts'
import { type DeliveryTables, sanitizeTables } from './options.ts'
import { readerOf } from './reading.ts'
import { recordedReader } from './recording/recordedReader.ts'
import { recorderOf } from './recording/recorder.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { changesQuery, itemsQuery } from './schema.ts'
import { channelOf } from './store/names.ts'
import { wakeupsOf } from './wakeups.ts'

export type DeliveryAppOptions = DeliveryTables & {
  /** Connections to the database, or to a replica of it. */
  pool: Pool
  /** Connections that take writes (receipts, the retrieval log, the last use of keys). Default: `pool`. */
  primary?: Pool
  /** How much a key, and who has none, may ask. */
  limits?: Limits
  /** Where the API is mounted, without a slash at the end: `/v1`, `/portal/v1`. */
  basePath: string
  /** Origin that portals use, without a slash at the end. Default: the origin of each request. */
  publicUrl?: string
  /** Where the files of renditions lie. */
  media: MediaStore
}

/**
 * The delivery API on the tables of the plugin. Where the plugin was given `slugs` or `outlets`, give the same
 * here. Whether identifiers are UUIDs or numbers, and which kinds there are, it asks the database. `close()`
 * answers the requests that wait for a change and writes the retrieval log, for a server that is about to stop; call
 * it once more when the last request is answered.
 */
export const createDeliveryApp = ({
  pool,
  primary = pool,
  limits = {},
  basePath,
  publicUrl,
  media,
  ...tables
}: DeliveryAppOptions) => {
  const recorder = recorderOf({ pool: primary, tables })
  const reader = recordedReader({ reader: readerOf({ pool, tables }), recorder })
  const { subscribers, editions } = sanitizeTables(tables).slugs
  const wakeups = wakeupsOf({ pool, channel: channelOf(editions) })
  const follow = followerOf({ reader, wakeups })
  const app = new Hono<Admitted>().basePath(basePath)
  const baseOf = (url: string) => `${publicUrl ?? new URL(url).origin}${basePath}`

  app.onError((error, context) => {
    const { status, body, headers } = toBody({ error, language: languageOfRequest(context.req.raw.headers) })
    return context.json(body, status, headers)
  })
  app.notFound(() => {
    throw deliveryError(404, 'not-found')
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      crossOriginResourcePolicy: 'cross-origin',
    }),
  )
  app.use(gate({ subscribers, subscriberOf: reader.subscriberOf, noteUse: recorder.noteUse, limits }))
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
    const body = await reader.bodyOf({ subscriber: context.var.subscriber, id: context.req.param('id') })
    return context.body(withBase({ body, base: baseOf(context.req.url) }), 200, JSON_TYPE)
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

  const graphql = deliveryGraphQL({ reader, follow, endpoint: `${basePath}/graphql`, baseOf })
  app.post('/graphql', (context) => graphql(context.req.raw, context.var))

  receiptRoutes(app, { primary, tables })

  const close = async () => {
    await wakeups.close()
    await recorder.flush()
  }
  return Object.assign(app, { close })
}

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }
