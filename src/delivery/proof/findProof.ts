// What is known of the way of items to their readers, one row for each placement.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf, type Statement } from '../../database/statement.ts'
import { tableOf } from '../../database/tables.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'

/**
 * One item on one outlet; instants are ISO 8601 in UTC. `edition`: the newest with content. Sent and fetched tell of that edition and of the first
 * subscriber; null: not yet. Confirmed tells of the newest receipt, whatever its edition.
 */
export type Proof = {
  placement: string
  outlet: string
  isLive: boolean
  edition: number
  sentAt: string | null
  fetchedAt: string | null
  /** When the receipt arrived, and what it says: edition, address, when it was published there. */
  confirmedAt: string | null
  confirmedEdition: number | null
  url: string | null
  publishedAt: string | null
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
  // the driver behind drizzle gives instants as PostgreSQL prints them
  const instant = (column: Statement) =>
    sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return rowsOf<Proof>({
    req,
    statement: sql`
      select p.id::text as placement, p.outlet_id::text as outlet, p.is_live as "isLive", e.number::int as edition,
             ${instant(sql`f.sent`)} as "sentAt", ${instant(sql`f.fetched`)} as "fetchedAt",
             ${instant(sql`c.created_at`)} as "confirmedAt",
             c.edition::int as "confirmedEdition", c.url, ${instant(sql`c.published_at`)} as "publishedAt"
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
