// Publishes what is scheduled and due, in order: exactly the approved revision. What was missed while
// everything was down is caught up by the same query. Two workers meet at the row's lock; the second finds
// the item published and goes on.
import { sql } from '@payloadcms/db-postgres'
import { createLocalReq, type Payload } from 'payload'
import { performTransition } from '../approval/index.ts'
import { rowsOf } from '../database/statement.ts'
import { Refusal } from '../errors/index.ts'
import { tellStuck } from './tellStuck.ts'

type Due = { id: string; revision: string; at: string }

const PAGE = 100
// An item that was refused (its outlet has closed, say) is tried again after a minute, one that met an error (the
// database was away) after seconds; in milliseconds.
const AFTER_REFUSAL = 60_000
const AFTER_ERROR = 2000
/** Until when, by a clock that nobody sets: `performance.now()`. */
const postponed = new Map<string, number>()

/** @returns how many were published */
export const publishDue = async ({ payload }: { payload: Payload }): Promise<number> => {
  let published = 0
  for (let last: Due | undefined; ; ) {
    const page = await duePage({ payload, last })
    for (const due of page) if (await publishOne({ payload, due })) published += 1
    last = page.at(-1)
    if (page.length < PAGE) return published
  }
}

// Index: _items_v_scheduled_idx, which holds the scheduled ones alone.
const duePage = async ({ payload, last }: { payload: Payload; last: Due | undefined }) =>
  rowsOf<Due>({
    req: await createLocalReq({}, payload),
    statement: sql`
      select parent_id as id, version_revision as revision, version_publish_at::text as at from _items_v
      where latest and version_stage = 'scheduled' and version_publish_at <= now()
        and version_deleted_at is null
        and (${last?.at ?? null}::timestamptz is null
          or (version_publish_at, parent_id) > (${last?.at ?? null}::timestamptz, ${last?.id ?? null}::uuid))
      order by version_publish_at, parent_id limit ${PAGE}`,
  })

const publishOne = async ({
  payload,
  due: { id, revision },
}: {
  payload: Payload
  due: Due
}): Promise<boolean> => {
  if ((postponed.get(id) ?? 0) > performance.now()) return false
  postponed.delete(id)
  try {
    await performTransition({
      req: await createLocalReq({}, payload),
      id,
      actor: 'schedule',
      wish: { verb: 'publish', revision },
    })
    payload.logger.info({ msg: 'published as scheduled', item: id })
    return true
  } catch (error) {
    // withdrawn, moved or published by another worker in between, or not possible at the moment
    const isRefused = error instanceof Refusal
    postponed.set(id, performance.now() + (isRefused ? AFTER_REFUSAL : AFTER_ERROR))
    if (isRefused) {
      payload.logger.warn({ msg: 'not published', item: id, code: (error.data as { code?: string }).code })
      await tellStuck({ payload, id, revision, refusal: error })
    } else payload.logger.error({ msg: 'publishing failed', item: id, err: error })
    return false
  }
}
