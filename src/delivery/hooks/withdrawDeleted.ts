// A document that is deleted goes off every outlet first: its row takes the identifier of its editions along,
// and portals would show it for ever.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeDeleteHook } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { tableOf } from '../../database/tables.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'
import type { Source } from '../source.ts'
import { appendEditions } from '../store/appendEditions.ts'
import { findPlacements } from '../store/findPlacements.ts'
import { withdrawals } from './freezeEditions.ts'

export const withdrawDeleted =
  ({ options, source }: { options: SanitizedDeliveryOptions; source: Source }): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const item = String(id)
    const { placements } = options.slugs
    const placed = await findPlacements({ req, placements, item })
    if (placed.length === 0) return
    const changes = withdrawals({ placed, item, now: new Date() })
    await appendEditions({ req, options, source, item, changes })
    await rowsOf({
      req,
      mustBeInTransaction: true,
      statement: sql`delete from ${sql.identifier(tableOf(placements))} where item_id = ${item}::${identifiersOf(req).type}`,
    })
  }
