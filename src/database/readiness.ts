// Ready: the database answers and every migration this program knows has been applied.
import type { Pool } from 'pg'

/** @param names the migrations that must have been applied */
export const isReady = async ({ pool, names }: { pool: Pool; names: string[] }): Promise<boolean> => {
  try {
    const { rows } = await pool.query<{ name: string }>('select name from payload_migrations')
    const applied = new Set(rows.map(({ name }) => name))
    return names.every((name) => applied.has(name))
  } catch {
    return false
  }
}
