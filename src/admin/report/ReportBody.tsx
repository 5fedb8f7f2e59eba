import type { PayloadRequest } from 'payload'
import { languageOf, say } from '../../i18n/index.ts'
import type { Block, Report, ReportDocument } from '../../report/index.ts'
import { Chart } from './Chart.tsx'

/** So many lines of a list are shown; the files have all of them. */
const MOST = 200

/** What the documents say, without what belongs to a document alone. */
export const ReportBody = ({
  req,
  report: { totals },
  document,
}: {
  req: PayloadRequest
  report: Report
  document: ReportDocument
}) => {
  const format = new Intl.NumberFormat(languageOf(req) === 'en' ? 'en-GB' : 'vi-VN')
  const figures = (['planned', 'done', 'met', 'proved', 'overdue', 'over'] as const).map((key) => ({
    key,
    label: say(req, `report.columns.${key}`),
    value: format.format(totals[key]),
  }))
  const annex: Block[] = [
    { kind: 'heading', level: 1, text: document.annex.heading },
    ...document.annex.blocks,
  ]
  return (
    <article className="loa-report">
      <header className="loa-report__title">
        <h2>{document.subject}</h2>
        <p>{document.period}</p>
      </header>
      <dl className="loa-report__figures">
        {figures.map(({ key, label, value }) => (
          <div className="loa-report__figure" key={key}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {shownOf([...document.body, ...annex]).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the report is drawn once, in this order
        <Part block={block} key={at} req={req} />
      ))}
    </article>
  )
}

/** Without drafts and closing, and without headings that then have nothing below them. */
const shownOf = (blocks: Block[]): Block[] => {
  const said = blocks.filter((block) => block.kind !== 'paragraph' || !block.role)
  return said.filter((block, at) => {
    if (block.kind !== 'heading') return true
    const next = said.slice(at + 1).find((one) => one.kind !== 'heading' || one.level <= block.level)
    return next !== undefined && next.kind !== 'heading'
  })
}

const Part = ({ block, req }: { block: Block; req: PayloadRequest }) => {
  if (block.kind === 'heading')
    return block.level === 1 ? <h2>{block.text}</h2> : <h3 className="loa-report__heading">{block.text}</h3>
  if (block.kind === 'paragraph') return <p>{block.text}</p>
  if (block.kind === 'chart') return <Chart drawing={block.drawing} title={block.title} />
  return <ReportTable req={req} table={block} />
}

const ReportTable = ({
  table: { title, columns, rows, totals },
  req,
}: {
  table: Extract<Block, { kind: 'table' }>
  req: PayloadRequest
}) => {
  const shown = rows.slice(0, MOST)
  const side = (at: number) => (columns[at]?.isNumber ? 'loa-report__number' : undefined)
  return (
    <section
      aria-label={title || say(req, 'report.itemsTitle')}
      className="loa-report__scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved by the keyboard too
      tabIndex={0}
    >
      <table className="loa-report__table">
        {title ? <caption>{title}</caption> : null}
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" style={{ width: `${column.width}%` }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the report is drawn once, in this order
            <tr key={row}>
              {cells.map((cell, at) => (
                <td className={side(at)} key={columns[at]?.title}>
                  <Cell text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {totals.length > 0 ? (
          <tfoot>
            <tr>
              {totals.map((cell, at) => (
                <td className={side(at)} key={columns[at]?.title}>
                  {cell}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
      {shown.length < rows.length ? (
        <p>{say(req, 'report.firstOf', { shown: shown.length, all: rows.length })}</p>
      ) : null}
    </section>
  )
}

/** An address is a link; nothing but the web's own may be one. */
const Cell = ({ text }: { text: string }) =>
  /^https?:\/\/\S+$/.test(text) ? (
    <a className="loa-link loa-report__address" href={text} rel="noopener noreferrer" target="_blank">
      {text}
    </a>
  ) : (
    text
  )
