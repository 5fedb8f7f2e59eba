// Brings the schema up to date. Payload takes no lock while it migrates, so two copies that start together
// would both run the same migration; an advisory lock held by a connection of its own puts them in line.
import type { Payload } from 'payload'
import pg from 'pg'
import { migrations } from './migrations/index.ts'

/** @returns the names of the migrations that were applied now, in order */
export const migrate = async ({
  payload,
  databaseUrl,
}: {
  payload: Payload
  databaseUrl: string
}): Promise<string[]> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('loa migrate', 0))`)
    const before = await appliedIn(client)
    const missing = migrations.filter(({ name }) => !before.has(name)).map(({ name }) => name)
    if (missing.length > 0) await payload.db.migrate({ migrations: migrations as never })
    return missing
  } finally {
    await client.end()
  }
}

const appliedIn = async (client: pg.Client) => {
  const { rows: tables } = await client.query(`select to_regclass('payload_migrations') as known`)
  if (!tables[0]?.known) return new Set<string>()
  const { rows } = await client.query<{ name: string }>('select name from payload_migrations')
  return new Set(rows.map(({ name }) => name))
}
