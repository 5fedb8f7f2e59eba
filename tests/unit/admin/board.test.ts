// The board's arithmetic: addresses of cells, what is shown of them, and when an item for one could run.
import { describe, expect, it } from 'vitest'
import { figuresOf as cellFigures, isToFill, lookOf } from '../../../src/admin/board/look.ts'
import { addressOf, readBoardQuery } from '../../../src/admin/board/query.ts'
import { tablesOf } from '../../../src/admin/board/tables.ts'
import { datesInWords } from '../../../src/admin/board/words.ts'
import { figuresOf, standOf } from '../../../src/admin/plan/figures.ts'
import { filterRows } from '../../../src/admin/plan/filter.ts'
import type { PlanNames, RuleFacts } from '../../../src/admin/plan/readPlan.ts'
import { readSlot, writeSlot } from '../../../src/admin/slot/address.ts'
import { suggestedMoment } from '../../../src/admin/slot/suggestedMoment.ts'

const timeZone = 'Asia/Ho_Chi_Minh'
const now = new Date('2026-11-25T03:10:00Z')
const cell = (change: object = {}) => ({
  place: { quota: 'Q1', outlet: 'a' },
  period: '2026-W48',
  startsAt: '2026-11-22T17:00:00.000Z',
  endsAt: '2026-11-29T17:00:00.000Z',
  used: 0,
  reserved: 0,
  min: 1 as number | null,
  max: 1 as number | null,
  owed: 1,
  state: 'due' as const,
  isOver: false,
  ...change,
})

describe('the address of a cell', () => {
  it('comes back as it went', () => {
    const slot = { quota: 'Q5', outlet: 'loa-dinh-hoa', task: 'T3', period: 'window' }
    expect(readSlot(writeSlot(slot))).toEqual(slot)
  })

  it('is null for anything else', () => {
    for (const word of [undefined, '', 'Q1', '~~~~~', 'Q1~a~b~c~d~', 'Q1~<b>~~~~x', ['Q1'], 'a~'.repeat(300)])
      expect(readSlot(word), String(word)).toBeNull()
  })
})

describe('what a cell shows', () => {
  it('says that a place is taken before anything ran', () => {
    const planned = cell({ reserved: 1, state: 'full' })
    expect(lookOf(planned)).toBe('planned')
    expect(cellFigures(planned)).toBe('1/1')
    expect(lookOf(cell({ used: 2, reserved: 1, min: 1, max: 3, state: 'met' }))).toBe('met')
    expect(lookOf(cell({ used: 2, reserved: 1, min: 1, max: 1, state: 'met', isOver: true }))).toBe('over')
  })

  it('measures by the upper bound, else by what is owed, else by nothing', () => {
    expect(cellFigures(cell({ min: 1, max: 5 }))).toBe('0/5')
    expect(cellFigures(cell({ min: 3, max: null }))).toBe('0/3')
    expect(cellFigures(cell({ min: null, max: null, used: 2 }))).toBe('2')
  })

  it('offers to fill what is empty and still ahead', () => {
    for (const state of ['due', 'open', 'future']) expect(isToFill(cell({ state }))).toBe(true)
    for (const state of ['overdue', 'optional', 'full', 'met']) expect(isToFill(cell({ state }))).toBe(false)
    expect(isToFill(cell({ reserved: 1 }))).toBe(false)
  })
})

describe('when an item for a period could run', () => {
  const of = (startsAt: string, endsAt: string, at = now) =>
    suggestedMoment({ startsAt, endsAt, now: at, timeZone })

  it('is the first morning of a period to come', () => {
    expect(of('2026-11-29T17:00:00.000Z', '2026-12-06T17:00:00.000Z')).toBe('2026-11-30T01:00:00.000Z')
  })

  it('is tomorrow morning in one that runs', () => {
    expect(of('2026-11-22T17:00:00.000Z', '2026-11-29T17:00:00.000Z')).toBe('2026-11-26T01:00:00.000Z')
  })

  it('is the next full hour on its last day, and nothing once it is over', () => {
    expect(of('2026-11-22T17:00:00.000Z', '2026-11-25T17:00:00.000Z')).toBe('2026-11-25T04:00:00.000Z')
    expect(of('2026-11-15T17:00:00.000Z', '2026-11-22T17:00:00.000Z')).toBeNull()
  })
})

describe('the plan in one line', () => {
  it('counts items, and no more of them than are owed', () => {
    const rows = [
      {
        place: { quota: 'Q1' },
        cells: [
          cell({ used: 3, owed: 1, max: 5, state: 'met' }),
          cell({ used: 2, owed: 5, max: 5, state: 'overdue' }),
          cell({ used: 0, owed: 2, state: 'due' }),
          cell({ used: 0, owed: 4, state: 'future' }),
        ],
      },
    ]
    expect(figuresOf(rows)).toEqual({ owed: 12, met: 3, due: 2, overdue: 3 })
  })

  it('counts weeks from the one the plan begins in', () => {
    const plan = { id: '', code: '', title: '', timeZone, startsOn: '2026-10-30', endsOn: '2027-12-31' }
    expect(standOf({ plan, now })).toMatchObject({
      week: 5,
      weeks: 62,
      daysLeft: 401,
      isAhead: false,
      isOver: false,
    })
    expect(standOf({ plan, now: new Date('2028-01-01T00:00:00Z') })).toMatchObject({
      isOver: true,
      daysLeft: 0,
    })
  })
})

describe('the tables', () => {
  const rule = (change: object = {}): RuleFacts => ({
    code: 'Q1',
    title: 'Một bài mỗi tuần',
    clause: 'II.2.1',
    counts: 'items',
    line: null,
    lineId: null,
    channel: 'press',
    kinds: [],
    eventKinds: [],
    per: ['outlet'],
    period: 'week',
    min: 1,
    max: 1,
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    lineClosesOn: null,
    ...change,
  })
  const names: PlanNames = {
    outlets: [
      { id: '1', code: 'a', name: 'Báo A', channel: 'press', organization: 'unit' },
      { id: '2', code: 'b', name: 'Báo B', channel: 'press', organization: 'other' },
    ],
    tasks: [{ id: '3', code: 'T1', name: 'Hạ tầng số' }],
    events: [],
    organizations: [
      { id: '4', code: 'house', name: 'Sở', parent: null },
      { id: '5', code: 'unit', name: 'Đơn vị', parent: 'house' },
      { id: '6', code: 'other', name: 'Đơn vị khác', parent: null },
    ],
  }
  const week = (n: number, change: object = {}) => {
    const startsAt = new Date(Date.UTC(2026, 0, 4 + 7 * (n - 2), 17)).toISOString()
    const endsAt = new Date(Date.UTC(2026, 0, 11 + 7 * (n - 2), 17)).toISOString()
    return cell({ period: `2026-W${String(n).padStart(2, '0')}`, startsAt, endsAt, ...change })
  }
  const weeks = Array.from({ length: 40 }, (_, at) => week(at + 10))
  const rows = [
    { place: { quota: 'Q1', outlet: 'a' }, cells: weeks },
    { place: { quota: 'Q1', outlet: 'b' }, cells: weeks.slice(0, 5) },
  ]

  it('show the weeks around now, and leave a gap where an outlet has closed', () => {
    const at = new Date(Date.parse(weeks[20]?.startsAt ?? '') + 1000)
    const [table] = tablesOf({ state: { rules: [rule()], names, now: at }, rows })
    expect(table?.columns).toHaveLength(12)
    expect(table?.columns.filter((one) => one.is === 'period' && one.isNow)).toMatchObject([
      { key: '2026-W30' },
    ])
    expect(table?.rows[1]?.cells.every((one) => one === null)).toBe(true)
    const [all] = tablesOf({ state: { rules: [rule()], names, now: at }, rows, span: 'all' })
    expect(all?.columns).toHaveLength(40)
  })

  it('show only what is asked for', () => {
    const one = [{ place: { quota: 'Q1', outlet: 'a' }, cells: [week(3), week(4, { state: 'overdue' })] }]
    const [table] = tablesOf({
      state: { rules: [rule()], names, now },
      rows: [...one, ...rows.slice(1)],
      only: 'overdue',
    })
    expect(table?.columns.map(({ key }) => key)).toEqual(['2026-W04'])
    expect(table?.rows.map(({ key }) => key)).toEqual(['a'])
  })

  it('put tasks before outlets where a rule counts over the whole time', () => {
    const whole = rule({ code: 'Q5', per: ['outlet', 'task'], period: 'window' })
    const split = ['a', 'b'].map((outlet) => ({
      place: { quota: 'Q5', outlet, task: 'T1' },
      cells: [cell({ period: 'window' })],
    }))
    const [table] = tablesOf({ state: { rules: [whole], names, now }, rows: split })
    expect(table?.columns.map(({ key }) => key)).toEqual(['a', 'b'])
    expect(table?.rows).toMatchObject([{ code: 'T1', name: 'Hạ tầng số' }])
  })

  it('keep to an organisation and those below it', () => {
    const kept = (organization: string) =>
      filterRows({ rows, filter: { organization }, names }).map(({ place }) => place.outlet)
    expect(kept('house')).toEqual(['a'])
    expect(kept('other')).toEqual(['b'])
  })

  it('cut many rows short, and say how many', () => {
    const many = Array.from({ length: 100 }, (_, at) => ({
      place: { quota: 'Q1', outlet: `o${at}` },
      cells: weeks,
    }))
    const state = { rules: [rule()], names, now }
    expect(tablesOf({ state, rows: many })[0]).toMatchObject({ hidden: 40 })
    expect(tablesOf({ state, rows: many, isWhole: true })[0]?.rows).toHaveLength(100)
  })
})

describe('the address of the board', () => {
  it('forgets what it does not understand', () => {
    expect(
      readBoardQuery({ outlet: "';--", span: 'never', state: ['due'], task: 'T1', organization: '' }),
    ).toEqual({
      task: 'T1',
    })
  })

  it('changes one part and keeps the others', () => {
    expect(addressOf({ base: '/b', query: { task: 'T1', state: 'due' }, change: { state: undefined } })).toBe(
      '/b?task=T1',
    )
  })
})

describe('dates', () => {
  it('say the month once where it is the same', () => {
    const of = (startsAt: string, endsAt: string) => datesInWords({ startsAt, endsAt, timeZone })
    expect(of('2026-11-22T17:00:00Z', '2026-11-29T17:00:00Z')).toBe('23–29/11')
    expect(of('2026-11-29T17:00:00Z', '2026-12-06T17:00:00Z')).toBe('30/11–6/12')
    expect(of('2026-10-31T17:00:00Z', '2026-11-01T17:00:00Z')).toBe('1/11')
  })
})
