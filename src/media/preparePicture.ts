// Why this exists: pictures carry more than they show (places, devices, earlier previews, names). What is kept is turned
// upright, of a size that print can use, and says whose it is and nothing else.

import { escapeHtml } from '../delivery/formats/clean.ts'
import { limitedSharp as sharp } from './limitedSharp.ts'
import { LONGEST_SIDE } from './limits.ts'

/** @param credit written into the file as its rights (XMP, which knows all letters); renditions take it over */
export const preparePicture = async ({
  data,
  mimeType,
  credit,
}: {
  data: Buffer
  mimeType: string
  credit: string | null
}): Promise<{ data: Buffer; width: number; height: number }> => {
  const upright = sharp(data)
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
  const kept = credit ? upright.withXmp(rightsOf(credit)) : upright
  const written =
    mimeType === 'image/png'
      ? kept.png()
      : mimeType === 'image/webp'
        ? kept.webp({ quality: 92 })
        : kept.jpeg({ quality: 92 })
  const { data: bytes, info } = await written.toBuffer({ resolveWithObject: true })
  return { data: bytes, width: info.width, height: info.height }
}

/** ISO 16684-1: an XMP packet with Dublin Core's rights. */
const rightsOf = (credit: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(credit)}</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>`
