import type { PayloadRequest } from 'payload'
import type { Pool } from 'pg'

/**
 * Why this exists: Payload takes somebody whom it cannot look up for nobody, so while the database is away it tells
 * people with a good session that they may not. Whether that is so: the request says who sends it, nobody was found,
 * and the database does not answer.
 */
export const isDatabaseAway = async ({ user, headers, payload }: PayloadRequest): Promise<boolean> => {
  const isNamed = headers?.has('authorization') || /(^|;\s*)payload-token=/.test(headers?.get('cookie') ?? '')
  if (user || !isNamed) return false
  const { pool } = payload.db as unknown as { pool: Pool }
  return pool.query('select 1').then(
    () => false,
    () => true,
  )
}
