import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import { calendarDateIn } from '../../quota/calendar.ts'
import { readableDate } from '../../readableDate.ts'
import type { RuleFacts } from '../plan/readPlan.ts'
import { figuresOf, lookOf } from './look.ts'
import { type BoardCell, type BoardColumn, type BoardTable, totalOf } from './tables.ts'
import { periodHead, ruleInWords } from './words.ts'

/** Where a cell leads, and what happens there; null where it is only read. */
export type CellLink = (args: { cell: BoardCell; rule: RuleFacts }) => { href: string; words: string } | null

type Shared = { req: PayloadRequest; timeZone: string; linkOf: CellLink; showAll?: string }

/**
 * The quotas as tables: real ones, whose cells say their state by sign, figures, words and colour. Without hooks and
 * without the browser's help, so that a page of its own can be made of them.
 */
export const Tables = ({ tables, ...shared }: Shared & { tables: BoardTable[] }) => (
  <>
    {tables.map((table) => (
      <Table key={table.key} table={table} {...shared} />
    ))}
  </>
)

const Table = ({ table, req, timeZone, linkOf, showAll }: Shared & { table: BoardTable }) => {
  const { key, rules, columns, rows, hidden } = table
  const [rule] = rules
  if (!rule) return null
  // several rules, one a row
  const isShared = rules.length > 1
  const isSummed = rows.length > 1 && !isShared
  const id = `loa-board-${key}`
  const ruleOf = (cell: BoardCell) => rules.find(({ code }) => code === cell.place.quota) ?? rule
  return (
    <div className="loa-board">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is scrolled by keyboard too */}
      <section aria-labelledby={id} className="loa-board__scroll" tabIndex={0}>
        <table>
          <caption id={id}>
            <strong>{isShared ? say(req, 'board.shared') : rule.title}</strong>{' '}
            <span>{isShared ? null : ruleInWords({ req, rule })}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">{say(req, `board.row.${rowName(rule)}`)}</th>
              {columns.map((column) => (
                <Head column={column} key={column.key} req={req} timeZone={timeZone} />
              ))}
              {columns.length > 1 ? (
                <th className="sum" scope="col">
                  {say(req, 'board.total')}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key: row, name, code, startsAt, cells }, at) => (
              <tr key={row}>
                <th scope="row">
                  {code ? <b>{code} </b> : null}
                  {name}
                  {startsAt ? (
                    <small>{readableDate(calendarDateIn({ instant: new Date(startsAt), timeZone }))}</small>
                  ) : null}
                  {isShared && rules[at] ? <small>{ruleInWords({ req, rule: rules[at] })}</small> : null}
                </th>
                {cells.map((cell, column) =>
                  cell ? (
                    <Cell
                      cell={cell}
                      key={columns[column]?.key}
                      link={linkOf({ cell, rule: ruleOf(cell) })}
                      req={req}
                    />
                  ) : (
                    <td className="none" key={columns[column]?.key}>
                      <i>
                        <span className="loa-hidden">{say(req, 'board.notCounted')}</span>
                      </i>
                    </td>
                  ),
                )}
                {columns.length > 1 ? <Total cells={cells} /> : null}
              </tr>
            ))}
          </tbody>
          {isSummed ? (
            <tfoot>
              <tr>
                <th scope="row">{say(req, 'board.totalOf')}</th>
                {columns.map(({ key: column }, at) => (
                  <Total cells={rows.map(({ cells }) => cells[at] ?? null)} key={column} />
                ))}
                {columns.length > 1 ? <Total cells={rows.flatMap(({ cells }) => cells)} /> : null}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </section>
      {hidden > 0 ? (
        <p className="loa-card__text">
          {say(req, 'board.hidden', { count: hidden })}{' '}
          {showAll ? (
            <a className="loa-link" href={showAll}>
              {say(req, 'board.showAll')}
            </a>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}

const Head = ({ column, req, timeZone }: { column: BoardColumn; req: PayloadRequest; timeZone: string }) => {
  if (column.is !== 'period')
    return <th scope="col">{column.is === 'outlet' ? column.name : say(req, 'board.all')}</th>
  const { key: period, startsAt, endsAt, isNow } = column
  const { name, dates, now } = periodHead({ req, period, startsAt, endsAt, timeZone })
  return (
    <th aria-current={isNow ? 'date' : undefined} className="period" scope="col">
      {isNow ? `${name} · ${now}` : name}
      <br />
      {dates}
    </th>
  )
}

// One of hundreds: short, because each stands in the page twice, as text and for React.
const Cell = ({ cell, link, req }: { cell: BoardCell; link: ReturnType<CellLink>; req: PayloadRequest }) => {
  const look = lookOf(cell)
  const words = say(req, `board.looks.${look}`)
  const inside = (
    <>
      {figuresOf(cell)}
      <span className="loa-hidden">{link ? ` ${words}. ${link.words}` : ` ${words}`}</span>
    </>
  )
  return <td className={look}>{link ? <a href={link.href}>{inside}</a> : <i>{inside}</i>}</td>
}

const Total = ({ cells }: { cells: (BoardCell | null)[] }) => {
  const { used, owed } = totalOf(cells)
  return <td className="sum">{owed > 0 ? `${used}/${owed}` : '–'}</td>
}

/** What the rows of a rule's table are. */
const rowName = ({ per, period }: RuleFacts): string => {
  const rows = period === 'window' && per.length > 1 ? per.filter((one) => one !== 'outlet') : per
  return rows[0] ?? 'rule'
}
