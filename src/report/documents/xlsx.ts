// The report as a workbook: the sums, and behind them every bucket, item, exception and event as rows to filter and
// count again. Written row by row as a stream, so that its length does not decide how much memory it takes.
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import type { Report } from '../readReport.ts'
import type { Sums } from '../rows.ts'
import { breathe } from './breathe.ts'
import { exceptionsIn, placementsIn } from './lists.ts'
import { cellText } from './text.ts'
import type { Wording } from './words.ts'
import { toZonedDate } from './zonedDate.ts'

type Cell = string | number | Date | null
type Column = { title: string; width: number; kind?: 'date' | 'moment' | 'number' | 'share' }

export const xlsxOf = async ({ report, wording }: { report: Report; wording: Wording }): Promise<Buffer> => {
  const stream = new PassThrough()
  const all = buffer(stream)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 3 } },
  })
  workbook.creator = 'Loa'
  workbook.created = new Date(report.at)
  for (const sheet of [summary, buckets, items, exceptions, events])
    await write({ workbook, ...sheet({ report, wording }) })
  await workbook.commit()
  return all
}

type Sheet = { name: string; columns: Column[]; rows: Iterable<Cell[]>; strong?: Set<number> }
type Making = { report: Report; wording: Wording }

const FORMATS = { date: 'dd/mm/yyyy', moment: 'dd/mm/yyyy hh:mm', number: '#,##0', share: '0.0%' }

const write = async ({
  workbook,
  name,
  columns,
  rows,
}: Sheet & { workbook: ExcelJS.stream.xlsx.WorkbookWriter }) => {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.pageSetup.printTitlesRow = '1:1'
  sheet.columns = columns.map(({ width, kind }) => ({
    width,
    style: {
      font: FONT,
      alignment: { vertical: 'top' },
      ...(kind ? { numFmt: FORMATS[kind] } : {}),
    },
  }))
  const head = sheet.addRow(columns.map(({ title }) => title))
  head.eachCell((cell) => {
    cell.font = { ...FONT, bold: true }
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7E6E6' } }
    cell.border = { bottom: { style: 'thin' } }
  })
  head.commit()
  let written = 1
  for (const cells of rows) {
    sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell))).commit()
    written += 1
    if (written % 500 === 0) await breathe()
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: written, column: columns.length } }
  sheet.commit()
}

const FONT = { name: 'Times New Roman', size: 12, family: 1 }

const summary = ({ report, wording }: Making): Sheet => {
  const { words, name, channel, periodInWords } = wording
  const sums = (
    group: string,
    label: string,
    { planned, done, met, proved, overdue, over }: Sums,
  ): Cell[] => [group, label, planned, done, met, planned === 0 ? null : met / planned, proved, overdue, over]
  const about = (label: string, value: string): Cell[] => [label, value]
  const { plan, organization, task } = report
  return {
    name: words('sheets.summary'),
    columns: [
      { title: words('columns.figure'), width: 24 },
      { title: words('columns.value'), width: 100 },
      ...(['planned', 'done', 'met'] as const).map((key) => ({
        title: words(`columns.${key}`),
        width: 12,
        kind: 'number' as const,
      })),
      { title: words('columns.share'), width: 12, kind: 'share' },
      ...(['proved', 'overdue', 'over'] as const).map((key) => ({
        title: words(`columns.${key}`),
        width: 12,
        kind: 'number' as const,
      })),
    ],
    rows: [
      about(words('plan'), [plan.code, plan.title].filter(Boolean).join(' · ')),
      about(words('period'), periodInWords),
      about(words('madeAt'), wording.moment(report.at)),
      about(words('zone'), plan.timeZone),
      ...(organization ? [about(words('columns.organization'), name('organization', organization))] : []),
      ...(report.channel ? [about(words('columns.channel'), channel(report.channel))] : []),
      ...(task ? [about(words('columns.task'), name('task', task))] : []),
      sums(words('total'), '', report.totals),
      ...report.channels.map((one) => sums(words('columns.channel'), channel(one.channel), one)),
      ...report.quotas.map((one) =>
        sums(words('columns.quota'), `${one.quota}. ${name('quota', one.quota)}`, one),
      ),
      ...report.organizations.map((one) =>
        sums(
          words('columns.organization'),
          one.organization ? name('organization', one.organization) : words('noOrganization'),
          one,
        ),
      ),
      ...report.months.map(({ month, planned, done, proved }): Cell[] => [
        words('columns.month'),
        wording.month(month),
        planned,
        done,
        null,
        null,
        proved,
        null,
        null,
      ]),
    ],
  }
}

const buckets = ({ report, wording }: Making): Sheet => {
  const { words, name } = wording
  const at = zoned(report)
  const text = (key: string, width: number): Column => ({ title: words(`columns.${key}`), width })
  const figure = (key: string): Column => ({ title: words(`columns.${key}`), width: 11, kind: 'number' })
  function* rows(): Iterable<Cell[]> {
    for (const row of report.rows) {
      const place: Cell[] = [
        row.quota,
        name('quota', row.quota),
        ...(['outlet', 'task', 'event', 'organization'] as const).map((what) =>
          row[what] ? name(what, row[what]) : null,
        ),
      ]
      for (const { period, startsAt, endsAt, min, max, owed, used, reserved, state } of row.buckets)
        yield [
          ...place,
          period === 'window' ? wording.period(period) : period,
          at(startsAt),
          at(new Date(Date.parse(endsAt) - 1).toISOString()),
          min,
          max,
          owed,
          used,
          reserved,
          words(`states.${state}`),
        ]
    }
  }
  return {
    name: words('sheets.buckets'),
    columns: [
      text('code', 9),
      text('quota', 44),
      text('outlet', 32),
      text('task', 30),
      text('event', 30),
      text('organization', 30),
      text('period', 14),
      { title: words('columns.startsAt'), width: 13, kind: 'date' },
      { title: words('columns.endsAt'), width: 13, kind: 'date' },
      figure('min'),
      figure('max'),
      figure('planned'),
      figure('used'),
      figure('reserved'),
      text('state', 16),
    ],
    rows: rows(),
  }
}

const items = ({ report, wording }: Making): Sheet => {
  const { words, name, channel } = wording
  const at = zoned(report)
  return {
    name: words('sheets.items'),
    columns: [
      { title: words('columns.ranAt'), width: 18, kind: 'moment' },
      { title: words('columns.title'), width: 60 },
      { title: words('columns.outlet'), width: 34 },
      { title: words('columns.channel'), width: 24 },
      { title: words('columns.counted'), width: 14 },
      { title: words('columns.isProved'), width: 12 },
      { title: words('columns.address'), width: 60 },
      { title: words('columns.provedAt'), width: 18, kind: 'moment' },
      { title: words('columns.id'), width: 38 },
    ],
    rows: placementsIn(report).map(({ id, title, outlet, ranAt, proof, quotas }) => {
      const runsOn = outlet && report.channelsOf.outlet[outlet]
      return [
        at(ranAt),
        title,
        outlet && name('outlet', outlet),
        runsOn ? channel(runsOn) : null,
        quotas.length > 0 ? quotas.join(', ') : words('notCounted'),
        words(proof ? 'yes' : 'no'),
        proof?.url ?? null,
        proof?.at ? at(proof.at) : null,
        id,
      ]
    }),
  }
}

const exceptions = ({ report, wording }: Making): Sheet => {
  const { words, name } = wording
  const at = zoned(report)
  return {
    name: words('sheets.exceptions'),
    columns: [
      { title: words('columns.ranAt'), width: 18, kind: 'moment' },
      { title: words('columns.title'), width: 60 },
      { title: words('columns.outlet'), width: 34 },
      { title: words('columns.quota'), width: 10 },
      { title: words('columns.period'), width: 14 },
      { title: words('columns.reason'), width: 60 },
    ],
    rows: exceptionsIn(report).map(({ ranAt, title, outlet, quota, period, reason }) => [
      at(ranAt),
      title,
      outlet && name('outlet', outlet),
      quota,
      period === 'window' ? wording.period(period) : period,
      reason,
    ]),
  }
}

const events = ({ report, wording }: Making): Sheet => {
  const { words, name } = wording
  const at = zoned(report)
  const others = report.uncounted.events.map((one) => ({ ...one, quota: words('notCounted') }))
  return {
    name: words('sheets.events'),
    columns: [
      { title: words('columns.date'), width: 18, kind: 'moment' },
      { title: words('columns.event'), width: 60 },
      { title: words('columns.organization'), width: 40 },
      { title: words('columns.place'), width: 34 },
      { title: words('columns.counted'), width: 14 },
    ],
    rows: [...report.events, ...others]
      .sort((a, b) => a.ranAt.localeCompare(b.ranAt))
      .map(({ ranAt, title, organization, place, quota }) => [
        at(ranAt),
        title,
        organization && name('organization', organization),
        place,
        quota,
      ]),
  }
}

/** Instants as a workbook has them: by the clock of the plan's time zone. */
const zoned = ({ plan: { timeZone } }: Report) => toZonedDate(timeZone)
