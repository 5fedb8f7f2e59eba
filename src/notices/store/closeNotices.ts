import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { columnOf, enumOf, tableOf } from '../../database/tables.ts'
import type { NoticeKind } from '../kinds.ts'
import { noticesOptionsIn } from '../options.ts'

/**
 * What waited and waits no more counts as read by everybody, and its mail, where it has not gone out, is not sent:
 * also not again by whoever is sending it now, or died over it. One that arrives all the same is recorded as sent.
 * Index: (item).
 */
export const closeNotices = async ({
  req,
  item,
  kinds,
}: {
  req: PayloadRequest
  item: string
  kinds: NoticeKind[]
}): Promise<void> => {
  const { slug } = noticesOptionsIn(req.payload)
  const state = sql.identifier(enumOf(slug, 'mailState'))
  await rowsOf({
    req,
    statement: sql`
      update ${sql.identifier(tableOf(slug))} set read_at = coalesce(read_at, now()), updated_at = now(),
        mail_state = case when mail_state = 'waiting' then 'none'::${state} else mail_state end
      where ${sql.identifier(columnOf('item'))} = ${item}::${identifiersOf(req).type}
        and kind::text = any(${sql.param(kinds)}::text[]) and (read_at is null or mail_state = 'waiting')`,
  })
}
