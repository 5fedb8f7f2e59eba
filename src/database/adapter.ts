// The database of Loa: Payload's PostgreSQL adapter, made to tell the truth about COMMIT.
import { postgresAdapter } from '@payloadcms/db-postgres'
import pg from 'pg'
import { poolConfig, SteadyPool } from './pool.ts'
import { reportFailedCommits } from './transactions.ts'

type Options = {
  /** `postgresql://…`; read when Payload connects, so that a build needs no database. */
  connectionString: string
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
    pool: poolConfig({ connectionString, max }),
    push: false,
    migrationDir,
    // Whoever runs Loa creates the database; a typing error in DATABASE_URL must not make a new one.
    disableCreateDatabase: true,
  })
  return {
    ...adapter,
    init: (args: Parameters<typeof adapter.init>[0]) => reportFailedCommits(adapter.init(args)),
  }
}
