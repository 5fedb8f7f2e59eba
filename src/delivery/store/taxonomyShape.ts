// What the table of a collection has that items are filed under, and the conditions that follow from it.
import pg from 'pg'
import { relationsTableOf, tableOf } from '../../database/tables.ts'
import { prepared, type Store } from './names.ts'

/** Names are written as in SQL. */
export type Shape = {
  table: string
  columns: string[]
  delivered: string
  deliveredColumns: string[]
  /** The table that its `organization_id` leads to, and what that has. */
  units: string | null
  unitColumns: string[]
  /** Its table of relations, and each table of files that this leads to by a column. */
  relations: string
  relationColumns: string[]
  files: { table: string; column: string; columns: string[] }[]
}

/**
 * The shape of a collection, asked until it was told; null where the project has none, or one that the delivered
 * documents do not point at: it has only the name in common.
 *
 * @param slug of the collection
 */
export const taxonomyShape = ({ pool, names: { placements } }: Store, slug: string) => {
  const table = pg.escapeIdentifier(tableOf(slug))
  const relations = pg.escapeIdentifier(relationsTableOf(slug))
  let known: Promise<Shape | null> | undefined
  const ask = async (): Promise<Shape | null> => {
    const { rows } = await pool.query<Omit<Shape, 'table' | 'relations'>>({
      ...SHAPE,
      values: [placements, table, relations],
    })
    const [found] = rows
    return found ? { ...found, table, relations, files: found.files.filter(isFiles) } : null
  }
  return () => {
    known ??= ask().catch((error) => {
      known = undefined
      throw error
    })
    return known
  }
}

const SHAPE = prepared(`
  with delivered as (
    select t.oid, t.relname
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'item_id'
    join pg_class t on t.oid = c.confrelid
    where c.contype = 'f' and c.conrelid = $1::regclass)
  select quote_ident(d.relname) as delivered,
         array(select attname::text from pg_attribute where attrelid = d.oid and attnum > 0) as "deliveredColumns",
         array(select attname::text from pg_attribute where attrelid = to_regclass($2) and attnum > 0) as columns,
         quote_ident(u.relname) as units,
         array(select attname::text from pg_attribute where attrelid = u.oid and attnum > 0) as "unitColumns",
         array(select attname::text from pg_attribute where attrelid = to_regclass($3) and attnum > 0) as "relationColumns",
         coalesce(f.files, '[]') as files
  from delivered d
  left join lateral (
    select t.oid, t.relname from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'organization_id'
    join pg_class t on t.oid = c.confrelid
    where c.contype = 'f' and c.conrelid = to_regclass($2) limit 1) u on true
  left join lateral (
    select json_agg(json_build_object('table', quote_ident(t.relname), 'column', quote_ident(a.attname), 'columns',
             array(select attname::text from pg_attribute where attrelid = t.oid and attnum > 0))) as files
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'parent_id'
    join pg_class t on t.oid = c.confrelid
    where c.contype = 'f' and c.conrelid = to_regclass($3)) f on true
  where exists (select 1 from pg_constraint c where c.contype = 'f' and c.confrelid = to_regclass($2)
    and c.conrelid in (d.oid, to_regclass(quote_ident(d.relname || '_rels'))))`)

const isFiles = ({ columns }: { columns: string[] }) =>
  ['filename', 'mime_type'].every((column) => columns.includes(column))

/** What lies in the trash or waits as a draft is not shown. */
export const isShown = ({ as, columns }: { as: string; columns: string[] }): string[] => [
  ...(columns.includes('_status') ? [`${as}._status::text = 'published'`] : []),
  ...(columns.includes('deleted_at') ? [`${as}.deleted_at is null`] : []),
]

/**
 * The condition that `t` belongs to a plan of live items of these outlets; null where not both know plans.
 *
 * @param outlets the parameter that has them: `$1`
 */
export const isOfTheirPlans = ({
  shape: { columns, delivered, deliveredColumns },
  placements,
  outlets,
}: {
  shape: Shape
  placements: string
  outlets: string
}): string | null =>
  columns.includes('plan_id') && deliveredColumns.includes('plan_id')
    ? `t.plan_id in (select i.plan_id from ${placements} p join ${delivered} i on i.id = p.item_id
    where p.is_live and p.outlet_id = any(${outlets}))`
    : null

/** The condition that the documents of `t` are given: those of what is provisional are not yet. */
export const isSettled = ({ columns }: Shape): string[] =>
  columns.includes('is_provisional') ? ['t.is_provisional is not true'] : []

/**
 * Files in the field `documents`, as rows of parent_id, "order", title, name and mime_type; null where there is no such
 * field. Renditions are none of them. Indexes: the table of relations (parent; file), files (filename).
 */
export const documentRows = ({ relations, relationColumns, files }: Shape): string | null => {
  const rows = files.map(({ table, column, columns }) => {
    const conditions = [
      `r.path = 'documents'`,
      'f.filename is not null',
      'f.mime_type is not null',
      ...(relationColumns.includes('locale') ? ['r.locale is null'] : []),
      ...isShown({ as: 'f', columns }),
    ]
    const title = columns.includes('alt') ? `coalesce(nullif(f.alt::text, ''), f.filename)` : 'f.filename'
    return `select r.parent_id, r."order", ${title} as title, f.filename as name, f.mime_type
      from ${relations} r join ${table} f on f.id = r.${column} where ${conditions.join(' and ')}`
  })
  return rows.length > 0 ? rows.join(' union all ') : null
}
