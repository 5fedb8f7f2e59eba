// Covers for the sample content. Drawn, so that the demo ships no photograph whose rights or faces somebody must clear.
import sharp from 'sharp'
import { foregrounds, type Motif } from './motifs.ts'
import type { Colours } from './shapes.ts'

/** What a picture is drawn from. */
export type PictureSketch = { motif: Motif; colours: Colours }

/** The picture as a JPEG of `width` × `height` pixels; what does not fit the shape is cut off at the edges. */
export const drawPicture = async ({
  picture,
  width,
  height,
}: {
  picture: PictureSketch
  width: number
  height: number
}): Promise<Buffer> =>
  sharp(Buffer.from(pictureSvg({ picture, width, height })))
    .jpeg({ quality: 86, mozjpeg: true })
    .toBuffer()

/** The picture as SVG text: no letters in it, so that no machine needs a font. */
export const pictureSvg = ({
  picture,
  width,
  height,
}: {
  picture: PictureSketch
  width: number
  height: number
}): string => {
  const { colours, motif } = picture
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1600 900" preserveAspectRatio="xMidYMid slice">
<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colours.sky[0]}"/><stop offset="1" stop-color="${colours.sky[1]}"/></linearGradient>
<linearGradient id="glow" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colours.light}" stop-opacity="0"/><stop offset=".6" stop-color="${colours.light}" stop-opacity=".5"/><stop offset="1" stop-color="${colours.light}" stop-opacity="0"/></linearGradient>
</defs>
<rect width="1600" height="900" fill="url(#sky)"/>
${foregrounds[motif](colours)}
</svg>`
}
