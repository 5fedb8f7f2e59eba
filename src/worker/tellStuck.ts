// An item whose time has come and that cannot be published (its outlet or line has closed, its place is taken) would wait
// silently for ever: its people are told once, with the reason, and it is tried again all the same.
import { sql } from '@payloadcms/db-postgres'
import { createLocalReq, type Payload } from 'payload'
import { rowsOf } from '../database/statement.ts'
import type { Refusal } from '../errors/index.ts'
import { addNotices } from '../notices/index.ts'

type Stuck = { title: string; people: string[] }

export const tellStuck = async ({
  payload,
  id,
  revision,
  refusal,
}: {
  payload: Payload
  id: string
  revision: string
  refusal: Refusal
}): Promise<void> => {
  try {
    const req = await createLocalReq({}, payload)
    // still this revision: else it was withdrawn, moved or published by another in between
    const [stuck] = await rowsOf<Stuck>({
      req,
      statement: sql`
        select version_title as title,
               array_remove(array[version_author_id::text, version_submitted_by_id::text]
                 || array(select a->>'user' from jsonb_array_elements(coalesce(version_approvals, '[]')) a), null) as people
        from _items_v where parent_id = ${id}::uuid and latest and version_stage = 'scheduled'
          and version_revision = ${revision}`,
    })
    if (!stuck) return
    const { code } = refusal.data as { code?: string }
    await addNotices({
      req,
      notices: [
        {
          kind: 'stuck',
          topic: `stuck:${id}:${revision}:${code}`,
          recipients: stuck.people,
          item: id,
          title: stuck.title,
          text: refusal.message,
        },
      ],
    })
  } catch (err) {
    payload.logger.error({ msg: 'telling of an item that is stuck failed', item: id, err })
  }
}
