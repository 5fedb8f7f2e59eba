// How much of what ran is proved: a receipt says where it was published.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../database/statement.ts'

/** Slots of the plan that items used, as the report counts them, and how many of them a receipt confirms. */
export type Proved = { ran: number; proved: number }

/** What ran and has no receipt yet. */
export type Unproved = { id: string; title: string; outlet: string; ranAt: string }

type Asking = {
  req: PayloadRequest
  /** Identifier. */
  plan: string
  /** Identifiers of outlets; null for all. */
  outlets: string[] | null
  /** Codes. */
  task?: string
  quota?: string
}

/** Index: receipts (item, outlet). */
export const readProved = async (asking: Asking): Promise<Proved> => {
  const [row] = await rowsOf<Proved>({
    req: asking.req,
    statement: sql`
      select count(*)::int as ran, count(*) filter (where ${hasReceipt})::int as proved from (${ranSlots(asking)}) s`,
  })
  return row ?? { ran: 0, proved: 0 }
}

/** The newest first, at most `limit`. */
export const readUnproved = ({ limit, ...asking }: Asking & { limit: number }): Promise<Unproved[]> =>
  rowsOf<Unproved>({
    req: asking.req,
    statement: sql`
      select distinct s.item_id::text as id, i.title, o.name as outlet,
             to_char(s.ran_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "ranAt"
      from (${ranSlots(asking)}) s
      join items i on i.id = s.item_id join outlets o on o.id = s.ran_outlet_id
      where not ${hasReceipt} order by "ranAt" desc limit ${limit}`,
  })

const ranSlots = ({ plan, outlets, task, quota }: Asking) => sql`
  select s.item_id, s.ran_outlet_id, s.ran_at
  from quota_slots s join quotas q on q.id = s.quota_id left join tasks t on t.id = s.task_id
  where q.plan_id::text = ${plan} and s.state = 'consumed' and s.item_id is not null and s.ran_outlet_id is not null
    and (${outlets === null} or s.ran_outlet_id::text = any(${sql.param(outlets ?? [])}::text[]))
    and (${task ?? null}::text is null or t.code = ${task ?? null}::text)
    and (${quota ?? null}::text is null or q.code = ${quota ?? null}::text)`

const hasReceipt = sql`exists (
  select 1 from receipts r where r.item_id = s.item_id and r.outlet_id = s.ran_outlet_id)`
