import type { Pool } from 'pg'
import { hashOf } from '../key.ts'

/** A subscriber by key: its identifier and those of its outlets. */
export type FoundSubscriber = { id: string; outlets: string[] }

/** The subscriber a key belongs to; null when the key is unknown, expired or revoked. Uses the unique index on hash. */
export const findSubscriber = async ({
  pool,
  key,
}: {
  pool: Pool
  key: string
}): Promise<FoundSubscriber | null> => {
  const { rows } = await pool.query<FoundSubscriber>({
    name: 'find-subscriber',
    text: `
      select s.id, array(select outlets_id::text from subscribers_rels r where r.parent_id = s.id and r.path = 'outlets') as outlets
      from subscriber_keys k join subscribers s on s.id = k.subscriber_id
      where k.hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and s.is_active`,
    values: [hashOf(key)],
  })
  return rows[0] ?? null
}
