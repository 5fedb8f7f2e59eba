// Once an hour the record of pushes is cut to what the delivery plugin is told to keep, that of attempts to log in to what
// counts, and the files to what rows name. A bucket can be large and its service silent, so this goes its own way beside
// the other tasks.
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { pruneAttempts } from '../access/loginAttempts.ts'
import { prunePushes } from '../delivery/index.ts'
import { sweepFiles } from '../media/sweepFiles.ts'

const HOUR = 60 * 60 * 1000

/** Does nothing within an hour of the last time. @param signal ends it */
export const keepRecordsShort = async ({
  payload,
  signal,
}: {
  payload: Payload
  signal?: AbortSignal
}): Promise<void> => {
  if (Date.now() - (prunedAt.get(payload) ?? 0) < HOUR) return
  prunedAt.set(payload, Date.now())
  const gone = await prunePushes({ payload })
  if (gone > 0) payload.logger.info({ msg: 'old pushes are off the record', gone })
  const { pool } = payload.db as unknown as { pool: Pool }
  await pruneAttempts(pool)
  const swept = await sweepFiles({ pool, olderThanMs: HOUR, signal })
  if (swept.length > 0) payload.logger.info({ msg: 'files without a row are gone', gone: swept.length })
}

const prunedAt = new WeakMap<Payload, number>()
