// Why this exists: when PostgreSQL ends the connection of a client that is checked out, node-postgres
// emits `error` on that client; without a listener Node ends the whole process.
import pg from 'pg'
import { tracing } from '../tracing/index.ts'

/** A `pg.Pool` whose clients may lose their connection without ending the process. */
export class SteadyPool extends pg.Pool {
  constructor(config?: pg.PoolConfig) {
    super(config)
    this.on('connect', (client) => {
      client.on('error', ignore)
      tracing()?.followStatements(client)
    })
    this.on('error', ignore)
  }
}

/**
 * Connection settings that keep one stuck request from holding up the others; times in milliseconds.
 * @param settings further settings of the session by name
 */
export const poolConfig = ({
  connectionString,
  max = 20,
  settings = {},
}: {
  connectionString: string
  max?: number
  settings?: Record<string, string>
}) =>
  ({
    connectionString,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: Object.entries({
      lock_timeout: '15s',
      idle_in_transaction_session_timeout: '60s',
      timezone: 'UTC',
      ...settings,
    })
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  }) satisfies pg.PoolConfig

// The query that was running rejects with the same error, so its caller knows.
const ignore = () => undefined
