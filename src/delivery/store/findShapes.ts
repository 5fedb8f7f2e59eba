import { prepared, type Store } from './names.ts'

/**
 * What the schema tells: whether identifiers are numbers, the kinds an item can be of (null: any text), and the type of
 * the column of kinds, as SQL writes it.
 */
export type Shapes = { isNumbered: boolean; kinds: string[] | null; kindType: string }

/** Asks the table itself, so that whoever reads need not be told what the configuration says. */
export const findShapes = ({ pool, names: { placements } }: Store) => {
  const statement = prepared(`
    select (select atttypid = 'uuid'::regtype from pg_attribute where attrelid = t.id and attname = 'id') as "isUuid",
           (select format_type(atttypid, null) from pg_attribute where attrelid = t.id and attname = 'kind') as "kindType",
           array(select e.enumlabel::text from pg_enum e join pg_attribute a on a.atttypid = e.enumtypid
                 where a.attrelid = t.id and a.attname = 'kind' order by e.enumsortorder) as kinds
    from (select $1::regclass as id) t`)
  return async (): Promise<Shapes> => {
    const { rows } = await pool.query<{ isUuid: boolean; kindType: string; kinds: string[] }>({
      ...statement,
      values: [placements],
    })
    const { isUuid = true, kindType = 'text', kinds = [] } = rows[0] ?? {}
    return { isNumbered: !isUuid, kinds: kinds.length > 0 ? kinds : null, kindType }
  }
}
