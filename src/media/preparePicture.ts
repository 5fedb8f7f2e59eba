// Why this exists: pictures carry more than they show (places, devices, earlier previews, names). What is kept is turned
// upright, of a size that print can use, and says whose it is and nothing else.

import { limitedSharp as sharp } from './limitedSharp.ts'
import { LONGEST_SIDE } from './limits.ts'

/** @param credit written into the file as its copyright (Exif); renditions take it over */
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
  const kept = credit ? upright.withExif({ IFD0: { Copyright: credit } }) : upright
  const written =
    mimeType === 'image/png'
      ? kept.png()
      : mimeType === 'image/webp'
        ? kept.webp({ quality: 92 })
        : kept.jpeg({ quality: 92 })
  const { data: bytes, info } = await written.toBuffer({ resolveWithObject: true })
  return { data: bytes, width: info.width, height: info.height }
}
