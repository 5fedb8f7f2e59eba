// How each subscriber that is pushed to is doing, at a glance.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../database/statement.ts'
import { columnOf, tableOf } from '../../database/tables.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'
import type { Attempt } from './store/settle.ts'

/**
 * One subscriber. `failing` have been tried and wait to be tried again, `waiting` have not been tried yet; `last` is
 * the newest attempt of one that did not arrive. Times are ISO 8601 in UTC.
 */
export type PushSummary = {
  id: string
  code: string
  name: string
  /** Whether it is pushed to: on, with an address and a secret. */
  isOn: boolean
  waiting: number
  failing: number
  dead: number
  delivered: number
  deliveredAt: string | null
  last: Attempt | null
}

/** Every subscriber with an address or with pushes on record; those in trouble first. */
export const pushSummary = ({
  req,
  options: { slugs },
}: {
  req: PayloadRequest
  options: SanitizedDeliveryOptions
}): Promise<PushSummary[]> => {
  const pushes = sql.identifier(tableOf(slugs.pushes))
  const subscriber = sql.identifier(columnOf('subscriber'))
  return rowsOf<PushSummary>({
    req,
    statement: sql`
      select s.id::text, s.code, s.name,
        coalesce(s.is_active and s.push_state = 'on' and s.push_url is not null and s.push_secret is not null, false) as "isOn",
        count(d.id) filter (where d.state = 'waiting' and d.attempt = 0)::int as waiting,
        count(d.id) filter (where d.state = 'waiting' and d.attempt > 0)::int as failing,
        count(d.id) filter (where d.state = 'dead')::int as dead,
        count(d.id) filter (where d.state = 'delivered')::int as delivered,
        to_char(max(d.updated_at) filter (where d.state = 'delivered') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "deliveredAt",
        (select e.attempts->-1 from ${pushes} e
          where e.${subscriber} = s.id and e.state in ('waiting', 'dead') and e.attempt > 0
          order by e.updated_at desc limit 1) as last
      from ${sql.identifier(tableOf(slugs.subscribers))} s left join ${pushes} d on d.${subscriber} = s.id
      group by s.id having count(d.id) > 0 or s.push_url is not null
      order by count(d.id) filter (where d.state = 'dead') desc,
        count(d.id) filter (where d.state = 'waiting' and d.attempt > 0) desc, s.code`,
  })
}
