// The pure parts of the calendar: which days it shows, what stands in them, clocks.
import { describe, expect, it } from 'vitest'
import { clockOf, instantAt } from '../../src/admin/calendar/clock.ts'
import { arranged, daysOf } from '../../src/admin/calendar/days.ts'
import type { ItemEntry, SlotEntry } from '../../src/admin/calendar/entries.ts'
import { periodOf } from '../../src/admin/calendar/period.ts'
import { whyFixed } from '../../src/admin/calendar/whyFixed.ts'
import { draftAddress, draftValuesIn } from '../../src/admin/slot/draftAddress.ts'

const today = '2024-12-05'

describe('the days of a calendar', () => {
  it('are those of today without a wish, in whole weeks from Monday on', () => {
    const december = periodOf({ today })
    expect(december).toMatchObject({
      view: 'month',
      key: '2024-12',
      from: '2024-12-01',
      to: '2024-12-31',
      first: '2024-11-25',
      last: '2025-01-05',
      previous: '2024-11',
      next: '2025-01',
      other: '2024-W49',
    })
    expect(december?.weeks.map(({ number }) => number)).toEqual([48, 49, 50, 51, 52, 1])
    expect(december?.weeks[5]).toMatchObject({ key: '2025-W01', year: 2025 })
    expect(december?.weeks[1]?.dates[0]).toBe('2024-12-02')
  })

  it('are those of an ISO week, also across the year', () => {
    expect(periodOf({ week: '2025-W01', today })).toMatchObject({
      view: 'week',
      from: '2024-12-30',
      to: '2025-01-05',
      previous: '2024-W52',
      next: '2025-W02',
      other: '2025-01',
    })
    expect(periodOf({ week: '2020-W53', today })?.from).toBe('2020-12-28')
  })

  it('are none where the wish means nothing', () => {
    for (const month of ['2024-13', '2024-00', '2024', '', 'x', '1024-01', '2024-12-01', '9999-12'])
      expect(periodOf({ month, today }), month).toBeNull()
    for (const week of ['2024-W53', '2024-W00', '2024-49', '', 'W49', '2024-W99'])
      expect(periodOf({ week, today }), week).toBeNull()
  })
})

const item = (id: string, date: string | null, time = '10:00'): ItemEntry => ({
  type: 'item',
  id,
  title: id,
  kind: 'news',
  stage: 'draft',
  live: false,
  revision: 'r',
  date,
  time,
  task: null,
})
const slot: SlotEntry = {
  type: 'slot',
  id: 'Q1',
  date: today,
  state: 'due',
  missing: 1,
  outlets: [],
  rule: 'Q1',
  about: null,
  draft: '/',
}

describe('a day', () => {
  const period = periodOf({ today }) ?? expect.fail()

  it('is in the order of the clock, with what is missing last, and refers on when it is full', () => {
    const entries = [slot, item('b', today, '14:00'), item('a', today, '08:00')]
    expect(daysOf({ period, entries })[today]).toEqual({ entries: [entries[2], entries[1], slot], more: 0 })
    const many = [1, 2, 3, 4, 5, 6, 7].map((n) => item(`${n}`, today))
    expect(daysOf({ period, entries: many })[today]).toMatchObject({ more: 2, entries: { length: 5 } })
  })

  it('shows what is moved to it, from another day or from those without one', () => {
    const days = daysOf({ period, entries: [item('a', today), slot] })
    const undated = [item('u', null)]
    const moved = new Map([
      ['a', item('a', '2024-12-06')],
      ['u', item('u', today)],
    ])
    const after = arranged({ days, undated, moved })
    expect(after.days[today]?.entries.map(({ id }) => id)).toEqual(['u', 'Q1'])
    expect(after.days['2024-12-06']?.entries.map(({ id }) => id)).toEqual(['a'])
    expect(after.undated).toEqual([])
    expect(days[today]?.entries).toHaveLength(2)
  })
})

describe('clocks', () => {
  it('are read in the plan’s zone', () => {
    const timeZone = 'Asia/Ho_Chi_Minh'
    expect(clockOf({ instant: '2024-12-04T17:30:00Z', timeZone })).toEqual({
      date: '2024-12-05',
      time: '00:30',
    })
    expect(instantAt({ date: '2024-12-05', time: '00:30', timeZone })?.toISOString()).toBe(
      '2024-12-04T17:30:00.000Z',
    )
  })

  it('know no 30 February, no 24:00, and no hour that summer time leaves out', () => {
    const timeZone = 'Europe/Berlin'
    for (const [date, time] of [
      ['2024-02-30', '10:00'],
      ['2024-12-05', '24:00'],
      ['2024-12-05', '10:61'],
      ['2025-03-30', '02:30'],
    ] as const)
      expect(instantAt({ date, time, timeZone }), `${date} ${time}`).toBeNull()
  })
})

describe('what cannot be moved', () => {
  it('is what has run, and the draft over it', () => {
    expect(whyFixed({ stage: 'published', live: true })).toBe('movePublished')
    expect(whyFixed({ stage: 'retracted', live: false })).toBe('moveRetracted')
    expect(whyFixed({ stage: 'draft', live: true })).toBe('moveOverLive')
    for (const stage of ['draft', 'submitted', 'approved', 'scheduled'] as const)
      expect(whyFixed({ stage, live: false })).toBeUndefined()
    expect(whyFixed({ stage: 'scheduled', live: true })).toBeUndefined()
  })
})

describe('the address of a new draft', () => {
  it('names what is filled in, and nothing else', () => {
    const values = {
      plan: 'p',
      line: 'l',
      task: null,
      outlets: ['a', 'b'],
      publishAt: '2024-12-08T02:00:00.000Z',
    }
    expect(draftAddress({ adminRoute: '/admin', values })).toBe(
      '/admin/collections/items/create?plan=p&line=l&outlets=a%2Cb&publishAt=2024-12-08T02%3A00%3A00.000Z',
    )
    expect(draftAddress({ adminRoute: '/admin', values: { outlets: [] } })).toBe(
      '/admin/collections/items/create?',
    )
  })

  it('is read back, without what is no identifier and no instant', () => {
    const id = '0193a0f0-0000-7000-8000-000000000001'
    const written = { plan: id, outlets: [id], publishAt: '2024-12-08T02:00:00.000Z' }
    const query = new URL(draftAddress({ adminRoute: '/admin', values: written }), 'http://localhost')
      .searchParams
    expect(draftValuesIn(Object.fromEntries(query))).toEqual(written)
    expect(draftValuesIn({ plan: "'", line: ['x'], outlets: 'a,b', publishAt: 'soon' })).toEqual({})
  })

  it('says the kind of a proof, and of nothing else', () => {
    const item = '0193a0f0-0000-7000-8000-000000000001'
    expect(draftValuesIn({ item, kind: 'broadcast' })).toEqual({ item, kind: 'broadcast' })
    expect(draftValuesIn({ item, kind: 'radio' })).toEqual({ item })
    expect(draftValuesIn({ kind: 'broadcast' })).toEqual({})
  })
})
