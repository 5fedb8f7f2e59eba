// The files of the library beside the database. They are read after it: a file is written before its row, so whatever
// a row of the snapshot names is there by then.
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { bucketObjects } from '../media/storage.ts'
import type { Manifest } from './manifest.ts'

const FOLDER = 'media'

/** Copies the files into the backup; with a bucket, lists it instead. @returns paths below `directory`, and the bucket */
export const exportMedia = async ({
  dataDir,
  directory,
}: {
  dataDir: string
  directory: string
}): Promise<{ names: string[]; bucket: Manifest['bucket'] }> => {
  const bucket = await bucketObjects()
  if (bucket) return { names: [], bucket }
  const names = await filesIn(path.join(dataDir, FOLDER))
  for (const name of names) await copy(path.join(dataDir, FOLDER, name), path.join(directory, FOLDER, name))
  return { names: names.map((name) => path.posix.join(FOLDER, name)), bucket: null }
}

/**
 * Brings the files back; those of a bucket must be there already (by its versions or its replica).
 *
 * @throws Error naming an object of the bucket that is not there, or of another size
 */
export const importMedia = async ({
  dataDir,
  directory,
  manifest,
}: {
  dataDir: string
  directory: string
  manifest: Manifest
}) => {
  if (manifest.bucket) {
    const now = await bucketObjects()
    if (!now) throw new Error(`S3_BUCKET: ${manifest.bucket.name}`)
    for (const [name, bytes] of Object.entries(manifest.bucket.objects))
      if (now.objects[name] !== bytes)
        throw new Error(`${now.name}/${name}: thiếu hoặc khác · missing or other`)
  }
  const names = Object.keys(manifest.files).filter((name) => name.startsWith(`${FOLDER}/`))
  for (const name of names) await copy(path.join(directory, name), path.join(dataDir, name))
}

const copy = async (from: string, to: string) => {
  await mkdir(path.dirname(to), { recursive: true })
  await copyFile(from, to)
}

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}
