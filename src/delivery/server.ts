// The delivery API as a process of its own: small, fast, up while the cms is redeployed.
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { routePath } from 'hono/route'
import { planTimeZone } from '../database/planTimeZone.ts'
import { poolConfig, SteadyPool } from '../database/pool.ts'
import { isReady } from '../database/readiness.ts'
import { dataDirIn } from '../dataDir.ts'
import { createLogger, isLogStructured } from '../log/logger.ts'
import { requestLines } from '../log/requestLines.ts'
import { mediaStore } from '../media/storage.ts'
import { deliveryMetrics } from '../metrics/deliveryMetrics.ts'
import { isForwarded, maySeeMetrics } from '../metrics/maySeeMetrics.ts'
import { publicOrigin } from '../publicOrigin.ts'
import { startTracing, tracing } from '../tracing/index.ts'
import { createDeliveryApp } from './app.ts'
import { limitsIn } from './limits/environment.ts'
import { nodeListenerOf } from './nodeListener.ts'

const {
  DATABASE_URL,
  DATABASE_READ_URL,
  DELIVERY_CACHE_MB = '96',
  METRICS_TOKEN,
  DELIVERY_PORT = '3001',
  HOST = '127.0.0.1',
  DELIVERY_URL,
} = process.env
if (!DATABASE_URL) {
  console.error('DATABASE_URL is required')
  process.exit(2)
}
const orExit = <Read>(read: () => Read): Read => {
  try {
    return read()
  } catch (error) {
    console.error((error as Error).message)
    return process.exit(2)
  }
}
if (!/^\d{1,5}$/.test(DELIVERY_CACHE_MB)) {
  console.error('DELIVERY_CACHE_MB is a number of megabytes, 0 for none')
  process.exit(2)
}

await startTracing('loa-delivery')

// by their file names: loading the migrations themselves would bring all of Payload along
const migrations = readdirSync(path.join(import.meta.dirname, '../database/migrations'))
  .filter((name) => /^\d.*\.ts$/.test(name))
  .map((name) => name.slice(0, -3))
const poolOf = (connectionString: string) =>
  new SteadyPool(
    poolConfig({ connectionString, max: 10, settings: { plan_cache_mode: 'force_generic_plan' } }),
  )
// every statement is prepared and has one good plan: making it anew costs more than the reading (0.15 ms of 0.2)
const pool = poolOf(DATABASE_URL)
const readReplica = DATABASE_READ_URL ? poolOf(DATABASE_READ_URL) : undefined
const delivery = createDeliveryApp({
  pool,
  readReplica,
  basePath: '/v1',
  publicUrl: orExit(() => publicOrigin({ DELIVERY_URL })),
  media: mediaStore({ dataDir: path.resolve(dataDirIn(process.env)) }),
  cacheBytes: Number(DELIVERY_CACHE_MB) * 1e6,
  trustNotices: true,
  limits: orExit(() => limitsIn(process.env)),
  timeZoneNow: () => planTimeZone(pool),
})
const logger = createLogger('delivery')
const metrics = deliveryMetrics({ stateOf: delivery.stateOf, pool, readReplica })
const stopping = new AbortController()

const app = new Hono<{ Bindings: HttpBindings }>()
app.use(async (context, next) => {
  const begun = performance.now()
  await next()
  // a connection that is kept open would keep the process from ending
  if (stopping.signal.aborted) context.header('Connection', 'close')
  // the pattern, not the address: what callers make up must not become labels
  const route = routePath(context, -1).replace(/^\/v1(?=\/)/, '')
  metrics.onAnswered({ route, status: context.res.status, seconds: (performance.now() - begun) / 1000 })
})
app.get('/healthz', (context) => context.json({ status: 'ok' }))
app.get('/readyz', async (context) => {
  const isThere = (one: typeof pool) => isReady({ pool: one, names: migrations })
  // with the primary away the replica stands in: see `cache/subscribers.ts`
  const ready = (await isThere(pool)) || (readReplica !== undefined && (await isThere(readReplica)))
  return context.json({ status: ready ? 'ready' : 'not ready' }, ready ? 200 : 503)
})
// not below /v1, which a proxy passes on to the world
app.get('/metrics', async (context) => {
  const { headers, socket } = context.env.incoming
  const isSeen = maySeeMetrics({
    token: METRICS_TOKEN,
    authorization: headers.authorization,
    address: socket.remoteAddress,
    isForwarded: isForwarded(headers),
  })
  if (!isSeen) return context.notFound()
  return context.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType })
})
app.route('/', delivery)

const server = createServer(
  nodeListenerOf({
    hot: delivery.hot,
    graphql: '/v1/graphql',
    fallback: getRequestListener(app.fetch),
    onAnswered: metrics.onAnswered,
    writeLine: requestLines(logger),
    isEachWritten: logger.isLevelEnabled('debug'),
    isStopping: () => stopping.signal.aborted,
  }),
)
server.listen(Number(DELIVERY_PORT), HOST, () => {
  const { port } = server.address() as AddressInfo
  const line = `delivery listens on http://${HOST}:${port}/v1`
  if (isLogStructured()) logger.info(line)
  else console.log(line)
})

// Requests under way are answered, those that wait for a change at once; then the process ends.
const stop = () => {
  stopping.abort()
  server.close(() => {
    const pools = [pool, ...(readReplica ? [readReplica] : [])]
    const end = () => Promise.allSettled(pools.map((one) => one.end()))
    // what the last requests left behind is written first
    void delivery
      .close()
      .then(end, end)
      .then(() => tracing()?.end())
      .finally(() => process.exit(0))
  })
  void delivery.close()
  setTimeout(() => process.exit(0), 4000).unref()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
