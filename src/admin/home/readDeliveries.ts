// What was pushed to portals in the last day, and who does not answer.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'

/** Whoever is behind: `since` the first attempt that failed, ISO 8601 in UTC; `attempt` the number of the latest. */
export type Failing = { id: string; name: string; since: string | null; attempt: number; givenUp: number }

export type Deliveries = {
  /** Pushes of the last 24 hours, to how many subscribers, and how many of them arrived. */
  sent: number
  subscribers: number
  delivered: number
  failing: Failing[]
}

/**
 * Of the subscribers that take from an outlet in scope.
 * @param scope identifiers of organisations; null for all
 */
export const readDeliveries = async ({
  req,
  scope,
  now,
}: {
  req: PayloadRequest
  scope: string[] | null
  now: Date
}): Promise<Deliveries> => {
  const { list } = identifiersOf(req)
  const since = sql`${new Date(now.getTime() - DAY_MS).toISOString()}::timestamptz`
  const [row] = await rowsOf<Deliveries>({
    req,
    statement: sql`
      with known as (
        select s.id, s.name from subscribers s
        where ${scope === null} or exists (
          select 1 from subscribers_rels r join outlets o on o.id = r.outlets_id
          where r.parent_id = s.id and r.path = 'outlets'
            and o.organization_id = any(${sql.param(scope ?? [])}::${list}))),
      recent as (
        select d.subscriber_id, d.state from push_deliveries d join known k on k.id = d.subscriber_id
        where d.created_at >= ${since} and d.state <> 'dropped'),
      failing as (
        select k.id, k.name, min(d.attempts->0->>'at') as since, max(d.attempt)::int as attempt,
               count(*) filter (where d.state = 'dead')::int as "givenUp"
        from push_deliveries d join known k on k.id = d.subscriber_id
        where (d.state = 'waiting' and d.attempt > 0) or (d.state = 'dead' and d.updated_at >= ${since})
        group by k.id, k.name order by 3)
      select (select count(*)::int from recent) as sent,
             (select count(distinct subscriber_id)::int from recent) as subscribers,
             (select count(*)::int from recent where state = 'delivered') as delivered,
             (select coalesce(json_agg(f), '[]') from failing f) as failing`,
  })
  return row ?? { sent: 0, subscribers: 0, delivered: 0, failing: [] }
}

const DAY_MS = 24 * 3_600_000
