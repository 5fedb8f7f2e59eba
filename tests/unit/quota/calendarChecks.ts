// The checks themselves, without vitest, so that a process in another time zone can run the very same.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  boundsOf,
  calendarDateIn,
  calendarDateOf,
  nextDate,
  PERIODS,
  type PeriodKind,
  periodAt,
  periodsIn,
  startOfDate,
  type Window,
} from '../../../src/quota/calendar.ts'
import { owedIn } from '../../../src/quota/state.ts'

const timeZone = 'Asia/Ho_Chi_Minh'
const PLAN = { from: '2024-11-01', to: '2025-12-31' }
const LINE = { from: '2024-11-01', to: '2024-12-31' }
const weekOf = (instant: string, window: Window = LINE) =>
  periodAt({ date: calendarDateIn({ instant: new Date(instant), timeZone }), period: 'week', window })?.key

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((n) => new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10))
const windows = fc.tuple(day, fc.integer({ min: 0, max: 900 })).map(([from, length]): Window => {
  const to = new Date(Date.parse(`${from}T00:00:00Z`) + length * 86_400_000).toISOString().slice(0, 10)
  return { from, to }
})
const kinds = fc.constantFrom<PeriodKind>(...PERIODS)
const zones = fc.constantFrom(
  'Asia/Ho_Chi_Minh',
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
)

export const calendarChecks: Record<string, () => void> = {
  'Q1 has ten weeks, 2024-W44 … 2025-W01, eight of which owe an article': () => {
    const periods = periodsIn({ period: 'week', window: LINE })
    assert.deepEqual(
      periods.map(({ key }) => key),
      [
        '2024-W44',
        '2024-W45',
        '2024-W46',
        '2024-W47',
        '2024-W48',
        '2024-W49',
        '2024-W50',
        '2024-W51',
        '2024-W52',
        '2025-W01',
      ],
    )
    assert.deepEqual(
      periods.filter((period) => owedIn({ min: 1, period }) === 1).map(({ key }) => key),
      periods.slice(1, 9).map(({ key }) => key),
    )
    assert.deepEqual(periods[0], { key: '2024-W44', from: '2024-11-01', to: '2024-11-03', isClipped: true })
    assert.deepEqual(periods[9], { key: '2025-W01', from: '2024-12-30', to: '2024-12-31', isClipped: true })
  },
  '2024-12-30 and -31 fall into 2025-W01': () => {
    assert.equal(weekOf('2024-12-30T00:00:00+07:00'), '2025-W01')
    assert.equal(weekOf('2024-12-31T23:59:59+07:00'), '2025-W01')
    assert.equal(weekOf('2024-12-29T23:59:59+07:00'), '2024-W52')
    assert.equal(weekOf('2025-01-01T00:00:00+07:00'), undefined)
  },
  'Sunday 23:59 and Monday 00:00 at +07:00 are different weeks, both 2024-11-10 in UTC': () => {
    assert.equal(weekOf('2024-11-10T23:59:00+07:00'), '2024-W45')
    assert.equal(weekOf('2024-11-11T00:00:00+07:00'), '2024-W46')
    for (const at of ['2024-11-10T23:59:00+07:00', '2024-11-11T00:00:00+07:00'])
      assert.equal(new Date(at).toISOString().slice(0, 10), '2024-11-10')
  },
  'Q6 has fourteen months, all owed': () => {
    const periods = periodsIn({ period: 'month', window: PLAN })
    assert.equal(periods.length, 14)
    assert.deepEqual([periods[0]?.key, periods[13]?.key], ['2024-11', '2025-12'])
    assert.ok(periods.every((period) => owedIn({ min: 1, period }) === 1))
  },
  'a year with 53 weeks has its week 53': () => {
    const window = { from: '2026-01-01', to: '2027-12-31' }
    assert.equal(periodAt({ date: '2026-12-31', period: 'week', window })?.key, '2026-W53')
    assert.equal(periodAt({ date: '2027-01-03', period: 'week', window })?.key, '2026-W53')
    assert.equal(periodAt({ date: '2027-01-04', period: 'week', window })?.key, '2027-W01')
    assert.equal(periodAt({ date: '2026-01-01', period: 'week', window })?.key, '2026-W01')
  },
  'a month or quarter that the window cuts keeps its key and owes nothing': () => {
    const window = { from: '2024-11-15', to: '2025-05-20' }
    assert.deepEqual(
      periodsIn({ period: 'month', window }).map(({ key, isClipped }) => `${key}${isClipped ? ' cut' : ''}`),
      ['2024-11 cut', '2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05 cut'],
    )
    const quarters = periodsIn({ period: 'quarter', window })
    assert.deepEqual(
      quarters.map(({ key, from, to, isClipped }) => [key, from, to, isClipped]),
      [
        ['2024-Q4', '2024-11-15', '2024-12-31', true],
        ['2025-Q1', '2025-01-01', '2025-03-31', false],
        ['2025-Q2', '2025-04-01', '2025-05-20', true],
      ],
    )
    assert.equal(owedIn({ min: 2, period: quarters[0] as never }), 0)
    assert.equal(owedIn({ min: 2, period: quarters[1] as never }), 2)
    assert.equal(owedIn({ min: null, period: quarters[1] as never }), 0)
  },
  'the window as a period is the window, and never cut': () => {
    assert.deepEqual(periodsIn({ period: 'window', window: PLAN }), [
      { key: 'window', ...PLAN, isClipped: false },
    ])
  },
  'leap days, month ends and turns of the year follow each other': () => {
    for (const [one, two] of [
      ['2024-02-28', '2024-02-29'],
      ['2024-02-29', '2024-03-01'],
      ['2025-02-28', '2025-03-01'],
      ['2024-12-31', '2025-01-01'],
    ] as const)
      assert.equal(nextDate(one), two)
  },
  'a calendar date is stored as noon UTC and read back as the same day': () => {
    assert.equal(calendarDateOf('2024-11-01T12:00:00.000Z'), '2024-11-01')
    assert.equal(calendarDateOf(new Date('2024-11-01T12:00:00.000Z')), '2024-11-01')
    assert.equal(startOfDate({ date: '2024-11-11', timeZone }).toISOString(), '2024-11-10T17:00:00.000Z')
  },
  'where clocks change, a day still begins when it begins there': () => {
    assert.equal(
      startOfDate({ date: '2024-03-10', timeZone: 'America/New_York' }).toISOString(),
      '2024-03-10T05:00:00.000Z',
    )
    assert.equal(
      startOfDate({ date: '2024-03-11', timeZone: 'America/New_York' }).toISOString(),
      '2024-03-11T04:00:00.000Z',
    )
    const week = boundsOf({ period: { from: '2024-10-28', to: '2024-11-03' }, timeZone: 'America/New_York' })
    assert.equal((week.endsAt.getTime() - week.startsAt.getTime()) / 3_600_000, 7 * 24 + 1)
  },
  'property: periods are in order, follow each other without gap, fill the window exactly': () => {
    fc.assert(
      fc.property(windows, kinds, (window, period) => {
        const periods = periodsIn({ period, window })
        assert.equal(periods[0]?.from, window.from)
        assert.equal(periods.at(-1)?.to, window.to)
        periods.forEach((one, index) => {
          assert.ok(one.from <= one.to)
          const before = periods[index - 1]
          if (before) assert.equal(one.from, nextDate(before.to))
          if (before && period !== 'window') assert.ok(before.key < one.key)
        })
        assert.equal(new Set(periods.map(({ key }) => key)).size, periods.length)
        // only the first and the last can be cut
        assert.ok(periods.slice(1, -1).every(({ isClipped }) => !isClipped))
      }),
      { numRuns: 150, seed: 1 },
    )
  },
  'property: every instant in the window falls into exactly one period, the one periodAt names; outside into none':
    () => {
      fc.assert(
        fc.property(
          windows,
          kinds,
          zones,
          fc.integer({ min: -3 * 86_400_000, max: 903 * 86_400_000 }),
          (window, period, zone, offset) => {
            const instant = new Date(Date.parse(`${window.from}T00:00:00Z`) + offset)
            const date = calendarDateIn({ instant, timeZone: zone })
            const found = periodAt({ date, period, window })
            const containing = periodsIn({ period, window }).filter((one) => {
              const { startsAt, endsAt } = boundsOf({ period: one, timeZone: zone })
              return startsAt <= instant && instant < endsAt
            })
            if (date < window.from || date > window.to) {
              assert.equal(found, null)
              assert.equal(containing.length, 0)
            } else assert.deepEqual(containing, [found])
          },
        ),
        { numRuns: 300, seed: 2 },
      )
    },
  'property: the date of the first instant of a date is that date, and of the instant before the one before':
    () => {
      fc.assert(
        fc.property(day, zones, (date, zone) => {
          const start = startOfDate({ date, timeZone: zone })
          assert.equal(calendarDateIn({ instant: start, timeZone: zone }), date)
          assert.equal(
            nextDate(calendarDateIn({ instant: new Date(start.getTime() - 1), timeZone: zone })),
            date,
          )
        }),
        { numRuns: 300, seed: 3 },
      )
    },
}
