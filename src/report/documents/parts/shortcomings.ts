// Part III: what is overdue, and what was let through beyond a rule, with the reason given.
import { exceptionsIn, overdueIn } from '../lists.ts'
import type { Block } from '../model.ts'
import type { NumberedPart } from './part.ts'

export const shortcomings = ({ report, wording, numbered }: NumberedPart): Block[] => {
  const { words, number, day } = wording
  const overdue = overdueIn({ report, wording })
  const exceptions = exceptionsIn(report)
  const overdueBlocks: Block[] =
    overdue.length === 0
      ? [{ kind: 'paragraph', text: words('overdueNone') }]
      : [
          numbered.table({
            title: words('overdueTitle'),
            columns: [
              { title: words('columns.quota'), width: 11 },
              { title: words('columns.where'), width: 34 },
              { title: words('columns.periods'), width: 42 },
              { title: words('columns.missing'), width: 13, isNumber: true },
            ],
            rows: overdue.map(({ quota, where, periods, missing }) => [
              quota,
              where,
              periods,
              number(missing),
            ]),
            totals: [words('total'), '', '', number(report.totals.overdue)],
          }),
        ]
  const exceptionBlocks: Block[] =
    exceptions.length === 0
      ? [{ kind: 'paragraph', text: words('exceptionsNone') }]
      : [
          numbered.table({
            title: words('exceptionsTitle'),
            columns: [
              { title: words('columns.ranAt'), width: 14 },
              { title: words('columns.title'), width: 30 },
              { title: words('columns.outlet'), width: 20 },
              { title: words('columns.counted'), width: 10 },
              { title: words('columns.reason'), width: 26 },
            ],
            rows: exceptions.map(({ ranAt, title, outlet, quota, reason }) => [
              day(ranAt),
              title,
              wording.name('outlet', outlet),
              quota,
              reason,
            ]),
            totals: [],
          }),
        ]
  return [
    numbered.part(words('shortcomings')),
    numbered.heading(words('overdueTitle')),
    ...overdueBlocks,
    numbered.heading(words('exceptionsTitle')),
    ...exceptionBlocks,
    numbered.heading(words('causes')),
    { kind: 'paragraph', text: words('causesDraft'), role: 'draft' },
  ]
}
