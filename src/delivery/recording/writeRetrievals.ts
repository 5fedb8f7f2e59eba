import type { Store } from '../store/names.ts'
import { prepared } from '../store/names.ts'

/** A subscriber was sent an edition `count` times, between two moments (milliseconds). */
export type Fetched = { subscriber: string; edition: number; first: number; last: number; count: number }

/**
 * One row for each subscriber and edition. What is no longer there (a subscriber deleted meanwhile) is passed over.
 * Index: retrievals (subscriber, edition), unique; editions (number).
 */
export const writeRetrievals = async ({
  pool,
  names: { retrievals, editions, subscribers },
  isNumbered,
  rows,
}: Store & { isNumbered: boolean; rows: Fetched[] }) => {
  const [column, value] = isNumbered ? ['', ''] : ['id, ', 'gen_random_uuid(), ']
  // in one order, so that two copies wait for each other instead of for ever
  const statement = prepared(`
    insert into ${retrievals} as r (${column}subscriber_id, edition, item_id, outlet_id, first_at, last_at, count)
    select ${value}s.id, e.number, e.item_id, e.outlet_id, to_timestamp(w.first / 1000), to_timestamp(w.last / 1000), w.times
    from unnest($1::text[], $2::numeric[], $3::float8[], $4::float8[], $5::int[]) as w(subscriber, edition, first, last, times)
    join ${editions} e on e.number = w.edition
    join ${subscribers} s on s.id = w.subscriber::${isNumbered ? 'int' : 'uuid'}
    order by s.id, e.number
    on conflict (subscriber_id, edition) do update set
      first_at = least(r.first_at, excluded.first_at), last_at = greatest(r.last_at, excluded.last_at),
      count = coalesce(r.count, 0) + excluded.count, updated_at = now()`)
  const all = <Name extends keyof Fetched>(name: Name) => rows.map((row) => row[name])
  await pool.query({
    ...statement,
    values: [all('subscriber'), all('edition'), all('first'), all('last'), all('count')],
  })
}
