// Where the files of renditions lie: on local disk; another store has the same two lines of type.
import { readFile } from 'node:fs/promises'
import path from 'node:path'

export type MediaStore = {
  /** The bytes of a file by its bare name; null when there is none. */
  read: (name: string) => Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null>
}

export const mediaOnDisk = ({ directory }: { directory: string }): MediaStore => ({
  read: async (name) => {
    const type = TYPES[path.extname(name).toLowerCase()]
    // a bare name only: nothing may lead out of the directory
    if (!type || name !== path.basename(name) || name.startsWith('.')) return null
    const bytes = await readFile(path.join(directory, name)).catch(() => null)
    return bytes && { bytes: new Uint8Array(bytes), type }
  },
})

const TYPES: Record<string, string> = { '.jpg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp' }
