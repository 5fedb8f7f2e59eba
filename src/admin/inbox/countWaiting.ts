// How many items wait for this approver: the figure in the navigation, on every page.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { organizationTree } from '../../access/organizations.ts'
import { staffOf } from '../../access/roles.ts'
import { rowsOf } from '../../database/statement.ts'

/**
 * Submitted items of the approver's scope, or for outlets of it, but for those he or she has written, submitted or
 * approved. 0 for everybody else. One statement, by the index on the stage of versions.
 */
export const countWaiting = async (req: PayloadRequest): Promise<number> => {
  const staff = staffOf(req)
  if (staff?.role !== 'approver') return 0
  const scope = sql`any(${sql.param((await organizationTree(req)).below(staff.organization))}::uuid[])`
  const [row] = await rowsOf<{ count: number }>({
    req,
    statement: sql`
      select count(*)::int as count from _items_v v
      where v.version_stage = 'submitted' and v.latest and v.version_deleted_at is null
        and v.version_author_id is distinct from ${staff.id}::uuid
        and v.version_submitted_by_id is distinct from ${staff.id}::uuid
        and not coalesce(v.version_contributors ? ${staff.id}, false)
        and not coalesce(v.version_approvals @> ${JSON.stringify([{ user: staff.id }])}::jsonb, false)
        and (v.version_organization_id = ${scope} or exists (
          select 1 from _items_v_rels r join outlets o on o.id = r.outlets_id
          where r.parent_id = v.id and r.path = 'version.outlets' and o.organization_id = ${scope}))`,
  })
  return row?.count ?? 0
}
