// A table of a DOCX as bytes. The library builds a tree of objects for every cell: a list of 20,000 items would be
// millions of them, so what can be long is written straight, in pieces, with all that can be said once in styles.
import { breathe } from './breathe.ts'
import type { Table } from './model.ts'
import { xmlText } from './text.ts'

/** Identifiers of the paragraph styles that cells have; a document with such a table defines them. */
export type CellStyles = { text: string; number: string; head: string; total: string; totalNumber: string }

const ROWS_A_PIECE = 500

/** @param width in twentieths of a point */
export const tableXml = async ({
  table: { columns, rows, totals },
  width,
  styles,
  link,
}: {
  table: Table
  width: number
  styles: CellStyles
  /** Identifier of the relationship that leads to an address; null for one that cannot be opened. */
  link: (address: string) => string | null
}): Promise<Buffer[]> => {
  const whole = columns.reduce((sum, column) => sum + column.width, 0)
  const widths = columns.map((column) => Math.round((column.width / whole) * width))
  const pieces: Buffer[] = []
  const add = (xml: string) => pieces.push(Buffer.from(xml))
  const shade =
    '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/><w:vAlign w:val="center"/></w:tcPr>'
  const head = columns.map(() => opening(styles.head, shade))
  const plain = columns.map(({ isNumber }) => opening(isNumber ? styles.number : styles.text))
  const strong = columns.map(({ isNumber }) => opening(isNumber ? styles.totalNumber : styles.total))

  add(
    [
      '<w:tbl><w:tblPr>',
      `<w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/>`,
      `<w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>`,
      '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>',
      '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>',
      `<w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>`,
      row({ cells: columns.map(({ title }) => title), openings: head, link, properties: '<w:tblHeader/>' }),
    ].join(''),
  )
  for (let at = 0; at < rows.length; at += ROWS_A_PIECE) {
    add(
      rows
        .slice(at, at + ROWS_A_PIECE)
        .map((cells) => row({ cells, openings: plain, link }))
        .join(''),
    )
    await breathe()
  }
  add(`${totals.length > 0 ? row({ cells: totals, openings: strong, link }) : ''}</w:tbl>`)
  return pieces
}

const opening = (style: string, properties = '') =>
  `<w:tc>${properties}<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>`

type Link = (address: string) => string | null

const row = ({
  cells,
  openings,
  link,
  properties = '',
}: {
  cells: string[]
  openings: string[]
  link: Link
  properties?: string
}) =>
  `<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>${cells
    .map((cell, at) => `${openings[at]}${content(cell, link)}</w:p></w:tc>`)
    .join('')}</w:tr>`

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('')

/**
 * A text, or an address that can be followed. The address stands as it is, so that it can be copied: whoever shows the
 * document breaks it where the column ends.
 */
const content = (cell: string, link: Link): string => {
  const run = `<w:r><w:t>${xmlText(cell)}</w:t></w:r>`
  const id = /^https?:\/\//.test(cell) ? link(cell) : null
  return id ? `<w:hyperlink r:id="${id}" w:history="1">${run}</w:hyperlink>` : run
}
