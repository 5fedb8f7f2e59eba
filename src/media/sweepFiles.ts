// Why this exists: a file is put into the bucket before its row is committed and leaves it after, so a fault in between
// can leave a file that no row names. Nobody can ask for it, but it would lie there for ever.
import path from 'node:path'
import pg, { type Pool } from 'pg'
import { tableOf, valueColumnOf } from '../database/tables.ts'
import { dataDirIn } from '../dataDir.ts'
import { typeOfFile } from '../delivery/mediaStore.ts'
import { RENDITION_NAMES } from './renditions.ts'
import { bucketObjects, removeFromBucket } from './storage.ts'
import { sweepDisk } from './sweepDisk.ts'

/**
 * Deletes from the bucket what no row of `media` names. Only files of the library's kinds are looked at. Where files are
 * kept on disk, the folder is swept instead. A bucket can be large and the service slow: what was put there or named since
 * it was listed stays.
 * @param olderThanMs what is younger may belong to a row that is not committed yet; by the clock of the service
 * @param signal ends it
 * @returns the names that were deleted
 */
export const sweepFiles = async ({
  pool,
  olderThanMs,
  env = process.env,
  signal,
}: {
  pool: Pool
  olderThanMs: number
  env?: NodeJS.ProcessEnv
  signal?: AbortSignal
}): Promise<string[]> => {
  const bucket = await bucketObjects(env, signal)
  if (!bucket) {
    const directory = path.resolve(dataDirIn(env), 'media')
    return sweepDisk({ directory, olderThanMs, unnamedOf: (names) => unnamedOf(pool, names) })
  }
  const old = Object.keys(bucket.objects).filter(
    (name) => typeOfFile(name) !== null && bucket.age(name) >= olderThanMs,
  )
  const unnamed = old.length === 0 ? [] : await unnamedOf(pool, old)
  return removeFromBucket({
    names: unnamed,
    mayGo: async ({ name, ageMs }) => ageMs >= olderThanMs && (await unnamedOf(pool, [name])).length > 0,
    env,
    signal,
  })
}

/** Uses the indexes on the file names. */
const unnamedOf = async (pool: Pool, names: string[]): Promise<string[]> => {
  const columns = ['filename', ...RENDITION_NAMES.map((name) => `sizes_${valueColumnOf(name)}_filename`)]
  const isNamed = columns.map((column) => `m.${pg.escapeIdentifier(column)} = n.name`).join(' or ')
  const { rows } = await pool.query<{ name: string }>(
    `select n.name from unnest($1::text[]) n(name)
     where not exists (select from ${pg.escapeIdentifier(tableOf('media'))} m where ${isNamed})`,
    [names],
  )
  return rows.map(({ name }) => name)
}
