// From the buckets of a plan to the tables of the board: pure. A rule counted by period has its periods side by
// side; one counted over the whole time has its outlets side by side, or nothing.
import type { ProgressRow } from '../../quota/index.ts'
import type { PlanNames, PlanState, RuleFacts } from '../plan/readPlan.ts'

type Cell = ProgressRow['cells'][number]

export type BoardCell = Cell & { place: ProgressRow['place'] }
/** What stands above a column: a period with its instants (ISO 8601 in UTC), a name, or what is counted. */
export type BoardColumn =
  | { is: 'period'; key: string; startsAt: string; endsAt: string; isNow: boolean }
  | { is: 'outlet'; key: string; name: string }
  | { is: 'all'; key: string }
/** What stands before a row; `code` where names are long and codes are known. */
export type BoardRow = {
  key: string
  name: string
  code?: string
  /** Of a row that is an event, ISO 8601 in UTC. */
  startsAt?: string
  /** One for each column; null where there is nothing to count, such as an outlet that has closed. */
  cells: (BoardCell | null)[]
}
export type BoardTable = {
  key: string
  /** The rule; several small ones share a table, and then each has its row. */
  rules: RuleFacts[]
  columns: BoardColumn[]
  rows: BoardRow[]
  /** How many rows were left out. */
  hidden: number
}

/** Which periods are shown: those around now, all, or those that reach into a quarter such as `2026-Q4`. */
export type Span = string

/** Periods before and after the current one that fit on a screen. */
const BEFORE = 5
const AFTER = 6
/** Rows of a table, unless all are asked for: a leader reads no more, and a page of thousands is slow. */
const ROWS = 60
/** Events are of interest for so long before and after, or while something is owed, done or planned. */
const NEAR_MS = 31 * 24 * 3_600_000

/**
 * @param rows those asked for
 * @param span `around`, `all`, or a quarter
 * @param state leaves only rows and periods with a cell of this state
 */
export const tablesOf = ({
  state: { rules, names, now },
  rows,
  span = 'around',
  only,
  isWhole = false,
}: {
  state: Pick<PlanState, 'rules' | 'names' | 'now'>
  rows: ProgressRow[]
  span?: Span
  only?: string
  isWhole?: boolean
}): BoardTable[] => {
  const named = namesIn(names)
  const asked = only ? rows.filter(({ cells }) => cells.some((cell) => isIn(only, cell))) : rows
  const tables = rules.flatMap((rule): BoardTable[] => {
    const own = asked.filter(({ place }) => place.quota === rule.code)
    if (own.length === 0) return []
    return [
      rule.period === 'window'
        ? nearby({ table: besideOutlets({ rule, rows: own, named }), now, isAll: isWhole || Boolean(only) })
        : besidePeriods({ rule, rows: own, named, now, span, only }),
    ].filter(({ columns }) => columns.length > 0)
  })
  return together(tables).map((table) =>
    isWhole || table.rows.length <= ROWS
      ? table
      : { ...table, rows: table.rows.slice(0, ROWS), hidden: table.hidden + table.rows.length - ROWS },
  )
}

/** Whether a cell is of a state that is asked for: `met` is all that is done, also to the brim; `over` what is beyond it. */
export const isIn = (state: string, { state: is, isOver, owed, used }: Cell): boolean => {
  if (state === 'over') return isOver
  return state === 'met' ? owed > 0 && used >= owed : is === state
}

type Naming = ReturnType<typeof namesIn>

const namesIn = (names: PlanNames) => {
  const all = new Map<string, string>()
  for (const [what, list] of [
    ['outlet', names.outlets],
    ['task', names.tasks],
    ['event', names.events],
    ['organization', names.organizations],
  ] as const)
    for (const { code, name } of list) all.set(`${what} ${code}`, name)
  return {
    nameOf: (what: string, code: string) => all.get(`${what} ${code}`) ?? code,
    startsAt: new Map(names.events.map((one) => [one.code, one.startsAt])),
  }
}

const besidePeriods = ({
  rule,
  rows,
  named,
  now,
  span,
  only,
}: {
  rule: RuleFacts
  rows: ProgressRow[]
  named: Naming
  now: Date
  span: Span
  only?: string
}): BoardTable => {
  const periods = new Map<string, Cell>()
  for (const { cells } of rows) for (const cell of cells) periods.set(cell.period, cell)
  const ordered = [...periods.values()].sort((a, b) => a.startsAt.localeCompare(b.startsAt))
  const shown = only
    ? ordered.filter(({ period }) =>
        rows.some(({ cells }) => cells.some((cell) => cell.period === period && isIn(only, cell))),
      )
    : within({ periods: ordered, span, now })
  const at = now.toISOString()
  return {
    key: rule.code,
    rules: [rule],
    hidden: 0,
    columns: shown.map(({ period, startsAt, endsAt }) => ({
      is: 'period',
      key: period,
      startsAt,
      endsAt,
      isNow: startsAt <= at && at < endsAt,
    })),
    rows: rows.map(({ place, cells }) => {
      const byPeriod = new Map(cells.map((cell) => [cell.period, cell]))
      return {
        ...headOf({ rule, place, named, but: undefined }),
        cells: shown.map(({ period }) => withPlace(byPeriod.get(period), place)),
      }
    }),
  }
}

const within = ({ periods, span, now }: { periods: Cell[]; span: Span; now: Date }): Cell[] => {
  if (span === 'all') return periods
  const quarter = /^(\d{4})-Q([1-4])$/.exec(span)
  if (quarter) {
    const month = (Number(quarter[2]) - 1) * 3
    const from = new Date(Date.UTC(Number(quarter[1]), month)).toISOString()
    const to = new Date(Date.UTC(Number(quarter[1]), month + 3)).toISOString()
    return periods.filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from)
  }
  const at = now.toISOString()
  const current = periods.findIndex(({ endsAt }) => endsAt > at)
  // before all of them, or after
  const middle = current === -1 ? periods.length - 1 : current
  const first = Math.max(0, Math.min(middle - BEFORE, periods.length - BEFORE - AFTER - 1))
  return periods.slice(first, first + BEFORE + AFTER + 1)
}

const besideOutlets = ({
  rule,
  rows,
  named,
}: {
  rule: RuleFacts
  rows: ProgressRow[]
  named: Naming
}): BoardTable => {
  const isSplit = rule.per.includes('outlet') && rule.per.length > 1
  const columns: BoardColumn[] = isSplit
    ? [...new Set(rows.map(({ place }) => place.outlet ?? ''))].map((code) => ({
        is: 'outlet',
        key: code,
        name: named.nameOf('outlet', code),
      }))
    : [{ is: 'all', key: 'window' }]
  const lines = new Map<string, BoardRow>()
  for (const { place, cells } of rows) {
    const head = headOf({ rule, place, named, but: isSplit ? 'outlet' : undefined })
    const line = lines.get(head.key) ?? { ...head, cells: columns.map(() => null) }
    const at = isSplit ? columns.findIndex(({ key }) => key === place.outlet) : 0
    line.cells[at] = withPlace(cells[0], place)
    lines.set(head.key, line)
  }
  return { key: rule.code, rules: [rule], columns, rows: [...lines.values()], hidden: 0 }
}

/** Without the events that lie far off and hold nothing. */
const nearby = ({ table, now, isAll }: { table: BoardTable; now: Date; isAll: boolean }): BoardTable => {
  if (isAll) return table
  const kept = table.rows.filter(
    ({ startsAt, cells }) =>
      !startsAt ||
      Math.abs(Date.parse(startsAt) - now.getTime()) < NEAR_MS ||
      cells.some((cell) => cell && (cell.used + cell.reserved > 0 || cell.state === 'overdue')),
  )
  return { ...table, rows: kept, hidden: table.rows.length - kept.length }
}

const withPlace = (cell: Cell | undefined, place: ProgressRow['place']): BoardCell | null =>
  cell ? { ...cell, place } : null

const ROW_NAMES = ['outlet', 'task', 'event', 'organization'] as const

const headOf = ({
  rule,
  place,
  named,
  but,
}: {
  rule: RuleFacts
  place: ProgressRow['place']
  named: Naming
  but: 'outlet' | undefined
}) => {
  const parts = ROW_NAMES.filter((name) => name !== but && place[name])
  const name = parts.map((part) => named.nameOf(part, place[part] ?? '')).join(' · ')
  return {
    key: parts.map((part) => place[part]).join(' ') || rule.code,
    name: name || rule.title,
    ...(place.task ? { code: place.task } : {}),
    ...(place.event ? { startsAt: named.startsAt.get(place.event) } : {}),
  }
}

/** Rules of the whole plan have one row each; those with the same columns stand in one table. */
const together = (tables: BoardTable[]): BoardTable[] => {
  const found: BoardTable[] = []
  for (const table of tables) {
    const { columns, rules, rows } = table
    const same = rules[0]?.per.length === 0 && found.find((one) => isSame(one, table))
    if (!same) found.push({ ...table, columns, rules: [...rules], rows: [...rows] })
    else {
      same.rules.push(...rules)
      same.rows.push(...rows)
    }
  }
  return found
}

const isSame = (one: BoardTable, other: BoardTable) =>
  one.rules[0]?.per.length === 0 &&
  one.columns.map(({ key }) => key).join() === other.columns.map(({ key }) => key).join()

/** What is used and owed in some cells. */
export const totalOf = (cells: (BoardCell | null)[]) => {
  let used = 0
  let owed = 0
  for (const cell of cells) {
    used += Math.min(cell?.used ?? 0, cell?.owed ?? 0)
    owed += cell?.owed ?? 0
  }
  return { used, owed }
}
