// npm run restore -- DIR [--force] [--allow-missing]: a backup into an empty database; with --force in place of what is there.
// Nothing is taken away before everything that is to come is known to be there.
import path from 'node:path'
import { getPayload } from 'payload'
import pg from 'pg'
import configuration from '../../payload.config.ts'
import { migrations } from '../database/migrations/index.ts'
import { dataDirIn } from '../dataDir.ts'
import { connectionForCommands } from '../start/connection.ts'
import { importDatabase } from './database.ts'
import { type Manifest, readBackup } from './manifest.ts'
import { isMedia, missingMedia, stageMedia } from './media.ts'

const args = process.argv.slice(2)
const isForced = args.includes('--force')
const mayLack = args.includes('--allow-missing')
const given = args.find((arg) => !arg.startsWith('--'))
if (!given) {
  console.error('npm run restore -- DIR [--force] [--allow-missing]')
  process.exit(2)
}
const directory = path.resolve(given)

const run = async () => {
  const { manifest, damaged } = await readBackup({ directory, mayBeDamaged: isMedia })
  const wanted = migrationsOf(manifest)
  const connection = await connectionForCommands()
  const client = new pg.Client({ connectionString: connection.url })
  try {
    await client.connect()
    await mayMakeRoom(client)
    const dataDir = path.resolve(dataDirIn(process.env))
    const lacking = await missingMedia({ manifest, damaged })
    if (lacking.length > 0 && !mayLack) throw new Error(refusalOf(lacking))
    const { place, clear } = await stageMedia({ dataDir, directory, manifest, damaged })
    try {
      // getting the files ready can take its time, and somebody have come
      if (await mayMakeRoom(client)) await makeRoom(client)
      await makeSchema({ url: connection.url, secret: connection.secret, wanted })
      await importDatabase({ client, directory, manifest })
      await place()
    } finally {
      await clear()
    }
    return { manifest, lacking }
  } finally {
    await client.end()
    await connection.close()
  }
}

/** @throws Error when the backup is of a later release */
const migrationsOf = (manifest: Manifest) => {
  const unknown = manifest.migrations.filter((name) => !migrations.some((one) => one.name === name))
  if (unknown.length > 0)
    throw new Error(`Bản sao lưu mới hơn phần mềm · The backup is of a later release: ${unknown.join(', ')}`)
  return migrations.filter(({ name }) => manifest.migrations.includes(name))
}

const told = (lacking: string[]) =>
  lacking.map((name) => `${name}: thiếu hoặc khác · missing or other`).join('\n')

const refusalOf = (lacking: string[]) =>
  `${told(lacking)}\nChưa thay đổi gì; --allow-missing khôi phục mà không có các tệp này · Nothing was changed; --allow-missing restores without these files`

/** @returns whether there is something in the way @throws Error when that must stay */
const mayMakeRoom = async (client: pg.Client): Promise<boolean> => {
  const { rows: tables } = await client.query(
    `select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' limit 1`,
  )
  if (tables.length === 0) return false
  if (!isForced)
    throw new Error('Cơ sở dữ liệu không trống · The database is not empty; --force replaces all of it')
  const { rows: others } = await client.query<{ name: string }>(
    `select coalesce(nullif(application_name, ''), pid::text) as name from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )
  if (others.length > 0)
    throw new Error(
      `Hãy dừng mọi thành phần trước · Stop all parts first: ${others.map(({ name }) => name).join(', ')}`,
    )
  return true
}

const makeRoom = async (client: pg.Client) => {
  await client.query('drop schema public cascade')
  await client.query('create schema public')
}

/** The schema as it was when the backup was taken; `npm run migrate` brings it forward. */
const makeSchema = async ({
  url,
  secret,
  wanted,
}: {
  url: string
  secret: string
  wanted: typeof migrations
}) => {
  process.env.DATABASE_URL = url
  const config = await configuration
  config.secret ||= secret
  const payload = await getPayload({ config, disableOnInit: true })
  try {
    await payload.db.migrate({ migrations: wanted as never })
  } finally {
    await payload.destroy()
  }
}

try {
  const {
    manifest: { tables, takenAt, migrations: applied },
    lacking,
  } = await run()
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`${takenAt}: ${tables.length} bảng · tables, ${rows} dòng · rows`)
  if (lacking.length > 0) console.log(told(lacking))
  if (applied.length < migrations.length) console.log('npm run migrate')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
process.exit()
