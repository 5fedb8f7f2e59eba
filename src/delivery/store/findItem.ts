import { prepared, type Store } from './names.ts'

/** `gone`: it was on one of these outlets and has been withdrawn from all of them. */
export type FoundOne = { state: 'live'; number: string } | { state: 'gone' } | { state: 'unknown' }

/** One item on these outlets, by its identifier in the cms; where it runs on several, the newest edition. */
export const findItem = ({ pool, names: { placements } }: Store) => {
  const statement = prepared(`
    select p.is_live, p.edition::text as number
    from ${placements} p
    where p.item_id = $1 and p.outlet_id = any($2)
    order by p.is_live desc, p.edition desc limit 1`)
  return async ({ id, outlets }: { id: string; outlets: string[] }): Promise<FoundOne> => {
    const values = [id, outlets]
    const { rows } = await pool.query<{ is_live: boolean; number: string }>({ ...statement, values })
    const [row] = rows
    if (!row) return { state: 'unknown' }
    return row.is_live ? { state: 'live', number: row.number } : { state: 'gone' }
  }
}
