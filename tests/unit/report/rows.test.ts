// The arithmetic of a report: which buckets a period takes in, and what their sums are.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldIn } from '../../../src/report/held.ts'
import { type Bucket, isWithin, reportRows, sumsOf } from '../../../src/report/rows.ts'

const bucket = (changes: Partial<Bucket> = {}): Bucket => ({
  quota: 'Q1',
  period: '2024-W47',
  startsAt: '2024-11-17T17:00:00.000Z',
  endsAt: '2024-11-24T17:00:00.000Z',
  used: 0,
  reserved: 0,
  min: 1,
  max: 1,
  owed: 1,
  state: 'open',
  isOver: false,
  ...changes,
})

describe('isWithin', () => {
  it.each([
    ['ends where the bucket begins', '2024-11-01', '2024-11-17T17:00:00Z', false],
    ['reaches one second into it', '2024-11-01', '2024-11-17T17:00:01Z', true],
    ['begins where the bucket ends', '2024-11-24T17:00:00Z', '2025-01-01', false],
    ['begins one second before', '2024-11-24T16:59:59Z', '2025-01-01', true],
    ['lies inside', '2024-11-20', '2024-11-21', true],
    ['is the same', '2024-11-17T17:00:00Z', '2024-11-24T17:00:00Z', true],
    ['holds it', '2024-01-01', '2025-01-01', true],
  ])('a period that %s', (_name, from, to, expected) => {
    expect(isWithin({ bucket: bucket(), from: new Date(from), to: new Date(to) })).toBe(expected)
  })
})

describe('sumsOf', () => {
  it('counts what is missing only where the period is over, and what is too much wherever it is', () => {
    expect(
      sumsOf([
        bucket({ state: 'met', used: 1 }),
        bucket({ state: 'overdue', owed: 3, used: 1 }),
        bucket({ state: 'due', owed: 2 }),
        bucket({ state: 'met', isOver: true, used: 3, max: 1 }),
        bucket({ state: 'optional', owed: 0, used: 5, max: null }),
      ]),
    ).toEqual({ planned: 7, met: 3, done: 10, proved: 0, overdue: 2, over: 2 })
    expect(sumsOf([])).toEqual({ planned: 0, met: 0, done: 0, proved: 0, overdue: 0, over: 0 })
  })
})

describe('reportRows', () => {
  it('puts every bucket on one line, in order, whatever the codes are', () => {
    const code = fc.constantFrom('a', 'b', 'a","b', '')
    const any = fc.record(
      { quota: code, outlet: code, task: code, event: code, used: fc.nat(3) },
      { requiredKeys: ['quota', 'used'] },
    )
    fc.assert(
      fc.property(fc.array(any), (changes) => {
        const buckets = changes.map((one) => bucket(one))
        const rows = reportRows(buckets)
        expect(rows.flatMap((row) => row.buckets)).toHaveLength(buckets.length)
        expect(rows.reduce((total, { done }) => total + done, 0)).toBe(sumsOf(buckets).done)
        for (const row of rows) {
          const places = row.buckets.map((one) => buckets.indexOf(one))
          expect(places).toEqual([...places].sort((a, b) => a - b))
          for (const one of row.buckets)
            expect([one.quota, one.outlet, one.task]).toEqual([
              row.buckets[0]?.quota,
              row.buckets[0]?.outlet,
              row.buckets[0]?.task,
            ])
        }
      }),
    )
  })

  it('names on a line what it is of', () => {
    const [row] = reportRows([bucket({ outlet: 'bao-thai-nguyen', used: 1 })])
    const { buckets, ...rest } = row as NonNullable<typeof row>
    expect(buckets).toHaveLength(1)
    expect(rest).toEqual({
      quota: 'Q1',
      outlet: 'bao-thai-nguyen',
      planned: 1,
      met: 1,
      done: 1,
      proved: 0,
      overdue: 0,
      over: 0,
    })
  })
})

describe('heldIn', () => {
  const slot = {
    quota: 'Q1',
    period: '2024-W47',
    outlet: 'a',
    task: null,
    event: null,
    organization: null,
    ownTask: null,
    ranOn: 'b',
    ranAt: '2024-11-20T01:00:00Z',
    item: '1',
    title: 'Bài',
    heldEvent: null,
    place: null,
    organizer: null,
    overrideReason: null,
    isProved: false,
    url: null,
    provedAt: null,
  }

  it('lists what is counted in one of the buckets, and nothing else', () => {
    const of = (changes: Partial<Bucket>) =>
      heldIn({ slots: [slot], buckets: [bucket({ outlet: 'a', ...changes })] }).items.length
    expect(of({})).toBe(1)
    for (const other of [
      { outlet: 'b' },
      { outlet: undefined },
      { period: '2024-W48' },
      { quota: 'Q2' },
      { task: 'T1' },
      { event: 'e' },
      { organization: 'x' },
    ])
      expect(of(other), JSON.stringify(other)).toBe(0)
  })

  it('says what ran where and when, and tells items and events apart', () => {
    const held = { ...slot, outlet: null, ranOn: null, item: null, heldEvent: 'hop-bao', title: 'Họp báo' }
    const buckets = [bucket({ outlet: 'a' }), bucket()]
    const ranAt = '2024-11-20T01:00:00.000Z'
    const same = { ranAt, quota: 'Q1', period: '2024-W47' }
    expect(heldIn({ slots: [slot, held], buckets })).toMatchObject({
      items: [{ id: '1', title: 'Bài', outlet: 'b', proof: null, overrideReason: null, ...same }],
      events: [{ event: 'hop-bao', title: 'Họp báo', place: null, organization: null, ...same }],
    })
  })

  it('counts what is proved, in the bucket that it used', () => {
    const [proved, other] = [bucket({ outlet: 'a' }), bucket({ outlet: 'c' })]
    const url = 'https://dinhhoa.example.vn/1'
    const slots = [slot, { ...slot, item: '2', isProved: true, url, provedAt: '2024-11-20 08:00:00+07' }]
    const { items, provedOf } = heldIn({ slots, buckets: [proved, other] })
    expect(items.map(({ proof }) => proof)).toEqual([null, { url, at: '2024-11-20T01:00:00.000Z' }])
    expect([provedOf(proved), provedOf(other)]).toEqual([1, 0])
    expect(reportRows([proved, other], provedOf).map((row) => row.proved)).toEqual([1, 0])
  })
})
