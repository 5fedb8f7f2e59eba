// The report as DOCX in the form of Decree 30/2020/NĐ-CP, Annex I: A4, margins 20, 20, 30 and 15 mm, Times New Roman
// 13 and 14, page numbers top centre but on no first page, annexes with numbers of their own.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import JSZip from 'jszip'
import { type CellStyles, tableXml } from './docxTable.ts'
import type { Block, ReportDocument } from './model.ts'
import { pictureMaker, type Sharp } from './picture.ts'
import { cleanText } from './text.ts'

const FONT = 'Times New Roman'
const MM = 1440 / 25.4
const MARGIN = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM }
const PAGE = { width: 210 * MM, height: 297 * MM }
const TEXT_WIDTH = Math.round(PAGE.width - MARGIN.left - MARGIN.right)
const PIXELS_A_UNIT = 4
/** The share of the issuing body at the head; the nation's name needs the rest to stand on one line. */
const LEFT = 0.42

/** Sizes in half points. */
const SIZE = { body: 28, small: 26, table: 24, list: 22, note: 22 }

/** @param sharp draws the charts; without it the document has their tables alone */
export const docxOf = async ({
  document,
  sharp,
}: {
  document: ReportDocument
  sharp: Sharp | undefined
}): Promise<Buffer> => {
  const picture = sharp && (await pictureMaker({ sharp, scale: PIXELS_A_UNIT }))
  // tables are written as text where these paragraphs stand: see docxTable.ts
  const tables = new Map<string, Buffer[]>()
  const token = crypto.randomUUID()
  const put = async (blocks: Block[], styles: CellStyles): Promise<(Paragraph | Table)[]> => {
    const found: (Paragraph | Table)[] = []
    for (const block of blocks) {
      if (block.kind === 'heading') found.push(heading(block))
      else if (block.kind === 'paragraph') found.push(text(block))
      else if (block.kind === 'table') {
        const name = `${token}-${tables.size}`
        tables.set(name, await tableXml({ table: block, width: TEXT_WIDTH, styles }))
        if (block.title) found.push(caption(block.title))
        found.push(new Paragraph({ children: [new TextRun(name)] }), gap())
      } else if (picture) {
        const { drawing, title } = block
        const width = 600
        found.push(
          new Paragraph({
            alignment: AlignmentType.CENTER,
            keepNext: true,
            spacing: { before: 120 },
            children: [
              new ImageRun({
                type: 'png',
                data: await picture({ drawing }),
                transformation: { width, height: Math.round((width * drawing.height) / drawing.width) },
                altText: { name: title, title, description: title },
              }),
            ],
          }),
          caption(title, { keepNext: false }),
        )
      }
    }
    return found
  }

  const file = new Document({
    title: cleanText(`${document.kind}. ${document.subject}`),
    description: cleanText(document.period),
    creator: cleanText(document.issuer),
    styles: {
      paragraphStyles: [...cellStyles('T', SIZE.table), ...cellStyles('L', SIZE.list)],
      default: {
        document: {
          run: {
            font: FONT,
            size: SIZE.body,
            language: { value: document.language === 'en' ? 'en-GB' : 'vi-VN' },
          },
        },
        heading1: { run: { font: FONT, size: SIZE.body, bold: true, color: '000000' } },
        heading2: { run: { font: FONT, size: SIZE.body, bold: true, color: '000000' } },
      },
    },
    sections: [
      section([...head(document), ...(await put(document.body, stylesOf('T'))), ...foot(document)]),
      section([...annexHead(document), ...(await put(document.annex.blocks, stylesOf('L')))]),
    ],
  })
  return withTables(await Packer.toBuffer(file), tables)
}

const stylesOf = (prefix: string): CellStyles => ({
  text: `${prefix}1`,
  number: `${prefix}2`,
  head: `${prefix}3`,
  total: `${prefix}4`,
  totalNumber: `${prefix}5`,
})

/** What `stylesOf` names, with letters of this size. */
const cellStyles = (prefix: string, size: number) => {
  const { text: plain, number, head: top, total, totalNumber } = stylesOf(prefix)
  const style = (
    id: string,
    alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
    bold: boolean,
  ) => ({
    id,
    name: id,
    basedOn: 'Normal',
    run: { size, bold },
    paragraph: { alignment, keepNext: id === top, spacing: { before: 40, after: 40 } },
  })
  return [
    style(plain, AlignmentType.LEFT, false),
    style(number, AlignmentType.RIGHT, false),
    style(top, AlignmentType.CENTER, true),
    style(total, AlignmentType.LEFT, true),
    style(totalNumber, AlignmentType.RIGHT, true),
  ]
}

const section = (children: ISectionOptions['children']): ISectionOptions => ({
  properties: {
    titlePage: true,
    page: {
      size: { width: Math.round(PAGE.width), height: Math.round(PAGE.height) },
      margin: {
        top: Math.round(MARGIN.top),
        bottom: Math.round(MARGIN.bottom),
        left: Math.round(MARGIN.left),
        right: Math.round(MARGIN.right),
        header: Math.round(10 * MM),
        footer: Math.round(10 * MM),
      },
      pageNumbers: { start: 1 },
    },
  },
  headers: {
    default: new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ children: [PageNumber.CURRENT], size: SIZE.small })],
        }),
      ],
    }),
    first: new Header({ children: [new Paragraph({})] }),
  },
  children,
})

/** Issuing body on the left, the nation's name and motto on the right; then title, subject and addressee. */
const head = (document: ReportDocument): (Paragraph | Table)[] => {
  const left = [
    ...(document.superior ? [line(document.superior, { size: 24 })] : []),
    line(document.issuer, { size: 24, bold: true }),
    rule(1000, TEXT_WIDTH * LEFT - 80),
    line(document.number, { size: SIZE.small }),
  ]
  const right = [
    line(document.country, { size: 24, bold: true }),
    line(document.motto, { size: SIZE.small, bold: true }),
    rule(2950, TEXT_WIDTH * (1 - LEFT) - 80),
    line(document.placeAndDate, { size: SIZE.small, italics: true }),
  ]
  return [
    beside({ left, right, share: LEFT }),
    line(document.kind, { size: SIZE.body, bold: true }, { spacing: { before: 360 } }),
    line(document.subject, { size: SIZE.body, bold: true }),
    line(document.period, { size: SIZE.body, bold: true }),
    rule(1800),
    line(document.addressee, { size: SIZE.body }, { spacing: { before: 240, after: 240 } }),
  ]
}

const foot = ({ recipients, signer, signerName }: ReportDocument): (Paragraph | Table)[] => [
  new Paragraph({ spacing: { before: 120 } }),
  beside({
    left: [
      line(recipients.title, { size: 24, bold: true, italics: true }, { alignment: AlignmentType.LEFT }),
      ...recipients.lines.map((one) => line(one, { size: SIZE.note }, { alignment: AlignmentType.LEFT })),
    ],
    right: [
      line(signer, { size: SIZE.body, bold: true }),
      line(signerName, { size: SIZE.body, bold: true }, { spacing: { before: 1400 } }),
    ],
    share: 0.45,
  }),
]

const annexHead = ({ annex }: ReportDocument): Paragraph[] => [
  line(annex.title, { size: SIZE.body, bold: true }),
  line(annex.heading, { size: SIZE.body, bold: true }),
  line(annex.of, { size: SIZE.body, italics: true }),
  rule(1800),
  gap(),
]

const heading = ({ level, text: words }: Extract<Block, { kind: 'heading' }>) =>
  new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    keepNext: true,
    spacing: { before: level === 1 ? 240 : 160, after: 80 },
    indent: { firstLine: Math.round(10 * MM) },
    children: [new TextRun(cleanText(words))],
  })

const text = ({ text: words, role }: Extract<Block, { kind: 'paragraph' }>) =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing: { before: 120, after: 0, line: 276 },
    indent: { firstLine: Math.round(10 * MM) },
    children: [new TextRun({ text: cleanText(words), italics: role === 'draft' })],
  })

const caption = (words: string, { keepNext = true } = {}) =>
  line(words, { size: SIZE.small, italics: true }, { keepNext, spacing: { before: 160, after: 80 } })

const line = (words: string, run: IRunOptions, paragraph: IParagraphOptions = {}) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    ...paragraph,
    children: [new TextRun({ ...run, text: cleanText(words) })],
  })

const gap = () => new Paragraph({ spacing: { before: 0, after: 0, line: 160 } })

/** A line of this length in the middle of this width (twentieths of a point), as under the motto. */
const rule = (length: number, width = TEXT_WIDTH) =>
  new Paragraph({
    indent: { left: Math.round((width - length) / 2), right: Math.round((width - length) / 2) },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    spacing: { before: 60, after: 0, line: 120, lineRule: 'exact' },
  })

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const NO_CELL_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER }
const NO_BORDERS = { ...NO_CELL_BORDERS, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER }

const beside = ({ left, right, share }: { left: Paragraph[]; right: Paragraph[]; share: number }) => {
  const widths = [Math.round(TEXT_WIDTH * share), TEXT_WIDTH - Math.round(TEXT_WIDTH * share)]
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      borders: NO_CELL_BORDERS,
      margins: { left: 40, right: 40 },
      verticalAlign: VerticalAlign.TOP,
      children,
    })
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: NO_BORDERS,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [cell(left, widths[0] ?? 0), cell(right, widths[1] ?? 0)],
      }),
    ],
  })
}

/** The packed document with each table in the place of the paragraph that has its name. */
const withTables = async (packed: Buffer, tables: Map<string, Buffer[]>): Promise<Buffer> => {
  const zip = await JSZip.loadAsync(packed)
  const name = 'word/document.xml'
  const xml = (await zip.file(name)?.async('string')) ?? ''
  const pieces: Buffer[] = []
  let done = 0
  for (const { 0: paragraph, 1: key = '', index } of xml.matchAll(PLACE)) {
    pieces.push(Buffer.from(xml.slice(done, index)), ...(tables.get(key) ?? []))
    done = index + paragraph.length
    tables.delete(key)
  }
  pieces.push(Buffer.from(xml.slice(done)))
  if (tables.size > 0) throw new Error('docx: a table has lost its place')
  zip.file(name, Buffer.concat(pieces))
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 3 } })
}

const PLACE = /<w:p>(?:(?!<\/w:p>).)*?<w:t[^>]*>([\da-f-]{36}-\d+)<\/w:t><\/w:r><\/w:p>/g
