// What is known of the way of items to their readers, one row for each placement.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { tableOf } from '../../database/tables.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'

/**
 * One item on one outlet. `edition`: the newest with content. Sent and fetched tell of that edition and of the first
 * subscriber; null: not yet. Confirmed tells of the newest receipt, whatever its edition.
 */
export type Proof = {
  placement: string
  outlet: string
  isLive: boolean
  edition: number
  sentAt: Date | null
  fetchedAt: Date | null
  /** When the receipt arrived, and what it says: edition, address, when it was published there. */
  confirmedAt: Date | null
  confirmedEdition: number | null
  url: string | null
  publishedAt: Date | null
}

/**
 * Of one item, or of these placements. `outlet` is an identifier. Indexes: placements (item), editions (item),
 * retrievals (edition), receipts (item, outlet).
 */
export const findProof = ({
  req,
  slugs,
  ...of
}: {
  req: PayloadRequest
  slugs: SanitizedDeliveryOptions['slugs']
} & ({ item: string } | { placements: string[] })) => {
  const table = (slug: keyof typeof slugs) => sql.identifier(tableOf(slugs[slug]))
  const { type, list } = identifiersOf(req)
  const wanted =
    'item' in of
      ? sql`p.item_id = ${of.item}::${type}`
      : sql`p.id = any(${sql.param(of.placements)}::${list})`
  return rowsOf<Proof>({
    req,
    statement: sql`
      select p.id::text as placement, p.outlet_id::text as outlet, p.is_live as "isLive", e.number::int as edition,
             f.sent as "sentAt", f.fetched as "fetchedAt", c.created_at as "confirmedAt",
             c.edition::int as "confirmedEdition", c.url, c.published_at as "publishedAt"
      from ${table('placements')} p
      join lateral (
        select number from ${table('editions')} where item_id = p.item_id and outlet_id = p.outlet_id
          and change <> 'retracted' order by number desc limit 1) e on true
      left join lateral (
        select min(sent_at) as sent, min(first_at) as fetched from ${table('retrievals')} where edition = e.number) f on true
      left join lateral (
        select created_at, edition, url, published_at from ${table('receipts')}
        where item_id = p.item_id and outlet_id = p.outlet_id order by edition desc, created_at desc limit 1) c on true
      where ${wanted} order by p.id`,
  })
}
