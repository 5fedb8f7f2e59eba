import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../../database/identifiers.ts'
import type { Statement } from '../../../database/statement.ts'
import { columnOf, relationsTableOf, tableOf } from '../../../database/tables.ts'
import type { SanitizedDeliveryOptions } from '../../options.ts'

/**
 * The outbox, as a part of the statement that appends editions (its `input` has `number` and `outlet`): a row
 * for each change and each subscriber of its outlet that is pushed to. No round trip of its own, and committed
 * with the editions or not at all.
 */
export const enqueuePushes = ({
  req,
  options: { slugs, outlets },
}: {
  req: PayloadRequest
  options: SanitizedDeliveryOptions
}): Statement => {
  const pushes = tableOf(slugs.pushes)
  return sql`
    insert into ${sql.identifier(pushes)} (id, message, subscriber_id, edition, state, attempt, due_at, attempts)
    select ${identifiersOf(req).next(pushes)}, 'msg_' || replace(gen_random_uuid()::text, '-', ''), s.id, r.number,
           'waiting', 0, now(), '[]'
    from input r join ${sql.identifier(tableOf(slugs.subscribers))} s
      on s.is_active and s.push_state = 'on' and s.push_url is not null and s.push_secret is not null
      and exists (select from ${sql.identifier(relationsTableOf(slugs.subscribers))} o
                  where o.parent_id = s.id and o.path = 'outlets'
                    and o.${sql.identifier(columnOf(outlets.collection))} = r.outlet)`
}
