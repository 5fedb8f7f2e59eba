// The delivery API as a process of its own: small, fast, up while the cms is redeployed.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { poolConfig, SteadyPool } from '../database/pool.ts'
import { isReady } from '../database/readiness.ts'
import { createDeliveryApp } from './app.ts'
import { mediaOnDisk } from './mediaStore.ts'

const {
  DATABASE_URL,
  DATA_DIR = '.data',
  DELIVERY_PORT = '3001',
  HOST = '127.0.0.1',
  DELIVERY_URL,
  TRUSTED_PROXIES = '0',
} = process.env
if (!DATABASE_URL) {
  console.error('DATABASE_URL is required')
  process.exit(2)
}

// by their file names: loading the migrations themselves would bring all of Payload along
const migrations = readdirSync(path.join(import.meta.dirname, '../database/migrations'))
  .filter((name) => /^\d.*\.ts$/.test(name))
  .map((name) => name.slice(0, -3))
const pool = new SteadyPool(poolConfig({ connectionString: DATABASE_URL, max: 10 }))
const app = new Hono()
const stopping = new AbortController()
app.use(async (context, next) => {
  await next()
  // a connection that is kept open would keep the process from ending
  if (stopping.signal.aborted) context.header('Connection', 'close')
})
app.get('/healthz', (context) => context.json({ status: 'ok' }))
app.get('/readyz', async (context) => {
  const ready = await isReady({ pool, names: migrations })
  return context.json({ status: ready ? 'ready' : 'not ready' }, ready ? 200 : 503)
})
const delivery = createDeliveryApp({
  pool,
  basePath: '/v1',
  publicUrl: DELIVERY_URL,
  media: mediaOnDisk({ directory: path.resolve(DATA_DIR, 'media') }),
  limits: { trustedProxies: Number(TRUSTED_PROXIES) || 0 },
})
app.route('/', delivery)

const server = serve({ fetch: app.fetch, port: Number(DELIVERY_PORT), hostname: HOST }, ({ port }) => {
  console.log(`delivery listens on http://${HOST}:${port}/v1`)
})

// Requests under way are answered, those that wait for a change at once; then the process ends.
const stop = () => {
  stopping.abort()
  const end = () => delivery.close().then(() => pool.end())
  server.close(() => void end().finally(() => process.exit(0)))
  void delivery.close()
  setTimeout(() => process.exit(0), 4000).unref()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
