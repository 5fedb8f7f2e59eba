import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { tableOf } from '../../database/tables.ts'

/** One outlet an item is, or was, on. */
export type Placed = { outlet: string; isLive: boolean; publishedAt: Date | string }

/** Where an item is and was. Index: placements (item). */
export const findPlacements = ({
  req,
  placements,
  item,
}: {
  req: PayloadRequest
  placements: string
  item: string
}) =>
  rowsOf<Placed>({
    req,
    statement: sql`
      select outlet_id::text as outlet, is_live as "isLive", published_at as "publishedAt"
      from ${sql.identifier(tableOf(placements))} where item_id = ${item}::${identifiersOf(req).type}`,
  })
