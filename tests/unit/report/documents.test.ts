// What the files of a report are made with: texts, names of files, charts, months.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachment } from '../../../src/report/contentDisposition.ts'
import { barChart, columnChart } from '../../../src/report/documents/charts.ts'
import { cellText, cleanText, xmlText } from '../../../src/report/documents/text.ts'
import { toZonedDate } from '../../../src/report/documents/zonedDate.ts'
import { monthsOf } from '../../../src/report/months.ts'

describe('texts', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula in a cell', (text) => {
    expect(cellText(text)).toBe(`'${text}`)
  })

  it('leave what starts otherwise as it is', () => {
    for (const text of ['Bài 1', '1-2', 'a=b', '', '…', '“=”']) expect(cellText(text)).toBe(text)
  })

  it('lose what XML forbids, also where it hides a formula', () => {
    expect(cleanText('a\u0000b\u0008c\u000bd\u001fe\ufffef\ud800g')).toBe('abcdefg')
    expect(cleanText('dòng\tmột\nhai 😀')).toBe('dòng\tmột\nhai 😀')
    expect(cellText('\u0000=1')).toBe("'=1")
    expect(xmlText('<a b="1">&</a>\u0001')).toBe('&lt;a b=&quot;1&quot;&gt;&amp;&lt;/a&gt;')
  })

  it('can always be written as XML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(xmlText(text)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f<>"]/)
      }),
    )
  })
})

describe('the name of a file', () => {
  it('is told in ASCII and as it is', () => {
    expect(attachment('Báo cáo Đ (1)\r\n"x".pdf')).toBe(
      `attachment; filename="Bao cao D (1)___x_.pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%90%20%281%29%0D%0A%22x%22.pdf`,
    )
  })
})

describe('charts', () => {
  const series = [
    { name: 'Chỉ tiêu', fill: 'hatch' as const, values: [4, 0] },
    { name: 'Đã thực hiện', fill: 'solid' as const, values: [2, 1] },
  ]
  const labels = ['Báo chí', 'Cung cấp thông tin cho báo chí, phát ngôn, họp báo định kỳ hằng tháng']

  it.each([
    ['bars', barChart],
    ['columns', columnChart],
  ])('of %s say every number, tell series by pattern, and stay on their paper', (_name, chart) => {
    const { width, height, shapes } = chart({ labels, series, number: String })
    const texts = shapes.flatMap((shape) => (shape.type === 'text' ? [shape.text] : []))
    for (const text of ['Chỉ tiêu', 'Đã thực hiện', '4', '2', '0', '1']) expect(texts).toContain(text)
    const bars = shapes.flatMap((shape) => (shape.type === 'bar' ? [shape] : []))
    // two of the legend, three that are more than nothing
    expect(bars.map(({ fill }) => fill).sort()).toEqual(['hatch', 'hatch', 'solid', 'solid', 'solid'])
    for (const bar of bars) {
      expect(bar.x + bar.width).toBeLessThanOrEqual(width)
      expect(bar.y).toBeGreaterThanOrEqual(0)
      expect(bar.y + bar.height).toBeLessThanOrEqual(height)
    }
    const [, four] = bars.filter(({ fill }) => fill === 'hatch')
    const [, two] = bars.filter(({ fill }) => fill === 'solid')
    const long = (bar: typeof four) => (chart === barChart ? bar?.width : bar?.height) ?? 0
    expect(long(four)).toBeCloseTo(2 * long(two))
  })

  it('of nothing are drawn all the same', () => {
    for (const chart of [barChart, columnChart])
      expect(chart({ labels: [], series: [], number: String }).shapes).toHaveLength(1)
  })
})

describe('monthsOf', () => {
  it('counts by the plan’s clock, fills the gaps, and goes over the new year', () => {
    const bucket = {
      quota: 'Q',
      period: 'x',
      startsAt: '',
      used: 0,
      reserved: 0,
      min: 1,
      max: 1,
      state: 'open',
      isOver: false,
    }
    const item = { id: '1', title: '', quota: 'Q', period: 'x', outlet: null, overrideReason: null }
    const asked = {
      // the first ends with November in Việt Nam, the second with January
      buckets: [
        { ...bucket, endsAt: '2024-11-30T17:00:00.000Z', owed: 2 },
        { ...bucket, endsAt: '2025-01-31T17:00:00.000Z', owed: 1 },
        { ...bucket, endsAt: '2025-06-30T17:00:00.000Z', owed: 0 },
      ],
      held: {
        items: [
          { ...item, ranAt: '2024-11-30T16:59:59.000Z', proof: { url: null, at: null } },
          { ...item, ranAt: '2024-11-30T17:00:00.000Z', proof: null },
        ],
        events: [],
      },
      timeZone: 'Asia/Ho_Chi_Minh',
    }
    const read = (from: string, to: string) =>
      monthsOf({ ...asked, from: new Date(from), to: new Date(to) }).map(
        ({ month, planned, done, proved }) => `${month} ${planned} ${done} ${proved}`,
      )
    expect(read('2024-10-31T17:00:00Z', '2025-12-31T17:00:00Z')).toEqual([
      '2024-11 2 1 1',
      '2024-12 0 1 0',
      '2025-01 1 0 0',
    ])
    // buckets that reach over the end of a period bring no month behind it
    expect(read('2024-10-31T17:00:00Z', '2024-11-30T17:00:00Z')).toEqual(['2024-11 2 1 1'])
    expect(read('2024-11-30T17:00:00Z', '2024-12-31T17:00:00Z')).toEqual(['2024-12 0 1 0'])
  })
})

describe('toZonedDate', () => {
  it('reads as the clock on the wall', () => {
    const at = toZonedDate('Asia/Ho_Chi_Minh')
    expect(at('2024-11-03T17:30:00.000Z')).toEqual(new Date('2024-11-04T00:30:00Z'))
    expect(toZonedDate('UTC')('2024-11-03T17:30:00.000Z')).toEqual(new Date('2024-11-03T17:30:00Z'))
  })
})
