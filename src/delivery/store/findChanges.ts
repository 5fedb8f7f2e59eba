import { prepared, type Store } from './names.ts'

/** One change of one outlet. `body` is the JSON of the item; null for what is, or was later, withdrawn. */
export type FoundChange = {
  number: string
  type: 'published' | 'updated' | 'retracted'
  id: string
  body: string | null
}

/**
 * Editions of these outlets after a number, oldest first. What was withdrawn later comes without its content:
 * nobody who begins today may get a text that was taken back yesterday. Index: editions (outlet, number).
 */
export const findChanges = ({ pool, names: { editions } }: Store) => {
  const statement = prepared(`
    select e.number::text, e.change::text as type, coalesce(e.item_id::text, e.body::jsonb->>'id') as id,
           case when e.change <> 'retracted' and e.item_id is not null and not exists (
             select 1 from ${editions} later
             where later.item_id = e.item_id and later.outlet_id = e.outlet_id and later.number > e.number
               and later.change = 'retracted') then e.body end as body
    from ${editions} e
    where e.number > $1 and e.outlet_id = any($2)
    order by e.number limit $3`)
  return async ({ after, outlets, limit }: { after: string; outlets: string[]; limit: number }) =>
    (await pool.query<FoundChange>({ ...statement, values: [after, outlets, limit] })).rows
}
