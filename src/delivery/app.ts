// The delivery API: one Web-standard fetch handler, mounted standalone (`server.ts`) and inside Next. It
// reads editions only, so no access rule can leak a draft.
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import type { Pool } from 'pg'
import { withBase } from './addresses.ts'
import { deliveryError, languageOfRequest, toBody } from './errors.ts'
import { deliveryGraphQL } from './graphql.ts'
import { keyIn } from './key.ts'
import type { MediaStore } from './mediaStore.ts'
import { type DeliveryTables, sanitizeTables } from './options.ts'
import { readerOf } from './reading.ts'
import { itemsQuery } from './schema.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'

export type DeliveryAppOptions = DeliveryTables & {
  /** Connections to the database, or to a replica of it. */
  pool: Pool
  /** Where the API is mounted, without a slash at the end: `/v1`, `/portal/v1`. */
  basePath: string
  /** Origin that portals use, without a slash at the end. Default: the origin of each request. */
  publicUrl?: string
  /** Where the files of renditions lie. */
  media: MediaStore
}

type Env = { Variables: { subscriber: FoundSubscriber } }

/**
 * The delivery API on the tables of the plugin. Where the plugin was given `slugs` or `outlets`, give the same
 * here. Whether identifiers are UUIDs or numbers, and which kinds there are, it asks the database.
 */
export const createDeliveryApp = ({ pool, basePath, publicUrl, media, ...tables }: DeliveryAppOptions) => {
  const reader = readerOf({ pool, tables })
  const { subscribers } = sanitizeTables(tables).slugs
  const app = new Hono<Env>().basePath(basePath)
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
  app.use(async (context, next) => {
    const key = keyIn(context.req.raw.headers, subscribers)
    const subscriber = key && (await reader.subscriberOf(key))
    if (!subscriber) throw deliveryError(401, 'unauthenticated')
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
    const body = await reader.bodyOf({ subscriber: context.var.subscriber, id: context.req.param('id') })
    return context.body(withBase({ body, base: baseOf(context.req.url) }), 200, JSON_TYPE)
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

  const graphql = deliveryGraphQL({ reader, endpoint: `${basePath}/graphql`, baseOf })
  app.post('/graphql', (context) => graphql(context.req.raw, context.var.subscriber))

  return app
}

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }
