// The paper a PDF is written on: pages with their numbers, a cursor that moves down, text that is broken into lines,
// and tags that tell a screen reader what is what (ISO 32000-1, 14.8; PDF/UA-1).
import PDFDocument from 'pdfkit'
import { type Face, fontFile } from './fonts.ts'
import type { ReportDocument } from './model.ts'
import { layOutSimply } from './pdfLetters.ts'
import { cleanText } from './text.ts'

export const MM = 72 / 25.4
const A4 = { width: 210 * MM, height: 297 * MM }
export const MARGIN = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM }
export const TEXT_WIDTH = A4.width - MARGIN.left - MARGIN.right

export type Style = { face: Face; size: number }
export type Align = 'left' | 'center' | 'right' | 'justify'
export type Paper = Awaited<ReturnType<typeof openPaper>>
type Tag = PDFKit.PDFStructureElement

export const openPaper = async ({ document }: { document: ReportDocument }) => {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: document.language,
    displayTitle: true,
    fontLayoutCache: false,
    info: {
      Title: cleanText(`${document.kind}. ${document.subject}`),
      Author: cleanText(document.issuer),
      Subject: cleanText(document.period),
    },
  } as unknown as PDFKit.PDFDocumentOptions)
  for (const face of ['regular', 'bold', 'italic', 'boldItalic'] as const) {
    pdf.registerFont(face, await fontFile(face))
    layOutSimply(pdf.font(face))
  }
  const flush = writeTogether(pdf)
  const root = pdf.struct('Document')
  pdf.addStructure(root)

  let y = 0
  let page = 0
  const bottom = A4.height - MARGIN.bottom
  const use = ({ face, size }: Style) => pdf.font(face).fontSize(size)

  /** What is not said: lines, page numbers. */
  const artifact = (draw: () => void, type: 'Pagination' | 'Layout' = 'Layout') => {
    pdf.markContent('Artifact', { type })
    draw()
    pdf.endMarkedContent()
  }

  const turn = () => {
    flush()
    pdf.addPage()
    page += 1
    y = MARGIN.top
    if (page === 1) return
    const style: Style = { face: 'regular', size: 13 }
    use(style)
    const number = String(page)
    artifact(
      () =>
        pdf.text(number, MARGIN.left + (TEXT_WIDTH - pdf.widthOfString(number)) / 2, 9 * MM, {
          lineBreak: false,
        }),
      'Pagination',
    )
  }

  const measure = (style: Style) => {
    use(style)
    return (word: string): number => pdf.widthOfString(word)
  }

  /** A text in lines that fit; a word that fits nowhere, as an address, is cut. */
  const linesOf = ({ text, style, width, first = 0 }: Wrapping): Line[] => {
    const of = measure(style)
    const space = of(' ')
    const lines: Line[] = []
    let words: string[] = []
    let used = first
    const close = () => {
      lines.push({ text: words.join(' '), width: used, words: words.length })
      words = []
      used = 0
    }
    for (const word of cleanText(text).normalize('NFC').split(/\s+/).filter(Boolean)) {
      for (const piece of of(word) <= width ? [word] : pieces({ word, of, width })) {
        const next = of(piece)
        if (words.length > 0 && used + space + next > width) close()
        used += (words.length > 0 ? space : 0) + next
        words.push(piece)
      }
    }
    if (words.length > 0 || lines.length === 0) close()
    return lines
  }

  const heightOf = ({ size }: Style, spacing = 1.15) => size * spacing

  /** Lines at a place, without moving the cursor. */
  const put = ({ lines, style, x, top, width, align = 'left', first = 0, spacing }: Putting) => {
    use(style)
    const height = heightOf(style, spacing)
    lines.forEach((line, at) => {
      if (!line.text) return
      const indent = at === 0 ? first : 0
      const room = width - (at === 0 ? line.width : line.width)
      const shift = align === 'center' ? room / 2 : align === 'right' ? room : indent
      const isStretched = align === 'justify' && at < lines.length - 1 && line.words > 1
      pdf.text(line.text, x + shift, top + at * height, {
        lineBreak: false,
        // known already: not to be measured again
        ...({ textWidth: line.width, wordCount: line.words } as object),
        ...(isStretched ? { wordSpacing: room / (line.words - 1) } : {}),
      })
    })
    return lines.length * height
  }

  return {
    pdf,
    root,
    artifact,
    /** Ends the document. */
    close: () => {
      root.end()
      flush()
      pdf.end()
    },
    linesOf,
    put,
    heightOf,
    turn,
    /** A page that begins to count anew: the first of the report, the first of an annex. */
    begin: () => {
      page = 0
      turn()
    },
    at: () => y,
    moveTo: (to: number) => {
      y = to
    },
    /** Turns the page unless so much room is left. @returns whether it did */
    need: (height: number): boolean => {
      if (y + height <= bottom) return false
      turn()
      return true
    },
    room: () => bottom - y,
    /** A tagged element of a parent, drawn at once. */
    tag: (type: string, draw: () => void, { parent = root, ...options }: TagOptions = {}): Tag => {
      const content = pdf.markStructureContent(type)
      draw()
      pdf.endMarkedContent()
      const element = pdf.struct(type, options as never, [content as never])
      parent.add(element)
      return element
    },
    /** A paragraph across pages. `first`: indent of its first line. */
    paragraph: function paragraph({ text, style, type = 'P', align = 'justify', ...more }: Paragraph) {
      const { first = 0, spacing = 1.15, before = 0, x = MARGIN.left, width = TEXT_WIDTH } = more
      const lines = linesOf({ text, style, width, first })
      const height = heightOf(style, spacing)
      y += before
      const element = pdf.struct(type as 'P')
      root.add(element)
      let done = 0
      while (done < lines.length) {
        let fitting = Math.floor((bottom - y + 0.01) / height)
        if (fitting < 1) {
          turn()
          fitting = Math.floor((bottom - y) / height)
        }
        const some = lines.slice(done, done + fitting)
        const isLast = done + some.length >= lines.length
        const content = pdf.markStructureContent(type)
        put({
          // the last line of a page is stretched, the last of the paragraph is not
          lines: isLast ? some : [...some, EMPTY],
          style,
          x,
          top: y,
          width,
          align,
          first: done === 0 ? first : 0,
          spacing,
        })
        pdf.endMarkedContent()
        element.add(content as never)
        y += some.length * height
        done += some.length
      }
      element.end()
    },
  }
}

/**
 * Joins the operators of a page to long pieces: pdfkit makes an array of bytes of each, a dozen for every line of
 * text, and a long list millions of them. @returns writes what waits; to be called before a page ends
 */
const writeTogether = (pdf: PDFKit.PDFDocument) => {
  let waiting: string[] = []
  const flush = () => {
    if (waiting.length > 0)
      (pdf.page as unknown as { write: (chunk: string) => void }).write(waiting.join('\n'))
    waiting = []
  }
  pdf.addContent = (operators: string) => {
    waiting.push(operators)
    if (waiting.length > 2_000) flush()
    return pdf
  }
  return flush
}

type Line = { text: string; width: number; words: number }
const EMPTY: Line = { text: '', width: 0, words: 0 }
type Wrapping = { text: string; style: Style; width: number; first?: number }
type Putting = {
  lines: Line[]
  style: Style
  x: number
  top: number
  width: number
  align?: Align
  first?: number
  spacing?: number
}
type TagOptions = {
  parent?: Tag
  alt?: string
  scope?: 'Column' | 'Row'
  bbox?: number[]
  placement?: string
}
type Paragraph = {
  text: string
  style: Style
  type?: string
  align?: Align
  first?: number
  spacing?: number
  before?: number
  x?: number
  width?: number
}

/** A word too long for a line: cut after a sign that addresses have, else anywhere. */
const pieces = ({ word, of, width }: { word: string; of: (word: string) => number; width: number }) => {
  const found: string[] = []
  let left = word
  while (of(left) > width && left.length > 1) {
    let length = left.length - 1
    while (length > 1 && of(left.slice(0, length)) > width) length = Math.max(1, Math.floor(length * 0.9))
    const cut = Math.max(
      ...['/', '-', '.', '_', '?', '&', '='].map((sign) => left.lastIndexOf(sign, length - 1)),
    )
    const at = cut > length / 2 ? cut + 1 : length
    found.push(left.slice(0, at))
    left = left.slice(at)
  }
  return [...found, left]
}
