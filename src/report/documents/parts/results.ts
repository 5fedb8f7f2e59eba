// Part II: planned and done, by channel, month, rule and organisation; events; what no rule counts.
import type { Block } from '../model.ts'
import { eventsHeld } from './eventsHeld.ts'
import type { NumberedPart } from './part.ts'
import { channelsChart, monthsChart } from './sumsCharts.ts'
import { sumsTable } from './sumsTable.ts'

export const results = ({ report, wording, numbered }: NumberedPart): Block[] => {
  const { words, number, share } = wording
  const { totals, uncounted } = report
  const isEmpty = report.quotas.length === 0
  const proved = uncounted.items.filter(({ proof }) => proof).length
  return [
    numbered.part(words('results')),
    numbered.heading(words('overall')),
    {
      kind: 'paragraph',
      text: isEmpty
        ? words('overallNone')
        : words('overallText', {
            planned: number(totals.planned),
            done: number(totals.done),
            met: number(totals.met),
            share: share(totals.met, totals.planned),
            proved: number(totals.proved),
            overdue: number(totals.overdue),
            over: number(totals.over),
          }),
    },
    ...(isEmpty ? [] : byChannel({ report, wording, numbered })),
    ...(report.months.length > 0 ? byMonth({ report, wording, numbered }) : []),
    ...(isEmpty ? [] : byQuota({ report, wording, numbered })),
    ...(isEmpty ? [] : byOrganization({ report, wording, numbered })),
    numbered.heading(words('eventsHeld')),
    ...eventsHeld({ report, wording, numbered }),
    numbered.heading(words('beyond')),
    {
      kind: 'paragraph',
      text: words('beyondText', { count: number(uncounted.items.length), proved: number(proved) }),
    },
  ]
}

const byChannel = ({ report, wording, numbered }: NumberedPart): Block[] => [
  numbered.table({
    title: wording.words('byChannel'),
    ...sumsTable({
      first: [{ title: wording.words('columns.channel'), width: 30 }],
      rows: report.channels.map(({ channel, ...sums }) => ({ names: [wording.channel(channel)], sums })),
      totals: report.totals,
      wording,
    }),
  }),
  numbered.chart({
    title: wording.words('chartChannels'),
    drawing: channelsChart({ report, wording }),
  }),
]

const byMonth = ({ report, wording, numbered }: NumberedPart): Block[] => {
  const { words, number, month } = wording
  return [
    numbered.table({
      title: words('byMonth'),
      columns: [
        { title: words('columns.month'), width: 31 },
        { title: words('columns.planned'), width: 23, isNumber: true },
        { title: words('columns.done'), width: 23, isNumber: true },
        { title: words('columns.proved'), width: 23, isNumber: true },
      ],
      rows: report.months.map((one) => [
        words('month', { month: month(one.month) }),
        number(one.planned),
        number(one.done),
        number(one.proved),
      ]),
      totals: [
        words('total'),
        ...(['planned', 'done', 'proved'] as const).map((key) =>
          number(report.months.reduce((sum, one) => sum + one[key], 0)),
        ),
      ],
    }),
    { kind: 'paragraph', text: words('byMonthNote') },
    numbered.chart({ title: words('chartMonths'), drawing: monthsChart({ report, wording }) }),
  ]
}

const byQuota = ({ report, wording, numbered }: NumberedPart): Block[] => [
  numbered.heading(wording.words('byQuota')),
  numbered.table({
    title: wording.words('byQuota'),
    ...sumsTable({
      first: [{ title: wording.words('columns.quota'), width: 34 }],
      rows: report.quotas.map(({ quota, ...sums }) => ({
        names: [`${quota}. ${wording.name('quota', quota)}`],
        sums,
      })),
      totals: report.totals,
      wording,
    }),
  }),
]

const byOrganization = ({ report, wording, numbered }: NumberedPart): Block[] => {
  const { words, name } = wording
  return [
    numbered.heading(words('byOrganization')),
    numbered.table({
      title: words('byOrganization'),
      ...sumsTable({
        first: [{ title: words('columns.organization'), width: 34 }],
        rows: report.organizations.map(({ organization, ...sums }) => ({
          names: [organization ? name('organization', organization) : words('noOrganization')],
          sums,
        })),
        totals: report.totals,
        wording,
      }),
    }),
  ]
}
