// What Prometheus collects of a worker.
import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { addPoolGauge } from './poolGauge.ts'

export const workerMetrics = ({ pool }: { pool: Pool }) => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  addPoolGauge({ name: 'loa_worker_pool_connections', registry, pools: () => ({ primary: pool }) })
  const duration = new Histogram({
    name: 'loa_worker_task_seconds',
    help: 'Time of one look for what is due, by task',
    labelNames: ['task'] as const,
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10, 60],
    registers,
  })
  const failures = new Counter({
    name: 'loa_worker_task_failures_total',
    help: 'Looks that failed, by task; the log says why',
    labelNames: ['task'] as const,
    registers,
  })
  const succeeded = new Gauge({
    name: 'loa_worker_task_succeeded_timestamp_seconds',
    help: 'When a task last ended well',
    labelNames: ['task'] as const,
    registers,
  })
  let lastLook = Date.now()
  return {
    registry,
    /** Runs a task and keeps how it went. @throws what the task throws */
    measured: async (task: string, perform: () => Promise<unknown>): Promise<void> => {
      const stop = duration.startTimer({ task })
      try {
        await perform()
        succeeded.setToCurrentTime({ task })
      } catch (error) {
        failures.inc({ task })
        throw error
      } finally {
        stop()
      }
    },
    /** Said after each look of those that come one after the other: what goes beside them tells nothing of them. */
    looked: () => {
      lastLook = Date.now()
    },
    /** Milliseconds since the last of these ended. */
    idleMs: () => Date.now() - lastLook,
  }
}
