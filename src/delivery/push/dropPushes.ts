// A subscriber that goes takes its outbox along; a row without a subscriber would keep it from going.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeDeleteHook } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { tableOf } from '../../database/tables.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'

export const dropPushes =
  ({ slugs }: SanitizedDeliveryOptions): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const { type } = identifiersOf(req)
    await rowsOf({
      req,
      mustBeInTransaction: true,
      statement: sql`delete from ${sql.identifier(tableOf(slugs.pushes))} where subscriber_id = ${String(id)}::${type}`,
    })
  }
