// When a slot counts as used: what ran has consumed it; an event uses the slot it holds from the moment it begins, and only
// once it is settled. What is provisional was announced for a day, and may not have been held on it.
import { sql } from '@payloadcms/db-postgres'
import type { Statement } from '../database/statement.ts'
import type { Sources } from './sources.ts'
import { column } from './sources.ts'

/** Whether a row `s` of the ledger is used; by the primary key of events. */
export const isUsedSlot = ({ sources: { event }, now }: { sources: Sources; now: Date }): Statement => {
  const isConsumed = sql`s.state = 'consumed'`
  if (!event) return isConsumed
  const isProvisional = event.isProvisional
    ? sql`exists (select 1 from ${sql.identifier(event.table)} held
                  where held.id = s.held_event_id and ${column('held', event.isProvisional)})`
    : sql`false`
  return sql`case when s.held_event_id is null then ${isConsumed}
                  else s.ran_at <= ${now.toISOString()}::timestamptz and not ${isProvisional} end`
}
