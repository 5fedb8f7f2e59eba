import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { columnOf, enumOf, tableOf, valueColumnOf } from '../../database/tables.ts'
import { CHOICES } from '../fields.ts'
import type { Notice, NoticeKind } from '../kinds.ts'
import { noticesOptionsIn } from '../options.ts'

/**
 * Tells people something, each by the way he has chosen: a row on his screen, a row for the mail, or none. Inside the
 * transaction of the request where there is one, so it is told with what happened or not at all.
 * @returns how many were told; who had been told the same before is not told again
 */
export const addNotices = async ({
  req,
  notices,
}: {
  req: PayloadRequest
  notices: Notice[]
}): Promise<number> => {
  const { slug, users, defaults, disabledColumn } = noticesOptionsIn(req.payload)
  const table = tableOf(slug)
  const { next, type, list } = identifiersOf(req)
  const typeOf = (field: string) => sql.identifier(enumOf(slug, field))
  const isThere = disabledColumn ? sql`u.${sql.identifier(disabledColumn)} is not true` : sql`true`
  let told = 0
  for (const { kind, topic, recipients, item, title, text, actor, details, at = new Date() } of notices) {
    if (recipients.length === 0) continue
    const isHistory = at.getTime() < Date.now() - DAY
    const way = sql`coalesce(u.${sql.identifier(`${CHOICES}_${valueColumnOf(kind)}`)}::text, ${defaults[kind]})`
    const rows = await rowsOf({
      req,
      statement: sql`
        insert into ${sql.identifier(table)}
          (id, kind, topic, ${sql.identifier(columnOf('recipient'))}, ${sql.identifier(columnOf('item'))},
           title, text, actor, details, on_screen, mail_state, mail_attempt, mail_due_at, created_at, read_at)
        select ${next(table)}, ${kind}::text::${typeOf('kind')}, ${topic}, u.id, ${item ?? null}::${type},
          ${title ?? null}, ${text ?? null}, ${actor ?? null}, ${details ? JSON.stringify(details) : null}::jsonb,
          ${way} <> 'mail', (case when ${way} = 'screen' or ${isHistory} then 'none' else 'waiting' end)::${typeOf('mailState')},
          0, now(), ${at.toISOString()}, ${isHistory && NEWS.has(kind) ? at.toISOString() : null}::timestamptz
        from ${sql.identifier(tableOf(users))} u
        where u.id = any(${sql.param([...new Set(recipients)])}::${list}) and ${way} <> 'none' and ${isThere}
        order by u.id
        on conflict (kind, topic, ${sql.identifier(columnOf('recipient'))}) do nothing
        returning id`,
    })
    told += rows.length
  }
  return told
}

/** What only tells that something is done: news ages, what waits for somebody does not. */
const NEWS = new Set<NoticeKind>(['approved', 'published'])
const DAY = 24 * 60 * 60 * 1000
