import type { Shapes } from './findShapes.ts'
import { listTypeOf, prepared, type Store } from './names.ts'

/** The newest edition's number on these outlets, 0 where there is none. Index: editions (outlet, number), one entry each. */
export const findVersion = ({ pool, names: { editions } }: Store) => {
  const statementOf = (type: string) =>
    prepared(`
    select coalesce(max(newest.number), 0)::text as version
    from unnest($1::${type}) o(id)
    cross join lateral (
      select e.number from ${editions} e where e.outlet_id = o.id order by e.number desc limit 1) newest`)
  return async ({ outlets, shapes }: { outlets: string[]; shapes: Shapes }): Promise<number> => {
    const { rows } = await pool.query<{ version: string }>({
      ...statementOf(listTypeOf(shapes)),
      values: [outlets],
    })
    return Number(rows[0]?.version ?? 0)
  }
}
