// What may be put into the library, by what the file is: how large, how long, how many pixels.

/** Bytes that a request may bring at all; Payload ends a longer one while it comes in. */
export const MAX_UPLOAD_BYTES = 210_000_000

export type FileClass = 'picture' | 'audio' | 'video' | 'document'

/** `bytes` at most, `seconds` at most. */
export const FILE_LIMITS: Record<FileClass, { bytes: number; seconds?: number }> = {
  picture: { bytes: 40_000_000 },
  audio: { bytes: 100_000_000, seconds: 60 * 60 },
  video: { bytes: 200_000_000, seconds: 30 * 60 },
  document: { bytes: 100_000_000 },
}

export const MAX_PIXELS = 50_000_000

/** Of a clip: 4K as cinemas have it. What plays a clip at a station or on a portal takes no more. */
export const MAX_CLIP_PIXELS = 4096 * 2304

/** A picture is kept with this long side at most: twice what A4 at 200 dots an inch needs. */
export const LONGEST_SIDE = 5000

/** Every type that is taken, with the ending its files get and what it is. */
export const FILE_TYPES: Record<string, { extension: string; is: FileClass }> = {
  'image/jpeg': { extension: 'jpg', is: 'picture' },
  'image/png': { extension: 'png', is: 'picture' },
  'image/webp': { extension: 'webp', is: 'picture' },
  'audio/mpeg': { extension: 'mp3', is: 'audio' },
  'audio/wav': { extension: 'wav', is: 'audio' },
  'audio/x-m4a': { extension: 'm4a', is: 'audio' },
  'audio/ogg': { extension: 'ogg', is: 'audio' },
  'video/mp4': { extension: 'mp4', is: 'video' },
  'video/webm': { extension: 'webm', is: 'video' },
  'application/pdf': { extension: 'pdf', is: 'document' },
}
