// What items are filed under, read straight from the project's own tables. Which columns they have is asked once.
import pg from 'pg'
import { tableOf } from '../../database/tables.ts'
import { prepared, type Store } from './names.ts'

export type Taxonomy = 'themes' | 'tasks' | 'lines' | 'events'

/** One document of it; what its collection has no field for is null. */
export type FoundTerm = {
  id: string
  code: string
  title: string
  gloss: string | null
  clause: string | null
  description: string | null
  kind: string | null
  place: string | null
  /** Calendar dates, `YYYY-MM-DD`. */
  opensOn: string | null
  closesOn: string | null
  startsAt: Date | null
  endsAt: Date | null
  isProvisional: boolean
  /** Code and name of who is behind it. */
  organization: string | null
  organizationName: string | null
  updatedAt: Date | null
}

type Shape = {
  delivered: string
  deliveredColumns: string[]
  columns: string[]
  /** The table that its `organization_id` leads to, as it is written in SQL, and what that has. */
  units: string | null
  unitColumns: string[]
}

/**
 * Its documents in the order of their codes; null where the project has no such collection. One that the delivered
 * documents do not point at has only the name in common, and is not shown.
 *
 * @param slug of the collection
 */
export const findTaxonomy = ({ pool, names }: Store, slug: string) => {
  const table = pg.escapeIdentifier(tableOf(slug))
  let known: Promise<Statements | null> | undefined
  const statements = () => {
    known ??= shapeOf({ pool, names }, table)
      .then((shape) => shape && statementsFor({ shape, table, names }))
      .catch((error) => {
        known = undefined
        throw error
      })
    return known
  }
  /** @param outlets only what belongs to a plan of their live items, where both know plans */
  return async ({ outlets }: { outlets?: string[] } = {}): Promise<FoundTerm[] | null> => {
    const found = await statements()
    if (!found) return null
    const asked = outlets && found.ofPlans ? { ...found.ofPlans, values: [outlets] } : found.all
    const { rows } = await pool.query<FoundTerm>(asked)
    return rows.sort((one, other) => ORDER.compare(one.code, other.code))
  }
}

// T2 before T10
const ORDER = new Intl.Collator('vi', { numeric: true })

type Statements = { all: ReturnType<typeof prepared>; ofPlans: ReturnType<typeof prepared> | null }

const shapeOf = async ({ pool, names: { placements } }: Store, table: string): Promise<Shape | null> => {
  const { rows } = await pool.query<Shape>({
    ...prepared(`
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
             array(select attname::text from pg_attribute where attrelid = u.oid and attnum > 0) as "unitColumns"
      from delivered d
      left join lateral (
        select t.oid, t.relname from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'organization_id'
        join pg_class t on t.oid = c.confrelid
        where c.contype = 'f' and c.conrelid = to_regclass($2) limit 1) u on true
      where exists (select 1 from pg_constraint c where c.contype = 'f' and c.confrelid = to_regclass($2)
        and c.conrelid in (d.oid, to_regclass(quote_ident(d.relname || '_rels'))))`),
    values: [placements, table],
  })
  return rows[0] ?? null
}

const statementsFor = ({
  shape: { delivered, deliveredColumns, columns, units, unitColumns },
  table,
  names: { placements },
}: {
  shape: Shape
  table: string
  names: Store['names']
}): Statements => {
  const has = (column: string) => columns.includes(column)
  const firstOf = ({ table, known, of }: { table: string; known: string[]; of: string[] }) => {
    const found = of.filter((one) => known.includes(one)).map((one) => `nullif(${table}.${one}::text, '')`)
    return `coalesce(${[...found, `${table}.id::text`].join(', ')})`
  }
  const first = (...of: string[]) => firstOf({ table: 't', known: columns, of })
  const unit = (...of: string[]) => (units ? firstOf({ table: 'u', known: unitColumns, of }) : 'null')
  const text = (column: string) => (has(column) ? `nullif(t.${column}::text, '')` : 'null')
  // of an event, what happens there is part of what it is
  const described = has('programme')
    ? `nullif(concat_ws(E'\\n\\n', ${text('description')}, ${text('programme')}), '')`
    : text('description')
  const date = (column: string) =>
    has(column) ? `to_char(t.${column} at time zone 'UTC', 'YYYY-MM-DD')` : 'null'
  const moment = (column: string) => (has(column) ? `t.${column}` : 'null')
  const isShown = [
    ...(has('_status') ? [`t._status::text = 'published'`] : []),
    ...(has('deleted_at') ? ['t.deleted_at is null'] : []),
  ]
  const ofPlan = `t.plan_id in (select i.plan_id from ${placements} p join ${delivered} i on i.id = p.item_id
    where p.is_live and p.outlet_id = any($1))`
  const select = (conditions: string[]) =>
    prepared(`
      select t.id::text, ${first('code', 'slug')} as code, ${first('title', 'name', 'label', 'code', 'slug')} as title,
             ${text('gloss')} as gloss, ${text('clause')} as clause, ${described} as description,
             ${text('kind')} as kind, ${text('place')} as place,
             ${date('opens_on')} as "opensOn", ${date('closes_on')} as "closesOn",
             ${moment('starts_at')} as "startsAt", ${moment('ends_at')} as "endsAt",
             ${has('is_provisional') ? 'coalesce(t.is_provisional, false)' : 'false'} as "isProvisional",
             ${unit('code', 'slug')} as organization, ${unit('name', 'title', 'code')} as "organizationName",
             ${moment('updated_at')} as "updatedAt"
      from ${table} t ${units ? `left join ${units} u on u.id = t.organization_id` : ''} where ${[...conditions, ...isShown, 'true'].join(' and ')} limit 2000`)
  const hasPlans = has('plan_id') && deliveredColumns.includes('plan_id')
  return { all: select([]), ofPlans: hasPlans ? select([ofPlan]) : null }
}
