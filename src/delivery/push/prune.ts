// The record of pushes does not grow for ever: what came to its end long ago goes. What was given up stays until somebody
// has sent it again.
import type { Payload } from 'payload'
import pg, { type Pool } from 'pg'
import { tableOf } from '../../database/tables.ts'
import { deliveryOptionsIn } from './rememberOptions.ts'

/** Rows that go by one statement, so that no lock is held long. */
const BATCH = 1000

/**
 * Deletes pushes that were delivered or dropped more than `keepPushesDays` ago. Two processes share the work.
 * Index: (state, due_at); what came to its end keeps the moment of it in `due_at`.
 * @param subscribers slug of the subscribers, when the project has the plugin more than once. Default `subscribers`
 * @returns how many went
 */
export const prunePushes = async ({
  payload,
  subscribers,
  now = new Date(),
}: {
  payload: Payload
  subscribers?: string
  now?: Date
}): Promise<number> => {
  const { slugs, keepPushesDays } = deliveryOptionsIn(payload, subscribers)
  const { pool } = payload.db as unknown as { pool: Pool }
  const table = pg.escapeIdentifier(tableOf(slugs.pushes))
  const before = new Date(now.getTime() - keepPushesDays * DAY)
  for (let gone = 0; ; ) {
    const { rowCount } = await pool.query(
      `delete from ${table} where id in (
         select id from ${table} where state in ('delivered', 'dropped') and due_at < $1
         limit ${BATCH} for update skip locked)`,
      [before],
    )
    gone += rowCount ?? 0
    if ((rowCount ?? 0) < BATCH) return gone
  }
}

const DAY = 24 * 60 * 60 * 1000
