import { prepared, type Store } from './names.ts'

/** The JSON texts of editions by number; of what was withdrawn there is none. Index: editions (number), unique. */
export const findBodies = ({ pool, names: { editions } }: Store) => {
  const statement = prepared(`
    select number::text, body from ${editions} where number = any($1::numeric[]) and change <> 'retracted'`)
  return async (numbers: string[]): Promise<{ number: string; body: string }[]> =>
    (await pool.query<{ number: string; body: string }>({ ...statement, values: [numbers] })).rows
}
