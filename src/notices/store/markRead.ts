import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { columnOf, tableOf } from '../../database/tables.ts'

/** Marks a person's notices as read, all of them or those named. Another's are left alone. @returns how many */
export const markRead = async ({
  req,
  slug,
  reader,
  ids,
}: {
  req: PayloadRequest
  slug: string
  reader: string
  ids?: string[]
}): Promise<number> => {
  const { type, list } = identifiersOf(req)
  const rows = await rowsOf({
    req,
    statement: sql`
      update ${sql.identifier(tableOf(slug))} set read_at = now(), updated_at = now()
      where ${sql.identifier(columnOf('recipient'))} = ${reader}::${type} and on_screen and read_at is null
        and (${ids === undefined} or id = any(${sql.param(ids ?? [])}::${list}))
      returning id`,
  })
  return rows.length
}
