// What an official report says, in which order: one model that the screen, the DOCX and the PDF render. Where a person
// has to write, a sentence in brackets stands; nothing is invented.
import type { Letterhead } from '../options.ts'
import type { Report } from '../readReport.ts'
import type { Sums } from '../rows.ts'
import { barChart, type Chart, columnChart, type Drawing } from './charts.ts'
import { exceptionsIn, overdueIn, placementsIn } from './lists.ts'
import type { Wording } from './words.ts'

/** `width` is a share of the table's. Numbers stand on the right. */
export type Column = { title: string; width: number; isNumber?: boolean }

export type Table = {
  kind: 'table'
  title: string
  columns: Column[]
  rows: string[][]
  /** The sums below; empty where there are none. */
  totals: string[]
}

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  /** draft: what a person has to write · closing: what only a document says */
  | { kind: 'paragraph'; text: string; role?: 'draft' | 'closing' }
  | Table
  | { kind: 'chart'; title: string; drawing: Drawing }

export type ReportDocument = {
  language: 'vi' | 'en'
  /** Without what a person may still have to write: see `letterhead`. */
  country: string
  motto: string
  superior: string
  issuer: string
  number: string
  placeAndDate: string
  kind: string
  subject: string
  period: string
  addressee: string
  body: Block[]
  recipients: { title: string; lines: string[] }
  signer: string
  signerName: string
  annex: { title: string; of: string; heading: string; blocks: Block[] }
}

export const documentOf = ({
  report,
  wording,
  letterhead,
}: {
  report: Report
  wording: Wording
  letterhead: Letterhead
}): ReportDocument => {
  const { words, language, periodInWords } = wording
  const year = wording.day(report.at).slice(-4)
  const abbreviation = letterhead.abbreviation ?? words('abbreviation')
  const issuer = letterhead.issuer ?? words('issuer')
  const { title } = report.plan
  const subject = title ? words('subject', { plan: lowerFirst(title) }) : words('subjectWithoutPlan')
  const numbered = numbering(wording)
  return {
    language,
    country: words('country'),
    motto: words('motto'),
    superior: upper(letterhead.superior ?? words('superior')),
    issuer: upper(issuer),
    number: words('number', { abbreviation }),
    placeAndDate: words('placeAndDate', { place: letterhead.place ?? words('place'), year }),
    kind: words('kind'),
    subject,
    period: words('subjectPeriod', { period: periodInWords }),
    addressee: words('addressee'),
    body: [
      ...situation({ report, wording }),
      ...results({ report, wording, numbered }),
      ...shortcomings({ report, wording, numbered }),
      { kind: 'heading', level: 1, text: words('outlook') },
      { kind: 'paragraph', text: words('outlookDraft'), role: 'draft' },
      {
        kind: 'paragraph',
        text: words('closing', { subject: lowerFirst(subject), period: periodInWords }),
        role: 'closing',
      },
    ],
    recipients: {
      title: words('recipients'),
      lines: [words('recipientsAbove'), words('recipientsOthers'), words('recipientsFile')],
    },
    signer: words('signer'),
    signerName: words('signerName'),
    annex: {
      title: words('annex'),
      heading: words('itemsTitle'),
      of: words('annexOf', { abbreviation, year, issuer }),
      blocks: itemList({ report, wording }),
    },
  }
}

type Part = { report: Report; wording: Wording }
type Numbered = ReturnType<typeof numbering>

const situation = ({ report, wording }: Part): Block[] => {
  const { words, name, channel } = wording
  const scope = [
    report.organization && words('ofOrganization', { name: name('organization', report.organization) }),
    report.channel && words('ofChannel', { name: channel(report.channel) }),
    report.task && words('ofTask', { name: name('task', report.task) }),
  ].filter((one) => one !== null && one !== '')
  return [
    { kind: 'heading', level: 1, text: words('situation') },
    { kind: 'paragraph', text: words('situationDraft'), role: 'draft' },
    ...(scope.length > 0
      ? [{ kind: 'paragraph' as const, text: words('scope', { scope: scope.join('; ') }) }]
      : []),
    { kind: 'paragraph', text: words('counted', { at: wording.moment(report.at) }) },
  ]
}

const results = ({ report, wording, numbered }: Part & { numbered: Numbered }): Block[] => {
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

const byChannel = ({ report, wording, numbered }: Part & { numbered: Numbered }): Block[] => [
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

const byMonth = ({ report, wording, numbered }: Part & { numbered: Numbered }): Block[] => {
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
        number(report.totals.planned),
        number(report.totals.done),
        number(report.totals.proved),
      ],
    }),
    { kind: 'paragraph', text: words('byMonthNote') },
    numbered.chart({ title: words('chartMonths'), drawing: monthsChart({ report, wording }) }),
  ]
}

const byQuota = ({ report, wording, numbered }: Part & { numbered: Numbered }): Block[] => [
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

const byOrganization = ({ report, wording, numbered }: Part & { numbered: Numbered }): Block[] => {
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

/** The columns and figures that every table of sums has. */
const sumsTable = ({
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

const eventsHeld = ({ report, wording, numbered }: Part & { numbered: Numbered }): Block[] => {
  const { words, day, name, none } = wording
  const counted = report.events.map(({ quota, ...one }) => ({ ...one, quota: quota as string | null }))
  const others = report.uncounted.events.map((one) => ({ ...one, quota: null }))
  const events = [...counted, ...others].sort((a, b) => a.ranAt.localeCompare(b.ranAt))
  if (events.length === 0) return [{ kind: 'paragraph', text: words('eventsNone') }]
  return [
    numbered.table({
      title: words('eventsHeld'),
      columns: [
        { title: words('columns.order'), width: 6, isNumber: true },
        { title: words('columns.date'), width: 14 },
        { title: words('columns.event'), width: 38 },
        { title: words('columns.organization'), width: 22 },
        { title: words('columns.place'), width: 14 },
        { title: words('columns.counted'), width: 12 },
      ],
      rows: events.map(({ ranAt, title, organization, place, quota }, at) => [
        String(at + 1),
        day(ranAt),
        title,
        name('organization', organization),
        place || none,
        quota ?? words('notCounted'),
      ]),
      totals: [],
    }),
  ]
}

const shortcomings = ({ report, wording, numbered }: Part & { numbered: Numbered }): Block[] => {
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

const itemList = ({ report, wording }: Part): Block[] => {
  const { words, day, name } = wording
  const placements = placementsIn(report)
  if (placements.length === 0) return [{ kind: 'paragraph', text: words('itemsNone') }]
  return [
    {
      kind: 'table',
      title: '',
      columns: [
        { title: words('columns.order'), width: 7, isNumber: true },
        { title: words('columns.ranAt'), width: 13 },
        { title: words('columns.title'), width: 33 },
        { title: words('columns.outlet'), width: 17 },
        { title: words('columns.counted'), width: 10 },
        { title: words('columns.address'), width: 26 },
      ],
      rows: placements.map(({ ranAt, title, outlet, quotas, proof }, at) => [
        String(at + 1),
        day(ranAt),
        title,
        name('outlet', outlet),
        quotas.length > 0 ? quotas.join(', ') : words('notCounted'),
        proof ? (proof.url ?? words('proofWithoutAddress')) : words('noProof'),
      ]),
      totals: [],
    },
  ]
}

/** Sections within a part, tables and charts are numbered in the order in which they come. */
const numbering = ({ words }: Wording) => {
  let tables = 0
  let charts = 0
  let sections = 0
  return {
    part: (text: string): Block => {
      sections = 0
      return { kind: 'heading', level: 1, text }
    },
    heading: (text: string): Block => {
      sections += 1
      return { kind: 'heading', level: 2, text: `${sections}. ${text}` }
    },
    table: ({ title, ...table }: Omit<Table, 'kind'>): Table => {
      tables += 1
      return { kind: 'table', title: words('tableNumber', { number: tables, title }), ...table }
    },
    chart: ({ title, drawing }: { title: string; drawing: Drawing }): Block => {
      charts += 1
      return { kind: 'chart', title: words('chartNumber', { number: charts, title }), drawing }
    },
  }
}

const upper = (text: string) => text.toLocaleUpperCase('vi')
const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
