// A worker takes no requests; where WORKER_PORT is set it tells how it is: /healthz, /readyz, /metrics.
import { createServer } from 'node:http'
import type { Pool } from 'pg'
import { migrations } from '../database/migrations/index.ts'
import { isReady } from '../database/readiness.ts'
import { isForwarded, maySeeMetrics } from '../metrics/maySeeMetrics.ts'
import type { workerMetrics } from '../metrics/workerMetrics.ts'

/** A task that takes longer than this hangs. */
const STUCK_MS = 10 * 60_000

/** @returns ends it */
export const serveHealth = ({
  port,
  host,
  pool,
  metrics,
  token,
}: {
  port: number
  host: string
  pool: Pool
  metrics: ReturnType<typeof workerMetrics>
  /** `METRICS_TOKEN` */
  token: string | undefined
}): (() => void) => {
  const names = migrations.map(({ name }) => name)
  const server = createServer(async ({ url, headers, socket }, response) => {
    const send = (status: number, body: string, type = 'application/json') =>
      response.writeHead(status, { 'Content-Type': type }).end(body)
    if (url === '/healthz') {
      const isMoving = metrics.idleMs() < STUCK_MS
      return send(isMoving ? 200 : 503, JSON.stringify({ status: isMoving ? 'ok' : 'stuck' }))
    }
    if (url === '/readyz') {
      const ready = await isReady({ pool, names })
      return send(ready ? 200 : 503, JSON.stringify({ status: ready ? 'ready' : 'not ready' }))
    }
    const { authorization } = headers
    const address = socket.remoteAddress
    if (
      url === '/metrics' &&
      maySeeMetrics({ token, authorization, address, isForwarded: isForwarded(headers) })
    )
      return send(200, await metrics.registry.metrics(), metrics.registry.contentType)
    return send(404, '{}')
  })
  server.listen(port, host)
  return () => {
    server.close()
    server.closeAllConnections()
  }
}
