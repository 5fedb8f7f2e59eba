// Two steps of approval where a line or an organisation asks for them: the unit, then whoever guides all.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { idOf } from '../src/access/roles.ts'
import { rowsOf } from '../src/database/statement.ts'

/** The organisation at the top of the item's branch, when line or organisation has "needs a second approval". */
export const askDepartment = async ({
  req,
  doc,
}: {
  req: PayloadRequest
  doc: Record<string, unknown>
}): Promise<string[]> => {
  const organization = idOf(doc.organization)
  if (!organization) return []
  const rows = await rowsOf<{ id: string }>({
    req,
    statement: sql`
      with recursive up as (
        select id, parent_id, needs_second_approval as asks, 1 as height from organizations where id = ${organization}
        union all
        select o.id, o.parent_id, false, up.height + 1 from organizations o join up on o.id = up.parent_id
        where up.height < 20)
      select up.id from up
      where up.parent_id is null
        and ((select asks from up where height = 1)
          or exists (select 1 from lines l where l.id = ${idOf(doc.line) ?? null}::uuid and l.needs_second_approval))`,
  })
  return rows.map(({ id }) => id)
}
