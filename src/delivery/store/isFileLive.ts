import { prepared, type Store } from './names.ts'

/** Whether a live edition of these outlets shows the file. Index: gin on editions (files). */
export const isFileLive = ({ pool, names: { placements, editions } }: Store) => {
  const statement = prepared(`
    select 1 from ${editions} e join ${placements} p on p.edition = e.number and p.is_live
    where e.files ? $1 and p.outlet_id = any($2) limit 1`)
  return async ({ name, outlets }: { name: string; outlets: string[] }): Promise<boolean> => {
    const { rowCount } = await pool.query({ ...statement, values: [name, outlets] })
    return (rowCount ?? 0) > 0
  }
}
