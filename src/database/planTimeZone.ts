// The time zone in which days are told where nothing else names one: of the plan that runs, else of the newest. There is
// a plan at work nearly always, and its place is where its people are.
import type { Client, Pool } from 'pg'

/** One row with one column, the IANA name; without plans what a plan has unless somebody chose another. */
export const PLAN_TIME_ZONE = `
  select coalesce((
    select time_zone from plans
    order by (now() at time zone time_zone)::date
      between (starts_on at time zone 'UTC')::date and (ends_on at time zone 'UTC')::date desc, starts_on desc, id
    limit 1), 'Asia/Ho_Chi_Minh') as "timeZone"`

export const planTimeZone = async (pool: Pick<Pool | Client, 'query'>): Promise<string> => {
  const { rows } = await pool.query<{ timeZone: string }>(PLAN_TIME_ZONE)
  return rows[0]?.timeZone as string
}
