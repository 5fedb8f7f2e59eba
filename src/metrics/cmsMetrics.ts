// What Prometheus collects of the cms. Next bundles what starts with the server apart from the routes, and the two
// share one registry.
import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { addPoolGauge } from './poolGauge.ts'

type Answered = { method: string; path: string; status: number; seconds: number }

const makeMetrics = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'loa_cms_requests_total',
    help: 'Requests answered, by area, method and status',
    labelNames: ['area', 'method', 'status'] as const,
    registers: [registry],
  })
  const duration = new Histogram({
    name: 'loa_cms_request_seconds',
    help: 'Time from request to the end of its answer',
    labelNames: ['area'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [registry],
  })
  let pool: Pool | undefined
  addPoolGauge({ name: 'loa_cms_pool_connections', registry, pools: () => ({ primary: pool }) })
  return {
    registry,
    setPool: (one: Pool) => {
      pool = one
    },
    onAnswered: ({ method, path, status, seconds }: Answered) => {
      const area = areaOf(path)
      requests.inc({ area, method: METHODS.has(method) ? method : 'other', status: String(status) })
      duration.observe({ area }, seconds)
    },
  }
}

/** What callers make up must not become labels. */
const areaOf = (path: string): string => {
  if (path === '/api/graphql') return 'graphql'
  const [, first = ''] = path.split('/')
  return AREAS.has(first) ? first : 'other'
}

const AREAS = new Set(['admin', 'api', 'portal', 'leader', '_next', 'healthz', 'readyz', 'metrics'])
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

const KEY = Symbol.for('loa.cmsMetrics')
const shared = globalThis as { [KEY]?: ReturnType<typeof makeMetrics> }

/** Those of this process. */
export const cmsMetrics = () => {
  shared[KEY] ??= makeMetrics()
  return shared[KEY]
}
