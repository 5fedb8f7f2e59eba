// A table of a DOCX as text. The library builds a tree of objects for every cell: a list of 20,000 items would be
// millions of them, so what can be long is written straight.
import { breathe } from './breathe.ts'
import type { Table } from './model.ts'
import { xmlText } from './text.ts'

/** @param width in twentieths of a point @param size of the letters, in half points */
export const tableXml = async ({
  table: { columns, rows, totals },
  width,
  size,
}: {
  table: Table
  width: number
  size: number
}): Promise<string> => {
  const whole = columns.reduce((sum, column) => sum + column.width, 0)
  const widths = columns.map((column) => Math.round((column.width / whole) * width))
  // what is said of a cell is the same all the way down its column
  const opening = (isStrong: boolean, isHead: boolean) =>
    columns.map(({ isNumber }, at) => {
      const align = isHead ? 'center' : isNumber ? 'right' : 'left'
      const shade = isHead ? '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' : ''
      const run = `<w:rPr>${isStrong ? '<w:b/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`
      return (
        `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/>${shade}<w:vAlign w:val="${isHead ? 'center' : 'top'}"/></w:tcPr>` +
        `<w:p><w:pPr>${isHead ? '<w:keepNext/>' : ''}<w:spacing w:before="40" w:after="40"/><w:jc w:val="${align}"/></w:pPr>` +
        `<w:r>${run}<w:t xml:space="preserve">`
      )
    })
  const row = (cells: string[], openings: string[], properties: string) =>
    `<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>` +
    `${cells.map((cell, at) => `${openings[at]}${breakable(xmlText(cell))}</w:t></w:r></w:p></w:tc>`).join('')}</w:tr>`

  const head = row(
    columns.map(({ title }) => title),
    opening(true, true),
    '<w:tblHeader/>',
  )
  const plain = opening(false, false)
  const body: string[] = []
  for (const [at, cells] of rows.entries()) {
    body.push(row(cells, plain, ''))
    if (at % 1000 === 999) await breathe()
  }
  const sums = totals.length > 0 ? row(totals, opening(true, false), '') : ''
  return [
    '<w:tbl><w:tblPr>',
    `<w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/>`,
    `<w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>`,
    '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>',
    '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>',
    `<w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>`,
    head,
    ...body,
    sums,
    '</w:tbl>',
  ].join('')
}

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('')

/** An address may break at its slashes: an empty place after each, which nobody sees. */
const breakable = (text: string): string =>
  text.startsWith('http') ? text.replaceAll(/([/?=_.-])(?=[^/])/g, '$1\u200b') : text
