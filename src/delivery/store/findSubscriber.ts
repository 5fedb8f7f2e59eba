import { hashOf } from '../key.ts'
import { prepared, type Store } from './names.ts'

/**
 * A subscriber by key: its identifier and those of its outlets. Who keeps one in memory forgets it at `expiresAt`
 * and when `keysChannelOf` tells.
 */
export type FoundSubscriber = {
  id: string | number
  outlets: string[]
  keyId: string
  /** When the key stops opening anything by itself; null: never. */
  expiresAt: Date | null
  /** Requests a minute and key; null: as the server has it; 0: no limit. */
  requestsPerMinute: number | null
}

/** The subscriber a key belongs to; null when the key is unknown, expired or revoked. Uses the unique index on hash. */
export const findSubscriber = ({
  pool,
  names: { subscribers, subscribersOutlets, outletsColumn, keys },
}: Store) => {
  const statement = prepared(`
    select s.id, array(select r.${outletsColumn}::text from ${subscribersOutlets} r where r.parent_id = s.id and r.path = 'outlets') as outlets,
           k.id::text as "keyId", k.expires_at as "expiresAt", s.requests_per_minute::float8 as "requestsPerMinute"
    from ${keys} k join ${subscribers} s on s.id = k.subscriber_id
    where k.hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and s.is_active`)
  return async (key: string): Promise<FoundSubscriber | null> =>
    (await pool.query<FoundSubscriber>({ ...statement, values: [hashOf(key)] })).rows[0] ?? null
}
