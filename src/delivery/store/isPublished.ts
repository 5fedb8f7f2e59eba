import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import type { Source } from '../source.ts'

/** Whether readers of the collection see a document: it is published, and not in the trash. */
export const isPublished = async ({
  req,
  source: { table, hasDrafts, hasTrash },
  id,
}: {
  req: PayloadRequest
  source: Source
  id: string
}): Promise<boolean> => {
  const isPublic = hasDrafts ? sql`_status::text = 'published'` : sql`true`
  const isKept = hasTrash ? sql`deleted_at is null` : sql`true`
  const [row] = await rowsOf<{ live: boolean }>({
    req,
    statement: sql`
      select ${isPublic} and ${isKept} as live
      from ${sql.identifier(table)} where id = ${id}::${identifiersOf(req).type}`,
  })
  return row?.live ?? false
}
