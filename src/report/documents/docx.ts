// The report as DOCX in the form of official papers, its annex with page numbers of its own.
import { AlignmentType, Document, ImageRun, Packer, Paragraph, type Table, TextRun } from 'docx'
import JSZip from 'jszip'
import { type CellStyles, tableXml } from './docxTable.ts'
import { linkRegister } from './links.ts'
import type { Block, ReportDocument } from './model.ts'
import {
  formFoot,
  formHead,
  formStyles,
  formTitle,
  heading,
  justified,
  line,
  rule,
  SIZE,
  section,
  TEXT_WIDTH,
} from './officialForm.ts'
import { pictureMaker, type Sharp } from './picture.ts'
import { cleanText } from './text.ts'

const PIXELS_A_UNIT = 4

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
  const links = linkRegister()
  const put = async (blocks: Block[], styles: CellStyles): Promise<(Paragraph | Table)[]> => {
    const found: (Paragraph | Table)[] = []
    for (const block of blocks) {
      if (block.kind === 'heading') found.push(heading(block))
      else if (block.kind === 'paragraph') found.push(text(block))
      else if (block.kind === 'table') {
        const name = `${token}-${tables.size}`
        tables.set(name, await tableXml({ table: block, width: TEXT_WIDTH, styles, link: links.idOf }))
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
      default: formStyles(document.language),
    },
    sections: [
      section([...head(document), ...(await put(document.body, stylesOf('T'))), ...formFoot(document)]),
      section([...annexHead(document), ...(await put(document.annex.blocks, stylesOf('L')))]),
    ],
  })
  return withTables({ packed: await Packer.toBuffer(file), tables, relationships: links.xml() })
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

const head = (document: ReportDocument): (Paragraph | Table)[] => [
  formHead(document),
  ...formTitle([document.kind, document.subject, document.period]),
  line(document.addressee, { size: SIZE.body }, { spacing: { before: 240, after: 240 } }),
]

const annexHead = ({ annex }: ReportDocument): Paragraph[] => [
  line(annex.title, { size: SIZE.body, bold: true }),
  line(annex.heading, { size: SIZE.body, bold: true }),
  line(annex.of, { size: SIZE.body, italics: true }),
  rule(1800),
  gap(),
]

const text = ({ text: words, role }: Extract<Block, { kind: 'paragraph' }>) =>
  justified([new TextRun({ text: cleanText(words), italics: role === 'draft' })])

const caption = (words: string, { keepNext = true } = {}) =>
  line(words, { size: SIZE.small, italics: true }, { keepNext, spacing: { before: 160, after: 80 } })

const gap = () => new Paragraph({ spacing: { before: 0, after: 0, line: 160 } })

/** The packed document with each table in the place of the paragraph that has its name, and what its cells lead to. */
const withTables = async ({
  packed,
  tables,
  relationships,
}: {
  packed: Buffer
  tables: Map<string, Buffer[]>
  relationships: string
}): Promise<Buffer> => {
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
  const known = (await zip.file(RELATIONSHIPS)?.async('string')) ?? ''
  if (!known.includes(END)) throw new Error('docx: there are no relationships')
  zip.file(
    RELATIONSHIPS,
    known.replace(END, () => `${relationships}${END}`),
  )
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 3 } })
}

const RELATIONSHIPS = 'word/_rels/document.xml.rels'
const END = '</Relationships>'

const PLACE = /<w:p>(?:(?!<\/w:p>).)*?<w:t[^>]*>([\da-f-]{36}-\d+)<\/w:t><\/w:r><\/w:p>/g
