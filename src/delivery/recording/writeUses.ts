import type { Store } from '../store/names.ts'
import { prepared } from '../store/names.ts'

/** When keys were last used (milliseconds). Several copies write the same keys: the latest counts. */
export const writeUses = async ({
  pool,
  names: { keys },
  uses,
}: Store & { uses: { keyId: string; at: number }[] }) => {
  // in one order, so that two copies wait for each other instead of for ever
  const statement = prepared(`
    with used as (
      select k.id, w.at from unnest($1::text[], $2::float8[]) as u(id, ms)
      cross join lateral (select to_timestamp(u.ms / 1000) as at) w
      join ${keys} k on k.id::text = u.id
      where k.last_used_at is null or k.last_used_at < w.at
      order by k.id for update of k)
    update ${keys} k set last_used_at = used.at from used where used.id = k.id`)
  await pool.query({ ...statement, values: [uses.map(({ keyId }) => keyId), uses.map(({ at }) => at)] })
}
