import { prepared, type Store } from './names.ts'

/**
 * The number of the newest edition there is. A replica replays transactions in the order of their COMMIT, which is the
 * order of numbers: one that shows n shows everything below n. Index: editions (number).
 */
export const findNewest = ({ pool, names: { editions } }: Store) => {
  const statement = prepared(`select coalesce(max(number), 0)::text as newest from ${editions}`)
  return async (): Promise<number> =>
    Number((await pool.query<{ newest: string }>({ ...statement, values: [] })).rows[0]?.newest ?? 0)
}
