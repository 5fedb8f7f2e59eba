// The database of Loa: Payload's PostgreSQL adapter, made to tell the truth about COMMIT, and to know which version is
// the newest without asking a clock.
import { postgresAdapter } from '@payloadcms/db-postgres'
import pg from 'pg'
import { poolConfig, SteadyPool } from './pool.ts'
import { reportFailedCommits } from './transactions.ts'
import { orderVersions } from './versionOrder.ts'

type Options = {
  /** Gives `postgresql://…`; asked when Payload connects: a build needs no database, a command may start one first. */
  connectionString: () => string
  /** Folder of the committed migrations. */
  migrationDir: string
  /** Connections this process may hold. Default 20. */
  max?: number
}

/** PostgreSQL with UUIDv7 identifiers; the schema changes only through committed migrations. */
export const loaDatabase = ({ connectionString, migrationDir, max }: Options) => {
  const adapter = postgresAdapter({
    idType: 'uuidv7',
    pg: { ...pg, Pool: SteadyPool } as typeof pg,
    pool: Object.defineProperty(poolConfig({ connectionString: '', max }), 'connectionString', {
      get: connectionString,
      enumerable: true,
    }),
    push: false,
    migrationDir,
    // Whoever runs Loa creates the database; a typing error in DATABASE_URL must not make a new one.
    disableCreateDatabase: true,
  })
  return {
    ...adapter,
    init: (args: Parameters<typeof adapter.init>[0]) =>
      orderVersions(reportFailedCommits(adapter.init(args))),
  }
}
