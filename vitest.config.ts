import path from 'node:path'
import { defineConfig } from 'vitest/config'

// Whole applications under a browser, processes that are killed, and tests that hold something against the clock: one file
// after the other. The rest shares the two cores and the one PostgreSQL, each file with a database of its own.
const ALONE = [
  'tests/{e2e,faults,package}/**/*.test.ts',
  'tests/int/{database-*,delivery-failover,delivery-replica,delivery-server,fuzz,logs-and-metrics,schedule,supervise}.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['tests/helpers/globalSetup.ts'],
    projects: [
      project({
        name: 'together',
        include: ['tests/**/*.test.ts'],
        exclude: ALONE,
        maxWorkers: 2,
        sequence: { groupOrder: 0 },
      }),
      project({
        name: 'alone',
        include: ALONE,
        fileParallelism: false,
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
})

function project(test: object) {
  return {
    resolve: { alias: { '@payload-config': path.join(import.meta.dirname, 'payload.config.ts') } },
    test: {
      pool: 'forks' as const,
      testTimeout: 60_000,
      hookTimeout: 120_000,
      env: { NEXT_TELEMETRY_DISABLED: '1', PAYLOAD_SECRET: 'only-for-tests-only-for-tests-only-for-tests' },
      ...test,
    },
  }
}
