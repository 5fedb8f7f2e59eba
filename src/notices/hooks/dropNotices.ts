// A user who goes takes his notices along; one without a recipient would keep him from going.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeDeleteHook } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { columnOf, tableOf } from '../../database/tables.ts'
import type { SanitizedNoticesOptions } from '../options.ts'

export const dropNotices =
  ({ slug }: SanitizedNoticesOptions): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    await rowsOf({
      req,
      mustBeInTransaction: true,
      statement: sql`
        delete from ${sql.identifier(tableOf(slug))}
        where ${sql.identifier(columnOf('recipient'))} = ${String(id)}::${identifiersOf(req).type}`,
    })
  }
