// What items are filed under, read straight from the project's own tables. Which columns they have is asked once.
import { prepared, type Store } from './names.ts'
import {
  documentRows,
  isOfTheirPlans,
  isSettled,
  isShown,
  type Shape,
  taxonomyShape,
} from './taxonomyShape.ts'

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
  /** Its files in the order they were put in; none while it is provisional, or of a plan that is not theirs. */
  documents: FoundDocument[]
}

/** `name` is the file's, `title` what it is called. */
export type FoundDocument = { title: string; name: string; mimeType: string }

/**
 * What it holds, in the order of the codes; null where the project has no such collection. One that the delivered
 * documents do not point at has only the name in common, and is not shown.
 *
 * @param slug of the collection
 */
export const findTaxonomy = (store: Store, slug: string) => {
  const shapeOf = taxonomyShape(store, slug)
  const { placements } = store.names
  /**
   * @param outlets who asks: documents are given of plans that their live items belong to, where both know plans
   * @param onlyTheirs leaves out what belongs to no such plan
   */
  return async ({
    outlets,
    onlyTheirs = false,
  }: {
    outlets: string[]
    onlyTheirs?: boolean
  }): Promise<FoundTerm[] | null> => {
    const shape = await shapeOf()
    if (!shape) return null
    const { rows } = await store.pool.query<FoundTerm>(
      statementFor({ shape, placements, outlets, onlyTheirs }),
    )
    return rows.sort((one, other) => ORDER.compare(one.code, other.code))
  }
}

// T2 before T10
const ORDER = new Intl.Collator('vi', { numeric: true })

const statementFor = ({
  shape,
  placements,
  outlets,
  onlyTheirs,
}: {
  shape: Shape
  placements: string
  outlets: string[]
  onlyTheirs: boolean
}) => {
  const { table, columns, units, unitColumns } = shape
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
  const ofTheirPlans = isOfTheirPlans({ shape, placements, outlets: '$1' })
  const narrowed = onlyTheirs && ofTheirPlans ? [ofTheirPlans] : []
  const rows = documentRows(shape)
  const given = [...isSettled(shape), ...(ofTheirPlans ? [ofTheirPlans] : []), 'true'].join(' and ')
  const documents = rows
    ? `case when ${given} then (select coalesce(json_agg(json_build_object('title', d.title, 'name', d.name,
         'mimeType', d.mime_type) order by d."order"), '[]') from (${rows}) d where d.parent_id = t.id) else '[]' end`
    : `'[]'::json`
  const shown = [...narrowed, ...isShown({ as: 't', columns }), 'true']
  return {
    ...prepared(`
      select t.id::text, ${first('code', 'slug')} as code, ${first('title', 'name', 'label', 'code', 'slug')} as title,
             ${text('gloss')} as gloss, ${text('clause')} as clause, ${described} as description,
             ${text('kind')} as kind, ${text('place')} as place,
             ${date('opens_on')} as "opensOn", ${date('closes_on')} as "closesOn",
             ${moment('starts_at')} as "startsAt", ${moment('ends_at')} as "endsAt",
             ${has('is_provisional') ? 'coalesce(t.is_provisional, false)' : 'false'} as "isProvisional",
             ${unit('code', 'slug')} as organization, ${unit('name', 'title', 'code')} as "organizationName",
             ${moment('updated_at')} as "updatedAt", ${documents} as documents
      from ${table} t ${units ? `left join ${units} u on u.id = t.organization_id` : ''} where ${shown.join(' and ')} limit 2000`),
    // PostgreSQL refuses a value that the statement does not name
    values: ofTheirPlans && (rows || onlyTheirs) ? [outlets] : [],
  }
}
