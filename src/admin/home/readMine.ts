// The reader's own drafts. Asked for by the person: among all drafts of the scope, the last touched of which are read,
// those of somebody in a large house would be missing.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import type { Staff } from '../../access/roles.ts'
import { rowsOf } from '../../database/statement.ts'
import type { Item } from '../../payload-types.ts'
import { inOrderOf } from '../inbox/waitingFor.ts'
import { readByIDs } from './readItems.ts'

/**
 * Drafts that this person wrote, changed or submitted, the last touched first: those that came back with a comment, and
 * the others.
 * @param limit how many of each
 */
export const readMine = async ({
  req,
  staff,
  limit,
}: {
  req: PayloadRequest
  staff: Staff
  limit: number
}): Promise<{ returned: Item[]; drafts: Item[] }> => {
  const rows = await rowsOf<{ id: string; came_back: boolean }>({
    req,
    statement: sql`
      with mine as (
        select v.parent_id as id, coalesce(v.version_last_comment, '') <> '' as came_back, v.version_updated_at as at
        from _items_v v
        where v.version_stage = 'draft' and v.latest and v.version_deleted_at is null
          and (v.version_author_id = ${staff.id}::uuid or v.version_submitted_by_id = ${staff.id}::uuid
            or v.version_contributors ? ${staff.id})),
      placed as (select *, row_number() over (partition by came_back order by at desc, id) as place from mine)
      select id, came_back from placed where place <= ${limit} order by place`,
  })
  const docs = await readByIDs({ req, ids: rows.map(({ id }) => id) })
  const those = (hasComeBack: boolean) =>
    inOrderOf({ ids: rows.flatMap(({ id, came_back }) => (came_back === hasComeBack ? id : [])), docs })
  return { returned: those(true), drafts: those(false) }
}
