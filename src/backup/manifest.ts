// What a backup holds, and how it is known to be whole: every file with its size and SHA-256.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

export const MANIFEST = 'manifest.json'

const file = z.object({ bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
/** A path below the folder of the backup, so that a foreign manifest leads nowhere else. */
const inside = z
  .string()
  .refine((name) => !path.isAbsolute(name) && !name.split(/[\\/]/).includes('..'), 'leads out of the backup')

const schema = z.object({
  format: z.literal(1),
  /** UTC; the database is as it was at this moment. */
  takenAt: z.iso.datetime(),
  /** Of Loa, and of the PostgreSQL that was read. */
  version: z.string(),
  postgres: z.string(),
  /** Applied migrations, in order: the schema is made from them again. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int().min(0) })),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string().regex(/^-?\d+$/) })),
  files: z.record(inside, file),
  /** Where media are in a bucket they stay there; the objects that belong to this backup, with their sizes. */
  bucket: z.object({ name: z.string(), objects: z.record(z.string(), z.int().min(0)) }).nullable(),
  /** Files that rows name and that were not there, or of another size, when the backup was taken. */
  lacking: z.array(z.string()).default([]),
})

export type Manifest = z.infer<typeof schema>

/** Size and SHA-256 of a file. */
export const measure = async (name: string) => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(name), hash)
  return { bytes: (await stat(name)).size, sha256: hash.digest('hex') }
}

/**
 * The manifest of a backup whose files are all there, byte for byte.
 * @param mayBeDamaged whether a restore could go without a file
 * @returns the manifest, and those of such files that are missing or damaged
 * @throws Error naming another that is missing or damaged
 */
export const readBackup = async ({
  directory,
  mayBeDamaged,
}: {
  directory: string
  mayBeDamaged: (name: string) => boolean
}): Promise<{ manifest: Manifest; damaged: string[] }> => {
  const text = await readFile(path.join(directory, MANIFEST), 'utf8').catch(() => {
    throw new Error(`${directory} không có ${MANIFEST} · holds no ${MANIFEST}: not a finished backup`)
  })
  const manifest = schema.parse(JSON.parse(text))
  const damaged: string[] = []
  for (const [name, file] of Object.entries(manifest.files)) {
    const target = path.join(directory, name)
    if (await isSame(target, file)) continue
    if (!mayBeDamaged(name)) {
      const isThere = await stat(target).catch(() => null)
      throw new Error(`${name}: ${isThere ? 'bị hỏng · is damaged' : 'bị thiếu · is missing'}`)
    }
    damaged.push(name)
  }
  return { manifest, damaged }
}

/** Whether a file is there, byte for byte. */
export const isSame = async (name: string, { bytes, sha256 }: z.infer<typeof file>): Promise<boolean> => {
  const found = await measure(name).catch(() => null)
  return found?.bytes === bytes && found.sha256 === sha256
}
