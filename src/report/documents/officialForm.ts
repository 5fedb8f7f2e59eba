// The form of official papers in Decree 30/2020/NĐ-CP, Annex I, as DOCX: A4, margins 20, 20, 30 and 15 mm, Times New
// Roman 13 and 14, page numbers top centre but on no first page; issuing body and motto, recipients and signature.
import {
  AlignmentType,
  BorderStyle,
  Header,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
  type IStylesOptions,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { cleanText } from './text.ts'

const FONT = 'Times New Roman'
const MM = 1440 / 25.4
const MARGIN = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM }
const PAGE = { width: 210 * MM, height: 297 * MM }
/** Between the margins, in twentieths of a point. */
export const TEXT_WIDTH = Math.round(PAGE.width - MARGIN.left - MARGIN.right)
/** The share of the issuing body at the head; the nation's name needs the rest to stand on one line. */
const LEFT = 0.42

/** Sizes in half points. */
export const SIZE = { body: 28, small: 26, table: 24, list: 22, note: 22 }

/** What stands at the head of every official paper, as it is to be read. */
export type FormHead = {
  /** Empty where the issuing body belongs to none. */
  superior: string
  issuer: string
  number: string
  country: string
  motto: string
  placeAndDate: string
}

/** Who gets it, and where it is signed. */
export type FormFoot = {
  recipients: { title: string; lines: string[] }
  signer: string
  signerName: string
}

/** Font, size and language of the whole paper. */
export const formStyles = (language: 'vi' | 'en'): NonNullable<IStylesOptions['default']> => {
  const heading = { run: { font: FONT, size: SIZE.body, bold: true, color: '000000' } }
  return {
    document: {
      run: { font: FONT, size: SIZE.body, language: { value: language === 'en' ? 'en-GB' : 'vi-VN' } },
    },
    heading1: heading,
    heading2: heading,
  }
}

/** Pages of their own, numbered from 1. */
export const section = (children: ISectionOptions['children']): ISectionOptions => ({
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

/** Issuing body on the left, the nation's name and motto on the right. */
export const formHead = (head: FormHead): Table => {
  const left = [
    ...(head.superior ? [line(head.superior, { size: 24 })] : []),
    line(head.issuer, { size: 24, bold: true }),
    rule(1000, TEXT_WIDTH * LEFT - 80),
    line(head.number, { size: SIZE.small }),
  ]
  const right = [
    line(head.country, { size: 24, bold: true }),
    line(head.motto, { size: SIZE.small, bold: true }),
    rule(2950, TEXT_WIDTH * (1 - LEFT) - 80),
    line(head.placeAndDate, { size: SIZE.small, italics: true }),
  ]
  return beside({ left, right, share: LEFT })
}

/** Kind, subject and what else the title says, each on a line of its own, above a rule. */
export const formTitle = ([first = '', ...others]: string[]): Paragraph[] => [
  line(first, { size: SIZE.body, bold: true }, { spacing: { before: 360 } }),
  ...others.map((one) => line(one, { size: SIZE.body, bold: true })),
  rule(1800),
]

/** Recipients on the left, the signature on the right. */
export const formFoot = ({ recipients, signer, signerName }: FormFoot): (Paragraph | Table)[] => [
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

export const heading = ({ level, text: words }: { level: 1 | 2; text: string }) =>
  new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    keepNext: true,
    spacing: { before: level === 1 ? 240 : 160, after: 80 },
    indent: { firstLine: Math.round(10 * MM) },
    children: [new TextRun(cleanText(words))],
  })

/** @param children of the text, where it is more than plain words */
export const justified = (children: ParagraphChild[], options: IParagraphOptions = {}) =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing: { before: 120, after: 0, line: 276 },
    indent: { firstLine: Math.round(10 * MM) },
    ...options,
    children,
  })

/** One line in the middle. */
export const line = (words: string, run: IRunOptions, paragraph: IParagraphOptions = {}) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    ...paragraph,
    children: [new TextRun({ ...run, text: cleanText(words) })],
  })

/** A line of this length in the middle of this width (twentieths of a point), as under the motto. */
export const rule = (length: number, width = TEXT_WIDTH) =>
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
