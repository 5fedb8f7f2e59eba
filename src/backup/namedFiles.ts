// Which files the rows of the library name: those belong to a backup. What else lies beside them is on its way out, or
// belongs to a row that is not committed yet.
import pg from 'pg'

/** Size in bytes by name, as the rows have it; null where a row does not say. */
export type NamedFiles = Map<string, number | null>

/** As the transaction of `client` sees them; by the columns that are there, whatever the release of the schema. */
export const namedFiles = async (client: pg.Client): Promise<NamedFiles> => {
  const { rows: columns } = await client.query<{ name: string }>(COLUMNS)
  if (columns.length === 0) return new Map()
  const pairs = columns.map(({ name }) => {
    const size = name.replace(/filename$/, 'filesize')
    return `(${pg.escapeIdentifier(name)}, ${pg.escapeIdentifier(size)}::float8)`
  })
  const { rows } = await client.query<{ name: string; bytes: number | null }>(
    `select distinct on (f.name) f.name, f.bytes
     from public.media cross join lateral (values ${pairs.join(', ')}) f(name, bytes)
     where f.name is not null order by f.name`,
  )
  return new Map(rows.map(({ name, bytes }) => [name, bytes]))
}

const COLUMNS = `
  select attname::text as name from pg_attribute
  where attrelid = to_regclass('public.media') and not attisdropped and attname ~ '^(sizes_.*_)?filename$'`
