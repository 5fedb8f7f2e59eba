import type { Receipt } from '../proof/receipt.ts'
import type { FoundSubscriber } from './findSubscriber.ts'
import { prepared, type Store } from './names.ts'

/** A receipt as it is kept; `receivedAt` is our clock's. */
export type KeptReceipt = {
  id: string
  edition: number
  url: string
  publishedAt: Date
  receivedAt: Date
}

/**
 * Adds a receipt of an edition with content on these outlets; the same one again is found and left as it is.
 * Null when there is no such edition. Index: receipts (subscriber, edition, url), unique; editions (number).
 */
export const appendReceipt = ({
  pool,
  names: { receipts, editions },
  isNumbered,
}: Store & { isNumbered: boolean }) => {
  const [column, value] = isNumbered ? ['', ''] : ['id, ', 'gen_random_uuid(), ']
  const kept = `edition::int as edition, url, published_at as "publishedAt",
                ${receipts}.created_at as "receivedAt"`
  const edition = `
    select number, item_id, outlet_id from ${editions}
    where number = $2 and outlet_id = any($3) and change <> 'retracted'
      and coalesce(item_id::text, body::jsonb->>'id') = $4`
  const append = prepared(`
    insert into ${receipts} (${column}subscriber_id, item_id, outlet_id, edition, url, published_at)
    select ${value}$1, e.item_id, e.outlet_id, e.number, $5, $6 from (${edition}) e
    on conflict (subscriber_id, edition, url) do nothing
    returning ${kept}`)
  // a statement of its own: it sees what another request has just added
  const find = prepared(`
    select ${kept} from ${receipts} join (${edition}) e on e.number = edition
    where subscriber_id = $1 and url = $5`)
  return async ({
    subscriber,
    receipt: { id, edition: number, url, publishedAt },
  }: {
    subscriber: FoundSubscriber
    receipt: Receipt
  }): Promise<{ isNew: boolean; receipt: KeptReceipt } | null> => {
    const values = [subscriber.id, number, subscriber.outlets, id, url]
    const made = await pool.query<KeptReceipt>({ ...append, values: [...values, publishedAt] })
    if (made.rows[0]) return { isNew: true, receipt: { ...made.rows[0], id } }
    const found = await pool.query<KeptReceipt>({ ...find, values })
    return found.rows[0] ? { isNew: false, receipt: { ...found.rows[0], id } } : null
  }
}
