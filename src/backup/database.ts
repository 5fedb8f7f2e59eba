// The content of the database as files, one a table. Not pg_dump: the embedded PostgreSQL brings none, and one of
// another version refuses the server. The schema is not copied but made anew by the migrations, so that a backup also
// moves between versions of PostgreSQL.
import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Manifest } from './manifest.ts'
import { type NamedFiles, namedFiles } from './namedFiles.ts'

type Content = Pick<Manifest, 'takenAt' | 'postgres' | 'migrations' | 'tables' | 'sequences'>

/** Where a table is kept below the folder of the backup. */
export const fileOf = (table: string) => path.posix.join('database', `${table}.copy.gz`)

/**
 * Writes every table as one snapshot shows it, while others go on writing. `directory`/database must exist.
 * @returns what the manifest tells of it, and the files that rows of the snapshot name
 */
export const exportDatabase = async ({
  client,
  directory,
}: {
  client: pg.Client
  directory: string
}): Promise<{ content: Content; named: NamedFiles }> => {
  await client.query('begin isolation level repeatable read read only')
  try {
    const { rows: found } = await client.query<{ name: string; columns: string[] }>(TABLES)
    const tables: Content['tables'] = []
    for (const { name, columns } of found) {
      const source = client.query(copyTo(`copy ${target({ client, name, columns })} to stdout`))
      await pipeline(source, createGzip(), createWriteStream(path.join(directory, fileOf(name))))
      tables.push({ name, columns, rows: source.rowCount })
    }
    const migrations = await client.query<{ name: string }>(
      `select name from payload_migrations where batch > 0 order by name`,
    )
    const sequences = await client.query<{ name: string; lastValue: string }>(
      `select sequencename as name, last_value::text as "lastValue" from pg_sequences
       where schemaname = 'public' and last_value is not null order by 1`,
    )
    const { rows } = await client.query<{ takenAt: Date; postgres: string }>(
      `select now() as "takenAt", current_setting('server_version') as postgres`,
    )
    const [{ takenAt, postgres } = { takenAt: new Date(), postgres: '' }] = rows
    return {
      content: {
        takenAt: takenAt.toISOString(),
        postgres,
        migrations: migrations.rows.map(({ name }) => name),
        tables,
        sequences: sequences.rows,
      },
      named: await namedFiles(client),
    }
  } finally {
    await client.query('rollback')
  }
}

/**
 * Fills a database that has the schema of the manifest, all or nothing. What the migrations wrote themselves gives way.
 * Needs the owner of the tables, no superuser.
 *
 * @throws Error when a table has other columns, when rows are missing afterwards or point at what is not there
 */
export const importDatabase = async ({
  client,
  directory,
  manifest,
}: {
  client: pg.Client
  directory: string
  manifest: Manifest
}) => {
  await client.query('begin')
  try {
    const { rows: found } = await client.query<{ name: string; columns: string[] }>(TABLES)
    const known = (tables: { name: string; columns: string[] }[]) =>
      JSON.stringify(tables.map(({ name, columns }) => [name, columns]))
    if (known(found) !== known(manifest.tables)) throw new Error('The schema is not that of the backup')

    // rows come in any order, and the gates of approval are for editors
    const { rows: keys } = await client.query<{ table: string; name: string }>(FOREIGN_KEYS)
    const constraint = ({ table, name }: { table: string; name: string }, how: string) =>
      client.query(`alter table ${table} alter constraint ${client.escapeIdentifier(name)} ${how}`)
    for (const key of keys) await constraint(key, 'deferrable initially deferred')
    const names = manifest.tables.map(({ name }) => client.escapeIdentifier(name))
    for (const name of names) await client.query(`alter table ${name} disable trigger user`)

    await client.query(`truncate ${names.join(', ')}`)
    for (const { name, columns, rows } of manifest.tables) {
      const sink = client.query(copyFrom(`copy ${target({ client, name, columns })} from stdin`))
      await pipeline(createReadStream(path.join(directory, fileOf(name))), createGunzip(), sink)
      if (sink.rowCount !== rows) throw new Error(`${name}: ${sink.rowCount} of ${rows} rows`)
    }
    for (const { name, lastValue } of manifest.sequences)
      await client.query('select setval($1::regclass, $2::bigint)', [
        `public.${client.escapeIdentifier(name)}`,
        lastValue,
      ])

    await client.query('set constraints all immediate')
    for (const name of names) await client.query(`alter table ${name} enable trigger user`)
    for (const key of keys) await constraint(key, 'not deferrable')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await client.query('analyze')
}

const target = ({ client, name, columns }: { client: pg.Client; name: string; columns: string[] }) =>
  `public.${client.escapeIdentifier(name)} (${columns.map((one) => client.escapeIdentifier(one)).join(', ')})`

// generated columns generate themselves; a table that is not logged holds nothing that a restore would miss, and a replica cannot
// read it
const TABLES = `
  select c.relname as name, array_agg(a.attname::text order by a.attname) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and a.attgenerated = ''
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  group by 1 order by c.relname collate "C"`

const FOREIGN_KEYS = `
  select conrelid::regclass::text as table, conname as name from pg_constraint
  where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable`
