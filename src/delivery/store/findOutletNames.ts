// What outlets are called, read straight from the project's own table. Which columns it has is asked once.
import pg from 'pg'
import { prepared, type Store } from './names.ts'

/**
 * Names of these outlets by the codes that editions give them; empty where outlets have no name of their own.
 * Index: the primary key of the outlets.
 */
export const findOutletNames = ({ pool, names }: Store) => {
  let known: Promise<ReturnType<typeof prepared> | null> | undefined
  const statement = () => {
    known ??= columnsOf({ pool, names })
      .then((columns) => statementFor({ columns, table: names.outlets }))
      .catch((error) => {
        known = undefined
        throw error
      })
    return known
  }
  /** @param outlets identifiers */
  return async (outlets: string[]): Promise<ReadonlyMap<string, string>> => {
    const found = await statement()
    if (!found) return new Map()
    const { rows } = await pool.query<{ code: string; name: string }>({ ...found, values: [outlets] })
    return new Map(rows.map(({ code, name }) => [code, name]))
  }
}

const columnsOf = async ({ pool, names }: Store): Promise<string[]> => {
  const { rows } = await pool.query<{ column: string }>({
    ...prepared(
      'select attname::text as column from pg_attribute where attrelid = to_regclass($1) and attnum > 0',
    ),
    values: [names.outlets],
  })
  return rows.map(({ column }) => column)
}

/** Null where no column can hold a name. */
const statementFor = ({ columns, table }: { columns: string[]; table: string }) => {
  const firstOf = (...among: string[]) => {
    const found = among.find((one) => columns.includes(one))
    return found && pg.escapeIdentifier(found)
  }
  const name = firstOf('name', 'title', 'label')
  if (!name) return null
  // as `sourceOf` has it, by which editions are frozen
  const code = firstOf('code', 'slug')
  return prepared(`
    select ${code ? `coalesce(${code}::text, id::text)` : 'id::text'} as code, ${name}::text as name
    from ${table} where id = any($1) and ${name}::text <> ''`)
}
