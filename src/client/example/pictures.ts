// Pictures are fetched with the key once, and then are the portal's own: its readers need no key, and no API.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Client, LoaError } from '../index.ts'

export type Picture = { bytes: Uint8Array; type: string }
export type Pictures = ReturnType<typeof pictureCache>

const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

export const pictureCache = ({ client, directory }: { client: Client; directory: string }) => {
  const under = new Map<string, Promise<Picture | null>>()

  const fetchOnce = async (name: string, type: string): Promise<Picture | null> => {
    // its name on disk is ours: nothing in it can lead elsewhere
    const file = path.join(directory, createHash('sha256').update(name).digest('hex'))
    const kept = await readFile(file).catch(() => null)
    if (kept) return { bytes: kept, type }
    const response = await client.media(encodeURIComponent(name)).catch((error) => {
      if (error instanceof LoaError) return null
      throw error
    })
    if (!response) return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    await mkdir(directory, { recursive: true })
    await writeFile(`${file}.new`, bytes)
    await rename(`${file}.new`, file)
    return { bytes, type }
  }

  /** The picture of this name, from disk or from the API; null when it is not to be had. */
  return (name: string): Promise<Picture | null> => {
    const type = TYPES[name.split('.').at(-1)?.toLowerCase() ?? '']
    if (!type) return Promise.resolve(null)
    const known = under.get(name)
    if (known) return known
    const fetching = fetchOnce(name, type).finally(() => under.delete(name))
    under.set(name, fetching)
    return fetching
  }
}
