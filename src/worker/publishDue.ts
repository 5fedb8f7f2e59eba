// Publishes what is scheduled and due, in order: exactly the approved revision. What was missed while
// everything was down is caught up by the same query. Two workers meet at the row's lock; the second finds
// the item published and goes on.
import { sql } from '@payloadcms/db-postgres'
import { createLocalReq, type Payload } from 'payload'
import { performTransition } from '../approval/index.ts'
import { sanitizeOptions } from '../approval/options.ts'
import { approvalOptions } from '../approvalOptions.ts'
import { rowsOf } from '../database/statement.ts'
import { Refusal } from '../errors/index.ts'

/** @returns how many were published. Index: _items_v (version_stage), few rows are `scheduled`. */
export const publishDue = async ({ payload }: { payload: Payload }): Promise<number> => {
  const due = await rowsOf<{ id: string; revision: string }>({
    req: await createLocalReq({}, payload),
    statement: sql`
      select parent_id as id, version_revision as revision from _items_v
      where latest and version_stage = 'scheduled' and version_publish_at <= now()
      order by version_publish_at, parent_id limit 50`,
  })
  let published = 0
  for (const { id, revision } of due) {
    try {
      await performTransition({
        req: await createLocalReq({}, payload),
        id,
        actor: 'schedule',
        wish: { verb: 'publish', revision },
        options: sanitizeOptions(approvalOptions),
      })
      published += 1
      payload.logger.info({ msg: 'published as scheduled', item: id })
    } catch (error) {
      // withdrawn, moved or published by another worker in between; anything else is tried again
      if (error instanceof Refusal)
        payload.logger.warn({ msg: 'not published', item: id, code: (error.data as { code?: string }).code })
      else payload.logger.error({ msg: 'publishing failed', item: id, err: error })
    }
  }
  return published
}
