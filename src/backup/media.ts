// The files of the library beside the database. They are read after it: a file is written before its row, so whatever
// a row of the snapshot names is there by then, unless it was taken away or replaced since.
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { bucketObjects } from '../media/storage.ts'
import { isSame, type Manifest } from './manifest.ts'
import type { NamedFiles } from './namedFiles.ts'

/** Below the data directory, and below that of a backup. */
export const MEDIA = 'media'

/**
 * Copies the files that rows name into the backup; with a bucket, lists them instead.
 * @returns paths below `directory`, the bucket, and names of files that are not there as the rows say
 */
export const exportMedia = async ({
  dataDir,
  directory,
  named,
}: {
  dataDir: string
  directory: string
  named: NamedFiles
}): Promise<{ names: string[]; bucket: Manifest['bucket']; lacking: string[] }> => {
  const bucket = await bucketObjects()
  const sizes: Record<string, number> = {}
  for (const name of named.keys()) {
    const bytes = bucket
      ? bucket.objects[name]
      : await copied(path.join(dataDir, MEDIA, name), path.join(directory, MEDIA, name))
    if (bytes !== undefined) sizes[name] = bytes
  }
  return {
    names: bucket ? [] : Object.keys(sizes).map((name) => path.posix.join(MEDIA, name)),
    bucket: bucket && { name: bucket.name, objects: sizes },
    lacking: [...named].flatMap(([name, bytes]) => {
      const found = sizes[name]
      return found !== undefined && found === (bytes ?? found) ? [] : name
    }),
  }
}

/**
 * Names of files that would not be there after a restore. Those of a bucket must be there already (by its versions or its
 * replica).
 * @param damaged paths in the backup that are not to be brought back
 * @throws Error when there is no bucket although the backup has one
 */
export const missingMedia = async ({
  manifest,
  damaged,
}: {
  manifest: Manifest
  damaged: string[]
}): Promise<string[]> => {
  const lacking = [...damaged.map((name) => name.slice(MEDIA.length + 1)), ...manifest.lacking]
  if (manifest.bucket) {
    const now = await bucketObjects()
    if (!now) throw new Error(`S3_BUCKET: ${manifest.bucket.name}`)
    for (const [name, bytes] of Object.entries(manifest.bucket.objects))
      if (now.objects[name] !== bytes) lacking.push(name)
  }
  return [...new Set(lacking)].sort()
}

/**
 * Copies the files of the backup beside their places while nothing is lost yet, which takes their room on the disk. What is
 * in its place already stays.
 * @returns how to put the files in their places, or take them away again
 * @throws Error when they cannot be written
 */
export const stageMedia = async ({
  dataDir,
  directory,
  manifest,
  damaged,
}: {
  dataDir: string
  directory: string
  manifest: Manifest
  damaged: string[]
}) => {
  const waiting: string[] = []
  const clear = async () => {
    for (const target of waiting) await rm(`${target}${WAITING}`, { force: true })
  }
  try {
    for (const [name, file] of Object.entries(manifest.files)) {
      const target = path.join(dataDir, name)
      if (!isMedia(name) || damaged.includes(name) || (await isSame(target, file))) continue
      waiting.push(target)
      await mkdir(path.dirname(target), { recursive: true })
      await copyFile(path.join(directory, name), `${target}${WAITING}`)
    }
  } catch (error) {
    await clear()
    throw error
  }
  return {
    place: async () => {
      for (const target of waiting) await rename(`${target}${WAITING}`, target)
    },
    clear,
  }
}

/** Whether a path of a manifest is a file of the library. */
export const isMedia = (name: string): boolean => name.startsWith(`${MEDIA}/`)

const WAITING = '.restoring'

/** @returns size of the copy; undefined where the file is not there (any more) */
const copied = async (from: string, to: string): Promise<number | undefined> => {
  await mkdir(path.dirname(to), { recursive: true })
  try {
    await copyFile(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await rm(to, { force: true })
    return
  }
  return (await stat(to)).size
}
