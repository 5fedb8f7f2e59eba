import { prepared, type Store } from './names.ts'

/** More than a station or a screen could ever show. */
const MOST = 500

/**
 * Live editions that stations or screens of these outlets run at this moment or later, the oldest first. Of more than it
 * takes the urgent and then the newest ones stay: what is left out is what people have heard longest. Index: placements
 * (runs_until).
 * @param since instant; what is over before it is left out
 */
export const findRunning = ({ pool, names: { placements, editions } }: Store) => {
  const statement = prepared(`
    select body from (
      select e.body, p.published_at, p.id from ${placements} p join ${editions} e on e.number = p.edition
      where p.is_live and p.outlet_id = any($1) and p.runs_until > $2
      order by coalesce(e.body::json ->> 'priority' = 'urgent', false) desc, p.published_at desc, p.id desc
      limit ${MOST}) kept
    order by published_at, id`)
  return async ({ outlets, since }: { outlets: string[]; since: Date }): Promise<string[]> => {
    const { rows } = await pool.query<{ body: string }>({ ...statement, values: [outlets, since] })
    return rows.map(({ body }) => body)
  }
}
