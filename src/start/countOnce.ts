// Why this exists: what the ledger of quotas counts has changed with a migration, and the count is made by the program after
// it. A migration that ended just before it was counted owes the count still, so the database remembers that it was made.
import { sql } from '@payloadcms/db-postgres'
import { commitTransaction, createLocalReq, initTransaction, killTransaction, type Payload } from 'payload'
import { rowsOf } from '../database/statement.ts'
import { quotaOptionsIn, recount } from '../quota/index.ts'

/** The migration that changed last what is counted: since then events are. Another one here lets all be counted again. */
const CHANGED_BY = '20261124_193624_gates_and_events'
const KEY = 'loa-ledger-counted'

/** Counts the ledger anew unless that was done since, and remembers it in the same transaction. @returns places taken */
export const countOnce = async ({ payload }: { payload: Payload }): Promise<number> => {
  const req = await createLocalReq({}, payload)
  await initTransaction(req)
  try {
    // index: payload_kv_key_idx
    const known = await rowsOf({
      req,
      statement: sql`select from payload_kv where key = ${KEY} and data ->> 'since' = ${CHANGED_BY}`,
    })
    const { taken } =
      known.length > 0 ? { taken: 0 } : await recount({ req, options: quotaOptionsIn(payload) })
    await rowsOf({
      req,
      statement: sql`
        insert into payload_kv (id, key, data) values (gen_random_uuid(), ${KEY}, ${JSON.stringify({ since: CHANGED_BY })}::jsonb)
        on conflict (key) do update set data = excluded.data where payload_kv.data is distinct from excluded.data`,
    })
    await commitTransaction(req)
    return taken
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}
