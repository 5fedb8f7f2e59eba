// The report as PDF: the same content and form as the DOCX, tagged, with its letters embedded.
import { buffer } from 'node:stream/consumers'
import { breathe } from './breathe.ts'
import type { Drawing, Shape } from './charts.ts'
import type { Block, ReportDocument, Table } from './model.ts'
import { MARGIN, MM, openPaper, type Paper, type Style, TEXT_WIDTH } from './pdfPaper.ts'
import { cleanText } from './text.ts'

const BODY: Style = { face: 'regular', size: 14 }
const BOLD: Style = { face: 'bold', size: 14 }
const ITALIC: Style = { face: 'italic', size: 14 }
const SMALL: Style = { face: 'regular', size: 13 }
const SMALL_BOLD: Style = { face: 'bold', size: 13 }
const CAPTION: Style = { face: 'italic', size: 13 }
const INDENT = 10 * MM

export const pdfOf = async ({ document }: { document: ReportDocument }): Promise<Buffer> => {
  const paper = await openPaper({ document })
  const all = buffer(paper.pdf)
  paper.begin()
  drawHead({ paper, document })
  await drawBlocks({ paper, blocks: document.body, size: 12 })
  drawFoot({ paper, document })
  paper.begin()
  drawAnnexHead({ paper, document })
  await drawBlocks({ paper, blocks: document.annex.blocks, size: 11 })
  paper.close()
  return all
}

type On = { paper: Paper }

/** Issuing body on the left, the nation's name and motto on the right; then title, subject and addressee. */
const drawHead = ({ paper, document }: On & { document: ReportDocument }) => {
  const top = paper.at()
  const left = { x: MARGIN.left, width: TEXT_WIDTH * 0.42 - 6 }
  const right = { x: MARGIN.left + TEXT_WIDTH * 0.42, width: TEXT_WIDTH * 0.58 }
  if (document.superior)
    centred({ paper, text: document.superior, style: { face: 'regular', size: 12 }, ...left })
  centred({ paper, text: document.issuer, style: { face: 'bold', size: 12 }, ...left })
  rule({ paper, length: 50, ...left })
  centred({ paper, text: document.number, style: SMALL, ...left })
  const leftEnd = paper.at()
  paper.moveTo(top)
  // the nation's name stands on one line (Annex I, II.1)
  centred({ paper, text: document.country, style: { face: 'bold', size: 12 }, ...right })
  centred({ paper, text: document.motto, style: SMALL_BOLD, ...right })
  rule({ paper, length: 140, ...right })
  centred({ paper, text: document.placeAndDate, style: { face: 'italic', size: 13 }, ...right })
  paper.moveTo(Math.max(leftEnd, paper.at()) + 22)
  centred({ paper, text: document.kind, style: BOLD, type: 'H1' })
  centred({ paper, text: document.subject, style: BOLD })
  centred({ paper, text: document.period, style: BOLD })
  rule({ paper, length: 90 })
  centred({ paper, text: document.addressee, style: BODY, before: 10 })
  paper.moveTo(paper.at() + 8)
}

const drawFoot = ({
  paper,
  document: { recipients, signer, signerName },
}: On & { document: ReportDocument }) => {
  paper.moveTo(paper.at() + 14)
  paper.need(130)
  const top = paper.at()
  const right = { x: MARGIN.left + TEXT_WIDTH * 0.45, width: TEXT_WIDTH * 0.55 }
  const left = { x: MARGIN.left, width: TEXT_WIDTH * 0.42 }
  paper.paragraph({ text: recipients.title, style: { face: 'boldItalic', size: 12 }, align: 'left', ...left })
  for (const text of recipients.lines)
    paper.paragraph({ text, style: { face: 'regular', size: 11 }, align: 'left', ...left })
  paper.moveTo(top)
  centred({ paper, text: signer, style: BOLD, ...right })
  centred({ paper, text: signerName, style: BOLD, before: 64, ...right })
}

const drawAnnexHead = ({ paper, document: { annex } }: On & { document: ReportDocument }) => {
  centred({ paper, text: annex.title, style: BOLD, type: 'H2' })
  centred({ paper, text: annex.heading, style: BOLD, type: 'H2' })
  centred({ paper, text: annex.of, style: ITALIC })
  rule({ paper, length: 90 })
  paper.moveTo(paper.at() + 8)
}

const drawBlocks = async ({ paper, blocks, size }: On & { blocks: Block[]; size: number }) => {
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'heading') {
      // a heading is not left alone at the foot of a page
      paper.need(blocks.slice(at + 1, at + 3).some(({ kind }) => kind === 'table') ? 180 : 80)
      const type = `H${block.level + 1}`
      const before = block.level === 1 ? 12 : 8
      paper.paragraph({ text: block.text, style: BOLD, type, align: 'left', first: INDENT, before })
    } else if (block.kind === 'paragraph') {
      const style = block.role === 'draft' ? ITALIC : BODY
      paper.paragraph({ text: block.text, style, first: INDENT, before: 6, spacing: 1.25 })
    } else if (block.kind === 'table') await drawTable({ paper, table: block, size })
    else drawChart({ paper, ...block })
  }
}

const centred = ({
  paper,
  ...more
}: On & { text: string; style: Style; type?: string; before?: number; x?: number; width?: number }) =>
  paper.paragraph({ align: 'center', ...more })

const rule = ({
  paper,
  length,
  x = MARGIN.left,
  width = TEXT_WIDTH,
}: On & { length: number; x?: number; width?: number }) => {
  const left = x + (width - length) / 2
  const y = paper.at() + 3
  paper.artifact(() =>
    paper.pdf
      .lineWidth(0.7)
      .moveTo(left, y)
      .lineTo(left + length, y)
      .stroke('#000000'),
  )
  paper.moveTo(y + 5)
}

const PAD = 3

/** The table with its head on every page; a row is never cut. */
const drawTable = async ({ paper, table, size }: On & { table: Table; size: number }) => {
  const { pdf, linesOf, heightOf, put } = paper
  const { columns, rows, totals, title } = table
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => (width / whole) * TEXT_WIDTH)
  const lefts = widths.map(
    (_, at) => MARGIN.left + widths.slice(0, at).reduce((sum, width) => sum + width, 0),
  )
  const plain: Style = { face: 'regular', size }
  const strong: Style = { face: 'bold', size }
  // tags of cells cost memory: in a list as long as a book the row is what is read
  const tagsCells = rows.length <= TAGGED_CELLS

  const laidOut = (cells: string[], style: Style) => {
    const lines = cells.map((text, at) => linesOf({ text, style, width: (widths[at] ?? 0) - 2 * PAD }))
    const height = Math.max(...lines.map(({ length }) => length)) * heightOf(style) + 2 * PAD
    return { lines, height, style }
  }
  const head = laidOut(
    columns.map((column) => column.title),
    strong,
  )
  const element = pdf.struct('Table')
  paper.root.add(element)

  const cell = ({ lines, height, style }: ReturnType<typeof laidOut>, at: number, isHead: boolean) => {
    const some = lines[at] ?? []
    put({
      lines: some,
      style,
      x: (lefts[at] ?? 0) + PAD,
      top: paper.at() + (isHead ? (height - some.length * heightOf(style)) / 2 : PAD),
      width: (widths[at] ?? 0) - 2 * PAD,
      align: isHead ? 'center' : columns[at]?.isNumber ? 'right' : 'left',
    })
  }
  const frame = (height: number, isHead: boolean) => {
    const top = paper.at()
    paper.artifact(() => {
      if (isHead) pdf.rect(MARGIN.left, top, TEXT_WIDTH, height).fill('#e7e6e6').fillColor('#000000')
      pdf.lineWidth(0.5).rect(MARGIN.left, top, TEXT_WIDTH, height)
      for (const left of lefts.slice(1)) pdf.moveTo(left, top).lineTo(left, top + height)
      pdf.stroke('#000000')
    })
  }
  const drawRow = (row: ReturnType<typeof laidOut>, kind: 'head' | 'again' | 'body') => {
    const isHead = kind !== 'body'
    frame(row.height, isHead)
    if (kind === 'again') {
      paper.artifact(() => columns.forEach((_, at) => void cell(row, at, true)), 'Pagination')
    } else {
      const line = pdf.struct('TR')
      element.add(line)
      const type = isHead ? 'TH' : 'TD'
      const options = isHead ? { parent: line, scope: 'Column' as const } : { parent: line }
      if (isHead || tagsCells)
        columns.forEach((_, at) => void paper.tag(type, () => cell(row, at, isHead), options))
      else paper.tag(type, () => columns.forEach((_, at) => void cell(row, at, false)), options)
      line.end()
    }
    paper.moveTo(paper.at() + row.height)
  }

  if (title) {
    paper.need(heightOf(CAPTION) * 2 + head.height + 40)
    centred({ paper, text: title, style: CAPTION, before: 8 })
    paper.moveTo(paper.at() + 4)
  }
  drawRow(head, 'head')
  const all = rows.map((cells) => ({ cells, style: plain }))
  if (totals.length > 0) all.push({ cells: totals, style: strong })
  for (const [at, { cells, style }] of all.entries()) {
    const row = laidOut(cells, style)
    if (paper.need(row.height)) drawRow(head, 'again')
    drawRow(row, 'body')
    if (at % 200 === 199) await breathe()
  }
  element.end()
  paper.moveTo(paper.at() + 6)
}

const TAGGED_CELLS = 2_000

const drawChart = ({ paper, title, drawing }: On & { title: string; drawing: Drawing }) => {
  const scale = Math.min(1, (TEXT_WIDTH - 20) / drawing.width)
  const height = drawing.height * scale
  paper.need(height + 40)
  const left = MARGIN.left + (TEXT_WIDTH - drawing.width * scale) / 2
  const top = paper.at() + 8
  paper.tag(
    'Figure',
    () => {
      const { pdf } = paper
      pdf.save().translate(left, top).scale(scale)
      for (const shape of drawing.shapes) drawShape({ paper, shape })
      pdf.restore()
    },
    {
      alt: cleanText(title),
      bbox: [left, top, left + drawing.width * scale, top + height],
      placement: 'Block',
    },
  )
  paper.moveTo(top + height + 2)
  centred({ paper, text: title, style: CAPTION })
}

const drawShape = ({ paper: { pdf }, shape }: On & { shape: Shape }) => {
  if (shape.type === 'line') {
    const { x1, y1, x2, y2 } = shape
    pdf.lineWidth(0.8).moveTo(x1, y1).lineTo(x2, y2).stroke('#000000')
  } else if (shape.type === 'bar') {
    const { x, y, width, height, fill } = shape
    if (fill === 'solid') pdf.rect(x, y, width, height).fill('#404040').fillColor('#000000')
    else {
      pdf.save().rect(x, y, width, height).clip().lineWidth(0.6)
      for (let at = x - height; at < x + width; at += 4) pdf.moveTo(at, y + height).lineTo(at + height, y)
      pdf.stroke('#000000').restore()
    }
    pdf.lineWidth(0.6).rect(x, y, width, height).stroke('#000000')
  } else {
    const { text, x, y, size, anchor } = shape
    pdf.font('regular').fontSize(size)
    const clean = cleanText(text)
    const shift = pdf.widthOfString(clean) * { start: 0, middle: 0.5, end: 1 }[anchor]
    pdf.text(clean, x - shift, y, { lineBreak: false, baseline: 'alphabetic' })
  }
}
