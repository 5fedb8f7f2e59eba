// Planned, done, met, proved, overdue, over: the same columns wherever sums stand.
import type { Sums } from '../../rows.ts'
import type { Column, Table } from '../model.ts'
import type { Wording } from '../words.ts'

/** The columns and figures that every table of sums has. */
export const sumsTable = ({
  first,
  rows,
  totals,
  wording: { words, number, share },
}: {
  first: Column[]
  rows: { names: string[]; sums: Sums }[]
  totals: Sums
  wording: Wording
}): Pick<Table, 'columns' | 'rows' | 'totals'> => {
  const figures = (sums: Sums) => [
    number(sums.planned),
    number(sums.done),
    number(sums.met),
    share(sums.met, sums.planned),
    number(sums.proved),
    number(sums.overdue),
    number(sums.over),
  ]
  const columns = ['planned', 'done', 'met', 'share', 'proved', 'overdue', 'over'] as const
  return {
    columns: [
      ...first,
      ...columns.map((key) => ({ title: words(`columns.${key}`), width: WIDTHS[key], isNumber: true })),
    ],
    rows: rows.map(({ names, sums }) => [...names, ...figures(sums)]),
    totals: [words('total'), ...figures(totals)],
  }
}

const WIDTHS = { planned: 10, done: 10, met: 10, share: 10, proved: 10, overdue: 9, over: 8 }
