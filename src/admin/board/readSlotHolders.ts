// What holds the places of one cell of the board.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import type { Stage } from '../../approval/stages.ts'
import { rowsOf } from '../../database/statement.ts'
import { isUsedSlot, quotaOptionsIn } from '../../quota/index.ts'
import type { SlotAddress } from '../slot/address.ts'

/** `ranAt` ISO 8601 in UTC: when it ran, or is to run; `state` as progress counts it. `outlet` is the name of where. */
export type SlotHolder = {
  id: string
  of: 'items' | 'events'
  title: string
  stage: Stage | null
  state: 'reserved' | 'consumed'
  ranAt: string
  outlet: string | null
  overrideReason: string | null
}

/** By slot number; the titles are those of the latest text. Index: quota_slots (quota, bucket, slot). */
export const readSlotHolders = ({
  req,
  plan,
  slot: { quota, outlet, task, event, organization, period },
}: {
  req: PayloadRequest
  /** Identifier. */
  plan: string
  slot: SlotAddress
}): Promise<SlotHolder[]> => {
  const is = (alias: string, code: string | undefined) =>
    sql`${sql.identifier(alias)}.code is not distinct from ${code ?? null}::text`
  const { sources } = quotaOptionsIn(req.payload)
  return rowsOf<SlotHolder>({
    req,
    statement: sql`
      select coalesce(s.item_id, s.held_event_id)::text as id,
             case when s.item_id is null then 'events' else 'items' end as of,
             coalesce((select v.version_title from _items_v v where v.parent_id = s.item_id and v.latest limit 1),
                      i.title, h.title, '') as title,
             coalesce((select v.version_stage from _items_v v where v.parent_id = s.item_id and v.latest limit 1)::text,
                      i.stage::text) as stage,
             case when ${isUsedSlot({ sources, now: new Date() })} then 'consumed' else 'reserved' end as state,
             r.name as outlet, s.override_reason as "overrideReason",
             to_char(s.ran_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "ranAt"
      from quota_slots s
      join quotas q on q.id = s.quota_id
      left join outlets o on o.id = s.outlet_id
      left join outlets r on r.id = s.ran_outlet_id
      left join tasks t on t.id = s.task_id
      left join events e on e.id = s.event_id
      left join organizations g on g.id = s.organization_id
      left join items i on i.id = s.item_id
      left join events h on h.id = s.held_event_id
      where q.plan_id::text = ${plan} and q.code = ${quota} and s.period = ${period}
        and ${is('o', outlet)} and ${is('t', task)} and ${is('e', event)} and ${is('g', organization)}
      order by s.slot`,
  })
}
