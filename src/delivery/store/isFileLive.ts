import { prepared, type Store } from './names.ts'

/** Whether a live edition of these outlets shows the file. Indexes: gin on editions (files), placements (item, outlet). */
export const isFileLive = ({ pool, names: { placements, editions } }: Store) => {
  const statement = prepared(`
    select 1 from ${editions} e
    join ${placements} p on p.item_id = e.item_id and p.outlet_id = e.outlet_id and p.edition = e.number
    where e.files ? $1 and e.outlet_id = any($2) and p.is_live limit 1`)
  return async ({ name, outlets }: { name: string; outlets: string[] }): Promise<boolean> => {
    const { rowCount } = await pool.query({ ...statement, values: [name, outlets] })
    return (rowCount ?? 0) > 0
  }
}
