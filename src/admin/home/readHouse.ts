// The state of the house, for an admin.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../database/statement.ts'

export type House = {
  /** Subscribers that are on, and those of them without a key that opens. */
  subscribers: number
  withoutKey: number
  /** Pushing to them was ended, because they want no more. */
  disabled: number
  /** Pushes that were given up and not sent again. */
  givenUp: number
  /** The latest nightly check; `day` is a calendar date. Null before the first. */
  check: { day: string; differences: number } | null
}

export const readHouse = async (req: PayloadRequest): Promise<House> => {
  const [row] = await rowsOf<House>({
    req,
    statement: sql`
      select (select count(*)::int from subscribers where is_active) as subscribers,
             (select count(*)::int from subscribers s where s.is_active and not exists (
                select 1 from subscriber_keys k where k.subscriber_id = s.id and k.revoked_at is null
                  and (k.expires_at is null or k.expires_at > now()))) as "withoutKey",
             (select count(*)::int from subscribers where is_active and push_state = 'disabled') as disabled,
             (select count(*)::int from push_deliveries where state = 'dead') as "givenUp",
             (select json_build_object('day', day, 'differences', differences::int)
              from quota_checks order by at desc limit 1) as check`,
  })
  return row ?? { subscribers: 0, withoutKey: 0, disabled: 0, givenUp: 0, check: null }
}
