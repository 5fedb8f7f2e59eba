// Why this exists: a telephone writes the place into its clip, a studio names into its sound, and both would be delivered.
// Tags are blanked where they stand: the file keeps its size, so nothing that points into it is moved. Not reached: tags
// of Ogg, WAV and WebM, and a track of places that is recorded along with a clip.

type Span = { from: number; to: number; becomes?: string }

/** The bytes without the tags that MP4, M4A and MP3 carry beside their content; what was given stays as it is. */
export const withoutTags = (given: Buffer, mimeType: string): Buffer => {
  const spans = (SPANS[mimeType] ?? noSpans)(given)
  if (spans.length === 0) return given
  const data = Buffer.from(given)
  for (const { from, to, becomes } of spans) {
    data.fill(0, from, to)
    if (becomes) data.write(becomes, from, 'latin1')
  }
  return data
}

/** ISO 14496-12: user data, metadata and boxes of others become free space. Sizes are 32 bits, or 64 after the type. */
const boxesOf = (data: Buffer, from = 0, to = data.length): Span[] => {
  const spans: Span[] = []
  for (let at = from; at + 8 <= to; ) {
    const short = data.readUInt32BE(at)
    const isLong = short === 1 && at + 16 <= to
    const size = short === 0 ? to - at : isLong ? Number(data.readBigUInt64BE(at + 8)) : short
    const header = isLong ? 16 : 8
    if (size < header || at + size > to) return spans
    const type = data.toString('latin1', at + 4, at + 8)
    if (PARENTS.has(type)) spans.push(...boxesOf(data, at + header, at + size))
    else if (TAGS.has(type))
      spans.push({ from: at + 4, to: at + 8, becomes: 'free' }, { from: at + header, to: at + size })
    at += size
  }
  return spans
}

const TAGS = new Set(['udta', 'meta', 'uuid'])
const PARENTS = new Set(['moov', 'trak'])

/** ID3v2 before the sound keeps its header (sizes of seven bits a byte) and is all padding; ID3v1 after it is empty. */
const id3Of = (data: Buffer): Span[] => {
  const spans: Span[] = []
  for (let at = 0; at + 10 <= data.length && data.toString('latin1', at, at + 3) === 'ID3'; ) {
    const size = data.subarray(at + 6, at + 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
    // its flags too: they tell of what is no longer in it
    spans.push({ from: at + 5, to: at + 6 }, { from: at + 10, to: Math.min(at + 10 + size, data.length) })
    at += 10 + size
  }
  const last = data.length - 128
  if (last > 0 && data.toString('latin1', last, last + 3) === 'TAG')
    spans.push({ from: last + 3, to: data.length })
  return spans
}

const noSpans = (): Span[] => []
const SPANS: Record<string, (data: Buffer) => Span[]> = {
  'video/mp4': (data) => boxesOf(data),
  'audio/x-m4a': (data) => boxesOf(data),
  'audio/mpeg': id3Of,
}
