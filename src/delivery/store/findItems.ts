import { FOLD } from '../search.ts'
import { prepared, type Store } from './names.ts'

/** Filters of a list; codes for task, theme and line. `after` is where the previous page ended. */
export type ItemsWanted = {
  outlets: string[]
  limit: number
  after: { publishedAt: string; id: string } | null
  task?: string
  theme?: string
  line?: string
  kind?: string
  /** Words that must be there in this order, one after the other. */
  q?: string
}

export type FoundItem = { id: string; publishedAt: Date; body: string }

/**
 * Live editions of these outlets, newest first. A page begins after (published_at, id) of the last one's
 * end, so items published in between push nothing over its edge. Indexes: placements (outlet,
 * is_live, published_at); for `q` gin on placements (search).
 */
export const findItems = ({ pool, names: { placements, editions } }: Store) => {
  const textFor = (search: string) => `
    select p.id::text, p.published_at as "publishedAt", e.body
    from ${placements} p join ${editions} e on e.number = p.edition
    where p.outlet_id = any($1) and p.is_live
      and ($2::timestamptz is null or (p.published_at, p.id) < ($2::timestamptz, $3))
      and ($4::text is null or p.task = $4) and ($5::text is null or p.themes ? $5)
      and ($6::text is null or p.line = $6) and ($7::text is null or p.kind::text = $7)
      ${search}
    order by p.published_at desc, p.id desc
    limit $8`
  const all = prepared(textFor(''))
  // A plan of its own: one for both could not use the index. The phrase comes from a select so that the planner does
  // not see it: of a phrase it knows it takes reading every text for cheap, because it does not count the unpacking of
  // long ones (measured with 5,000 texts of 8 KB: 202 ms, with the index 0.7 ms).
  const searched = prepared(textFor(`and p.search like (select '%' || ${FOLD}($9) || '%')`))
  return async ({ outlets, limit, after, task, theme, line, kind, q }: ItemsWanted): Promise<FoundItem[]> => {
    const { publishedAt = null, id = null } = after ?? {}
    const values = [outlets, publishedAt, id, task, theme, line, kind, limit]
    const asked = q === undefined ? { ...all, values } : { ...searched, values: [...values, q] }
    return (await pool.query<FoundItem>(asked)).rows
  }
}
