// A chart as a picture for the DOCX. Its letters are drawn as outlines: which fonts a server has does not matter.
import type { Config } from 'payload'
import type { Drawing, Shape } from './charts.ts'
import { fontFile } from './fonts.ts'
import { cleanText } from './text.ts'

export type Sharp = NonNullable<Config['sharp']>

type Font = import('fontkit').Font

/** @returns makes a PNG in grey, `scale` pixels for each unit of the drawing */
export const pictureMaker = async ({ sharp, scale }: { sharp: Sharp; scale: number }) => {
  const { create } = await import('fontkit')
  const font = create(await fontFile('regular')) as Font
  return async ({ drawing }: { drawing: Drawing }): Promise<Buffer> =>
    sharp(Buffer.from(svgOf({ drawing, font })), { density: 72 * scale })
      .flatten({ background: '#ffffff' })
      .greyscale()
      .png({ palette: true, colours: 16 })
      .toBuffer()
}

const svgOf = ({ drawing: { width, height, shapes }, font }: { drawing: Drawing; font: Font }): string => `
  <svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
    <defs>
      <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" fill="#ffffff"/><rect width="1" height="4" fill="#000000"/>
      </pattern>
    </defs>
    ${shapes.map((shape) => markOf({ shape, font })).join('\n')}
  </svg>`

const markOf = ({ shape, font }: { shape: Shape; font: Font }): string => {
  if (shape.type === 'bar') {
    const { x, y, width, height, fill } = shape
    const paint = fill === 'solid' ? '#404040' : 'url(#hatch)'
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${paint}" stroke="#000000" stroke-width="0.6"/>`
  }
  if (shape.type === 'line')
    return `<line x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}" stroke="#000000" stroke-width="0.8"/>`
  return outlinesOf({ shape, font })
}

const outlinesOf = ({
  shape: { text, x, y, size, anchor },
  font,
}: {
  shape: Extract<Shape, { type: 'text' }>
  font: Font
}): string => {
  const { glyphs, positions, advanceWidth } = font.layout(cleanText(text))
  const scale = size / font.unitsPerEm
  let at = x - advanceWidth * scale * { start: 0, middle: 0.5, end: 1 }[anchor]
  return glyphs
    .map((glyph, index) => {
      const path = glyph.path.toSVG()
      const left = at
      at += (positions[index]?.xAdvance ?? 0) * scale
      return path ? `<path transform="translate(${left} ${y}) scale(${scale} ${-scale})" d="${path}"/>` : ''
    })
    .join('')
}
