// What a file really is: told by its content, read to its end, whatever its name and its header say.
import { fileTypeFromBuffer } from 'file-type'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'
import { parseBuffer } from 'music-metadata'
import { limitedSharp as sharp } from './limitedSharp.ts'
import { FILE_LIMITS, FILE_TYPES, type FileClass, MAX_CLIP_PIXELS, MAX_PIXELS } from './limits.ts'

/** A file that may be kept. Sizes in pixels; `seconds` of sound and clips, to the tenth. */
export type Probed = {
  is: FileClass
  mimeType: string
  extension: string
  width?: number
  height?: number
  seconds?: number
}

/** Why a file may not be kept; keys of the errors' words. */
export type Unfit =
  | 'unknownFile'
  | 'brokenFile'
  | 'tooManyPixels'
  | 'tooManyClipPixels'
  | 'fileTooLarge'
  | 'fileTooLong'

export const probe = async (
  data: Buffer,
): Promise<Probed | { unfit: Unfit; values?: Record<string, number> }> => {
  const detected = await typeOf(data)
  const type = detected && FILE_TYPES[detected]
  if (!detected || !type) return { unfit: 'unknownFile' }
  const { bytes, seconds: longest = Number.POSITIVE_INFINITY } = FILE_LIMITS[type.is]
  if (data.length > bytes) return { unfit: 'fileTooLarge', values: { megabytes: bytes / 1e6 } }
  const found = await READERS[type.is](data, detected)
  if (typeof found === 'string') return { unfit: found }
  if ((found.seconds ?? 0) > longest) return { unfit: 'fileTooLong', values: { minutes: longest / 60 } }
  return { ...type, mimeType: detected, ...found }
}

type Found = Pick<Probed, 'width' | 'height' | 'seconds'>
type Reader = (data: Buffer, mimeType: string) => Promise<Found | Unfit>

const typeOf = async (data: Buffer): Promise<string | undefined> => {
  const found = await fileTypeFromBuffer(new Uint8Array(data)).catch(() => undefined)
  if (!found) return undefined
  const mime = found.mime.split(';')[0] ?? ''
  return ALIASES[mime] ?? mime
}

// one name for each, as browsers know it
const ALIASES: Record<string, string> = { 'audio/mp4': 'audio/x-m4a', 'audio/opus': 'audio/ogg' }

/** Decoded to the end at a small size: a header alone proves nothing, and half a picture throws. */
const readPicture: Reader = async (data) => {
  try {
    const { width, height } = await sharp(data, { limitInputPixels: false }).metadata()
    if (width * height > MAX_PIXELS) return 'tooManyPixels'
    await sharp(data, { failOn: 'truncated' }).resize(32, 32, { fit: 'fill' }).toBuffer()
    return { width, height }
  } catch {
    return 'brokenFile'
  }
}

/**
 * The frames are counted, not the header believed. Where the header promises more than the file has, the file was cut
 * off: a station would stop in the middle of a sentence.
 */
const readAudio: Reader = async (data, mimeType) => {
  try {
    const { format } = await parseBuffer(
      new Uint8Array(data),
      { mimeType, size: data.length },
      { duration: true, skipCovers: true },
    )
    const { duration = 0, bitrate = 0, hasAudio = true } = format
    if (!(hasAudio && duration > 0)) return 'brokenFile'
    const isCut = isRiffCut(data) || areBoxesCut(data) || (data.length * 8) / bitrate < duration * 0.9
    return isCut ? 'brokenFile' : { seconds: toTenth(duration) }
  } catch {
    return 'brokenFile'
  }
}

const readVideo: Reader = async (data) => {
  const input = new Input({ source: new BufferSource(new Uint8Array(data)), formats: ALL_FORMATS })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track || areBoxesCut(data) || isSegmentCut(data)) return 'brokenFile'
    // what is coded counts: that is what a player has to decode, however small it is shown
    const pixels = Math.max(track.codedWidth * track.codedHeight, track.displayWidth * track.displayHeight)
    if (pixels > MAX_CLIP_PIXELS) return 'tooManyClipPixels'
    const seconds = await input.computeDuration()
    const last = await new EncodedPacketSink(track).getPacket(Number.POSITIVE_INFINITY)
    if (!(seconds > 0 && last && last.data.byteLength > 0)) return 'brokenFile'
    return { width: track.displayWidth, height: track.displayHeight, seconds: toTenth(seconds) }
  } catch {
    return 'brokenFile'
  } finally {
    input.dispose()
  }
}

/** Payload itself looks into it; what is cut off lacks its end mark. */
const readDocument: Reader = async (data) => (data.subarray(-2048).includes('%%EOF') ? {} : 'brokenFile')

const READERS: Record<FileClass, Reader> = {
  picture: readPicture,
  audio: readAudio,
  video: readVideo,
  document: readDocument,
}

const toTenth = (seconds: number): number => Math.round(seconds * 10) / 10

/** RIFF: every chunk within the file. Sizes are 32 bits, little-endian; chunks are padded to even sizes. */
const isRiffCut = (data: Buffer): boolean => {
  if (data.toString('latin1', 0, 4) !== 'RIFF') return false
  for (let at = 12; at + 8 <= data.length; ) {
    const size = data.readUInt32LE(at + 4)
    if (at + 8 + size > data.length) return true
    at += 8 + size + (size % 2)
  }
  return false
}

/** ISO 14496-12: the boxes of the top level fill the file exactly. */
const areBoxesCut = (data: Buffer): boolean => {
  if (data.toString('latin1', 4, 8) !== 'ftyp') return false
  for (let at = 0; at < data.length; ) {
    if (at + 8 > data.length) return true
    let size = data.readUInt32BE(at)
    // to the end of the file
    if (size === 0) return false
    if (size === 1) size = at + 16 > data.length ? 0 : Number(data.readBigUInt64BE(at + 8))
    if (size < 8 || at + size > data.length) return true
    at += size
  }
  return false
}

/** Matroska (RFC 8794): the segment is as long as it says, where it says so; a live recording does not. */
const isSegmentCut = (data: Buffer): boolean => {
  if (data.readUInt32BE(0) !== EBML) return false
  const header = vintAt(data, 4)
  const at = 4 + header.length + header.value
  if (at + 12 > data.length || data.readUInt32BE(at) !== SEGMENT) return true
  const { length, value, isUnknown } = vintAt(data, at + 4)
  return !isUnknown && at + 4 + length + value > data.length
}

const EBML = 0x1a45dfa3
const SEGMENT = 0x18538067

/** A number whose first byte tells how many bytes it has; all ones: unknown. */
const vintAt = (data: Buffer, at: number): { length: number; value: number; isUnknown: boolean } => {
  const first = data[at] ?? 0
  const length = Math.clz32(first) - 23
  const most = 2 ** (7 * length)
  let value = first - 2 ** (8 - length)
  for (let n = 1; n < length; n += 1) value = value * 256 + (data[at + n] ?? 0)
  return { length, value, isUnknown: value === most - 1 }
}
