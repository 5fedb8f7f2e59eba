// Where the files of renditions lie: on local disk; another store has the same few lines of type.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'

/** First and last byte, both included. */
export type ByteRange = { start: number; end: number }

export type MediaFile = {
  type: string
  /** In bytes. */
  size: number
  read: (
    range?: ByteRange,
  ) => ReadableStream<Uint8Array<ArrayBuffer>> | Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
}

export type MediaStore = {
  /** A file by its bare name; null when there is none. Nothing is read before `read` is called. */
  find: (name: string) => Promise<MediaFile | null>
}

export const mediaOnDisk = ({ directory }: { directory: string }): MediaStore => ({
  find: async (name) => {
    const type = typeOfFile(name)
    if (!type) return null
    const file = path.join(directory, name)
    const found = await stat(file).catch(() => null)
    if (!found?.isFile()) return null
    return {
      type,
      size: found.size,
      read: (range) =>
        Readable.toWeb(createReadStream(file, range)) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>,
    }
  },
})

/** The media type of a file by its ending; null for one that is not delivered: a bare name, nothing that leads elsewhere. */
export const typeOfFile = (name: string): string | null =>
  name === path.basename(name) && !name.startsWith('.')
    ? (TYPES[path.extname(name).toLowerCase()] ?? null)
    : null

const TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.pdf': 'application/pdf',
}
