// The time zone in which days are told where nothing else names one: of the plan that runs, else of the newest. There is
// a plan at work nearly always, and its place is where its people are.
import type { Client, Pool } from 'pg'

/** What a plan has unless somebody chose another. */
const USUAL = 'Asia/Ho_Chi_Minh'

export const planTimeZone = async (pool: Pick<Pool | Client, 'query'>): Promise<string> => {
  const { rows } = await pool.query<{ timeZone: string }>(`
    select time_zone as "timeZone" from plans
    order by (now() at time zone time_zone)::date
      between (starts_on at time zone 'UTC')::date and (ends_on at time zone 'UTC')::date desc, starts_on desc, id limit 1`)
  return rows[0]?.timeZone ?? USUAL
}
