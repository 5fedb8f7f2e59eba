// What Prometheus collects of a delivery process. Nothing in it names a subscriber, a key or an item.
import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { createDeliveryApp } from '../delivery/app.ts'
import { addPoolGauge } from './poolGauge.ts'

type State = ReturnType<ReturnType<typeof createDeliveryApp>['stateOf']>

/** @param stateOf what the app says of itself, asked at each collection */
export const deliveryMetrics = ({
  stateOf,
  pool,
  readReplica,
}: {
  stateOf: () => State
  pool: Pool
  readReplica?: Pool
}) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Counter({
    name: 'loa_delivery_requests_total',
    help: 'Requests answered, by route and status',
    labelNames: ['route', 'status'] as const,
    registers,
  })
  const duration = new Histogram({
    name: 'loa_delivery_request_seconds',
    help: 'Time from request to answer, waiting for changes included',
    labelNames: ['route'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers,
  })
  new Gauge({
    name: 'loa_delivery_listening',
    help: '1 while notices of the database come and are proved to; 0: each request asks the database',
    registers,
    collect() {
      this.set(stateOf().isListening ? 1 : 0)
    },
  })
  new Gauge({
    name: 'loa_delivery_waiting',
    help: 'Requests held until something changes',
    registers,
    collect() {
      this.set(stateOf().waiting)
    },
  })
  new Gauge({
    name: 'loa_delivery_cache_bytes',
    help: 'Bytes of editions and answers held in memory',
    registers,
    collect() {
      this.set(stateOf().bytes)
    },
  })
  new Gauge({
    name: 'loa_delivery_cache_lookups',
    help: 'Lookups in memory since the start, by what was looked for and whether it was there',
    labelNames: ['of', 'result'] as const,
    registers,
    collect() {
      const { pages, editions } = stateOf()
      for (const [of, { hits, misses }] of Object.entries({ pages, editions })) {
        this.set({ of, result: 'hit' }, hits)
        this.set({ of, result: 'miss' }, misses)
      }
    },
  })
  new Gauge({
    name: 'loa_delivery_reads',
    help: 'Readings of content since the start, by the database that gave it',
    labelNames: ['from'] as const,
    registers,
    collect() {
      for (const [from, count] of Object.entries(stateOf().reads)) this.set({ from }, count)
    },
  })
  addPoolGauge({
    name: 'loa_delivery_pool_connections',
    registry,
    pools: () => ({ primary: pool, replica: readReplica }),
  })
  // looked up once: finding a child by its labels costs more than counting
  const counters = new Map<string, { inc: () => void }>()
  const timers = new Map<string, { observe: (seconds: number) => void }>()
  return {
    onAnswered: ({ route, status, seconds }: { route: string; status: number; seconds: number }) => {
      const key = `${route} ${status}`
      let counter = counters.get(key)
      if (!counter) {
        counter = requests.labels({ route, status: String(status) })
        counters.set(key, counter)
      }
      counter.inc()
      let timer = timers.get(route)
      if (!timer) {
        timer = duration.labels({ route })
        timers.set(route, timer)
      }
      timer.observe(seconds)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
