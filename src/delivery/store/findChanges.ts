import type { Shapes } from './findShapes.ts'
import { listTypeOf, prepared, type Store } from './names.ts'

/** One change of one outlet. `isShown`: its edition is, and stays, public; otherwise it is, or was later, withdrawn. */
export type FoundChange = {
  number: string
  type: 'published' | 'updated' | 'retracted'
  id: string
  isShown: boolean
  /** The JSON of the item where it is shown and was asked for. */
  body: string | null
}

/**
 * Editions of these outlets after a number, oldest first. What was withdrawn later comes without its content:
 * nobody who begins today may get a text that was taken back yesterday. Each outlet is read by itself, as far as the
 * page needs. Index: editions (outlet, number).
 */
export const findChanges = ({ pool, names: { editions } }: Store, { withBodies = false } = {}) => {
  const statementOf = (type: string) =>
    prepared(`
    select e.number::text, e.change::text as type, coalesce(e.item_id::text, e.body::jsonb->>'id') as id,
           shown.yes as "isShown", ${withBodies ? 'case when shown.yes then e.body end' : 'null::text'} as body
    from (
      select e.* from unnest($2::${type}) o(id)
      cross join lateral (
        select * from ${editions} e where e.outlet_id = o.id and e.number > $1 order by e.number limit $3) e
      order by e.number limit $3) e
    cross join lateral (
      select e.change <> 'retracted' and e.item_id is not null and not exists (
        select 1 from ${editions} later
        where later.item_id = e.item_id and later.outlet_id = e.outlet_id and later.number > e.number
          and later.change = 'retracted') as yes) shown
    order by e.number`)
  return async ({
    after,
    outlets,
    limit,
    shapes,
  }: {
    after: string
    outlets: string[]
    limit: number
    shapes: Shapes
  }) => {
    const values = [after, [...new Set(outlets)], limit]
    return (await pool.query<FoundChange>({ ...statementOf(listTypeOf(shapes)), values })).rows
  }
}
