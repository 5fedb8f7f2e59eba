// Why this exists: what `sweepFiles` is for a bucket. A file on disk is written before its row is committed, and stays
// when its row gets another or goes.
import { readdir, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { typeOfFile } from '../delivery/mediaStore.ts'

/**
 * Deletes from the folder what no row names. Only files of the library's kinds are looked at. A folder of which no row
 * names anything is another installation's (a wrong `DATA_DIR`), and is left alone.
 * @param unnamedOf tells which of these names no row has
 * @returns the names that were deleted
 */
export const sweepDisk = async ({
  directory,
  olderThanMs,
  unnamedOf,
}: {
  directory: string
  olderThanMs: number
  unnamedOf: (names: string[]) => Promise<string[]>
}): Promise<string[]> => {
  const names = (await readdir(directory).catch(noFolder)).filter((name) => typeOfFile(name) !== null)
  const isOld = async (name: string) => {
    const found = await stat(path.join(directory, name)).catch(noFile)
    return found?.isFile() === true && Date.now() - found.mtimeMs >= olderThanMs
  }
  const unnamed = names.length === 0 ? [] : await unnamedOf(names)
  if (unnamed.length === names.length) return []
  const gone: string[] = []
  for (const name of unnamed) {
    // its name may have been given again meanwhile
    if (!(await isOld(name))) continue
    await unlink(path.join(directory, name)).catch(noFile)
    gone.push(name)
  }
  return gone
}

/** Nothing was kept yet, or another sweep took it. */
const isNotThere = (error: NodeJS.ErrnoException) => error.code === 'ENOENT'
const noFolder = (error: NodeJS.ErrnoException): string[] => {
  if (isNotThere(error)) return []
  throw error
}
const noFile = (error: NodeJS.ErrnoException): undefined => {
  if (!isNotThere(error)) throw error
}
