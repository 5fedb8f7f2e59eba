import type { Pool } from 'pg'

/** Whether a live edition of these outlets shows the file. Index: gin on editions (files). */
export const isFileLive = async ({
  pool,
  name,
  outlets,
}: {
  pool: Pool
  name: string
  outlets: string[]
}) => {
  const { rowCount } = await pool.query({
    name: 'is-file-live',
    text: `
      select 1 from editions e join placements p on p.edition = e.number and p.is_live
      where e.files ? $1 and p.outlet_id = any($2::uuid[]) limit 1`,
    values: [name, outlets],
  })
  return (rowCount ?? 0) > 0
}
