// What waits for an approver, asked of the database as a whole: picked out of the first so many submitted items it would
// be missing where many of them are the approver's own, or already have his or her yes.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { organizationTree } from '../../access/organizations.ts'
import type { Staff } from '../../access/roles.ts'
import { rowsOf, type Statement } from '../../database/statement.ts'

/**
 * In which order: `planned` those planned first come first and those without a time last, `urgent` what is urgent comes
 * first, then what has waited longest.
 */
type Order = 'planned' | 'urgent'

/**
 * Submitted items of the approver's scope, or for outlets of it, but for those he or she has written, submitted or
 * approved: how many, and the first of them. One statement, by the index on the stage of versions.
 */
export const waitingFor = async ({
  req,
  staff,
  order,
  limit,
}: {
  req: PayloadRequest
  staff: Staff
  order: Order
  limit: number
}): Promise<{ ids: string[]; total: number }> => {
  const scope = sql`any(${sql.param((await organizationTree(req)).below(staff.organization))}::uuid[])`
  const [row] = await rowsOf<{ ids: string[]; total: number }>({
    req,
    statement: sql`
      with waiting as (
        select v.parent_id as id, row_number() over (order by ${ORDERS[order]}) as place from _items_v v
        where v.version_stage = 'submitted' and v.latest and v.version_deleted_at is null
          and v.version_author_id is distinct from ${staff.id}::uuid
          and v.version_submitted_by_id is distinct from ${staff.id}::uuid
          and not coalesce(v.version_contributors ? ${staff.id}, false)
          and not coalesce(v.version_approvals @> jsonb_build_array(jsonb_build_object(
            'user', ${staff.id}::text, 'content', split_part(v.version_revision, '.', 1))), false)
          and (v.version_organization_id = ${scope} or exists (
            select 1 from _items_v_rels r join outlets o on o.id = r.outlets_id
            where r.parent_id = v.id and r.path = 'version.outlets' and o.organization_id = ${scope})))
      select count(*)::int as total,
        coalesce(json_agg(id order by place) filter (where place <= ${limit}), '[]') as ids
      from waiting`,
  })
  return row ?? { ids: [], total: 0 }
}

const ORDERS: Record<Order, Statement> = {
  planned: sql`v.version_publish_at nulls last, v.version_updated_at, v.parent_id`,
  urgent: sql`(v.version_priority = 'urgent') is true desc, v.version_updated_at, v.parent_id`,
}

/** Documents in the order of their identifiers; one that is not among them is left out. */
export const inOrderOf = <Doc extends { id: string }>({ ids, docs }: { ids: string[]; docs: Doc[] }): Doc[] =>
  ids.flatMap((id) => docs.find((doc) => doc.id === id) ?? [])
