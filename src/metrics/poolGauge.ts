import type { Pool } from 'pg'
import { Gauge, type Registry } from 'prom-client'

/** The connections of pools, by name and state, as each collection finds them. */
export const addPoolGauge = ({
  name,
  registry,
  pools,
}: {
  name: string
  registry: Registry
  pools: () => Record<string, Pool | undefined>
}) =>
  new Gauge({
    name,
    help: 'Connections to the database, by pool and state; waiting: requests without one',
    labelNames: ['pool', 'state'] as const,
    registers: [registry],
    collect() {
      for (const [pool, one] of Object.entries(pools())) {
        if (!one) continue
        this.set({ pool, state: 'idle' }, one.idleCount)
        this.set({ pool, state: 'busy' }, one.totalCount - one.idleCount)
        this.set({ pool, state: 'waiting' }, one.waitingCount)
      }
    },
  })
