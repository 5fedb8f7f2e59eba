// Letters one after the other. The font library shapes every word by the rules of all scripts, which takes a list of
// 20,000 items longer than all the rest (measured: 6 of 10 s of computing), and pdfkit keeps each word it has seen for
// ever. Vietnamese in composed letters needs none of that; what has marks of its own is shaped as before.
import type PDFDocument from 'pdfkit'

type Glyph = { id: number; advanceWidth: number; codePoints: number[] }
type Position = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number; advanceWidth: number }
type Layout = { glyphs: Glyph[]; positions: Position[]; advanceWidth: number }
/** The part of pdfkit's font that lays out: not in its types. */
type EmbeddedFont = {
  scale: number
  font: { glyphForCodePoint: (point: number) => Glyph }
  layout: (text: string, features?: unknown, onlyWidth?: boolean) => Layout
}

/** Makes the font that a document has just been given lay out simple texts letter by letter. */
export const layOutSimply = (pdf: InstanceType<typeof PDFDocument>) => {
  const embedded = (pdf as unknown as { _font: EmbeddedFont })._font
  const shaped = embedded.layout.bind(embedded)
  const known = new Map<string, { glyph: Glyph; position: Position }>()
  const letterOf = (sign: string) => {
    const before = known.get(sign)
    if (before) return before
    const glyph = embedded.font.glyphForCodePoint(sign.codePointAt(0) ?? 0)
    const advance = glyph.advanceWidth * embedded.scale
    const position = { xAdvance: advance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: advance }
    const letter = { glyph, position }
    known.set(sign, letter)
    return letter
  }
  embedded.layout = (text, features, onlyWidth) => {
    if (!SIMPLE.test(text)) return shaped(text, features, onlyWidth)
    const glyphs: Glyph[] = []
    const positions: Position[] = []
    let advanceWidth = 0
    for (const sign of text) {
      const { glyph, position } = letterOf(sign)
      glyphs.push(glyph)
      positions.push(position)
      advanceWidth += position.advanceWidth
    }
    return { glyphs, positions, advanceWidth }
  }
}

/** Latin letters in their composed form, digits, signs. */
const SIMPLE = /^[\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}]*$/u
