// Planned beside done, as charts.
import type { Sums } from '../../rows.ts'
import { barChart, type Chart, columnChart, type Drawing } from '../charts.ts'
import type { Wording } from '../words.ts'
import type { Part } from './part.ts'

/** Planned and done by channel. */
export const channelsChart = ({ report, wording }: Part): Drawing =>
  barChart({
    ...chartOf({
      labels: report.channels.map(({ channel }) => wording.channel(channel)),
      rows: report.channels,
      wording,
    }),
    number: wording.number,
  })

/** Planned and done by month. */
export const monthsChart = ({ report, wording }: Part): Drawing =>
  columnChart({
    ...chartOf({
      labels: report.months.map(({ month }) => wording.month(month)),
      rows: report.months,
      wording,
    }),
    number: wording.number,
  })

const chartOf = ({
  labels,
  rows,
  wording: { words },
}: {
  labels: string[]
  rows: Pick<Sums, 'planned' | 'done'>[]
  wording: Wording
}): Chart => ({
  labels,
  series: [
    { name: words('columns.planned'), fill: 'hatch', values: rows.map(({ planned }) => planned) },
    { name: words('columns.done'), fill: 'solid', values: rows.map(({ done }) => done) },
  ],
})
