import { FOLD } from '../search.ts'
import type { Shapes } from './findShapes.ts'
import { listTypeOf, prepared, type Store } from './names.ts'

/** Filters of a list; codes for task, theme and line. `after` is where the previous page ended. */
export type ItemsWanted = {
  outlets: string[]
  shapes: Shapes
  limit: number
  after: { publishedAt: string; id: string } | null
  task?: string
  theme?: string
  line?: string
  kind?: string
  /** Words that must be there in this order, one after the other. */
  q?: string
}

/** `publishedAt` in milliseconds; `body` is null unless it was asked for. */
export type FoundItem = { id: string; publishedAt: number; number: string; body: string | null }

/**
 * Live editions of these outlets, newest first. A page begins after (published_at, id) of the last one's
 * end, so items published in between push nothing over its edge. Each outlet is read by itself, in the order of its
 * index, as far as the page needs: of 100,000 items no more than of 1,000. Indexes: placements (outlet, is_live,
 * published_at), see `statisticsOf` for why it is taken; for `q` gin on placements (search), of which one an item
 * carries the text of all its outlets.
 */
export const findItems = ({ pool, names: { placements, editions } }: Store, { withBodies = false } = {}) => {
  const eachOutlet = ({ type, filters }: Wanted) => `
    select p.id, p.published_at, p.edition
    from unnest($1::${type}) o(id)
    cross join lateral (
      select p.id, p.published_at, p.edition from ${placements} p
      where p.outlet_id = o.id and p.is_live${filters}
      order by p.published_at desc, p.id desc
      limit $2) p`
  // A plan of its own: one for both could not use the index. The phrase comes from a select so that the planner does
  // not see it: of a phrase it knows it takes reading every text for cheap, because it does not count the unpacking of
  // long ones (measured with 5,000 texts of 8 KB: 202 ms, with the index 0.7 ms).
  const searched = ({ type, filters, q }: Wanted & { q: string }) => `
    select p.id, p.published_at, p.edition from ${placements} p
    where p.outlet_id = any($1::${type}) and p.is_live${filters}
      and p.item_id in (
        select s.item_id from ${placements} s where s.search like (select '%' || ${FOLD}(${q}) || '%'))`
  const statementOf = (found: string) =>
    prepared(`
    with page as (${found}
      order by published_at desc, id desc
      limit $2)
    select p.id::text, (extract(epoch from p.published_at) * 1000)::float8 as "publishedAt", p.edition::text as number, ${withBodies ? 'e.body' : 'null::text as body'}
    from page p ${withBodies ? `join ${editions} e on e.number = p.edition` : ''}
    order by p.published_at desc, p.id desc`)
  return async ({
    outlets,
    shapes,
    limit,
    after,
    task,
    theme,
    line,
    kind,
    q,
  }: ItemsWanted): Promise<FoundItem[]> => {
    const values: unknown[] = [[...new Set(outlets)], limit]
    const bound = (value: string) => `$${values.push(value)}`
    const conditions: string[] = []
    // what is not asked for is not in the text: a condition that may be empty could not use the index
    if (after) {
      const [at, id] = [bound(after.publishedAt), bound(after.id)]
      conditions.push(
        `p.published_at <= ${at}::timestamptz and (p.published_at, p.id) < (${at}::timestamptz, ${id})`,
      )
    }
    if (task !== undefined) conditions.push(`p.task = ${bound(task)}`)
    if (theme !== undefined) conditions.push(`p.themes ? ${bound(theme)}`)
    if (line !== undefined) conditions.push(`p.line = ${bound(line)}`)
    if (kind !== undefined) conditions.push(`p.kind = ${bound(kind)}::${shapes.kindType}`)
    const wanted: Wanted = {
      type: listTypeOf(shapes),
      filters: conditions.map((one) => `\n        and ${one}`).join(''),
    }
    const found = q === undefined ? eachOutlet(wanted) : searched({ ...wanted, q: bound(q) })
    return (await pool.query<FoundItem>({ ...statementOf(found), values })).rows
  }
}

/** `type` of the list of outlets; `filters` in SQL, each with its `and`. */
type Wanted = { type: string; filters: string }
