// Which buckets an item counts in, and what is said of a bucket: pure arithmetic.
import { describe, expect, it } from 'vitest'
import { bucketOf, bucketsOf, laterBuckets, type Rule, type Subject } from '../../../src/quota/rules.ts'
import { owedIn, STATES, stateOf } from '../../../src/quota/state.ts'

const rule = (changes: Partial<Rule> = {}): Rule => ({
  id: 'q',
  code: 'Q',
  plan: 'p',
  counts: 'items',
  line: null,
  kinds: [],
  channel: null,
  eventKinds: [],
  per: ['outlet'],
  period: 'month',
  min: 1,
  max: 3,
  window: { from: '2024-11-01', to: '2025-12-31' },
  enforcement: 'block',
  timeZone: 'Asia/Ho_Chi_Minh',
  ...changes,
})
const subject = (changes: Partial<Subject> = {}): Subject => ({
  counts: 'items',
  plan: 'p',
  kind: 'news',
  line: 'l',
  task: 't',
  event: 'e',
  eventKind: 'workshop',
  organization: 'o',
  ...changes,
})
const run = { outlet: 'a', channel: 'portal', at: new Date('2024-11-15T00:00:00Z') }

describe('bucketOf', () => {
  it.each([
    ['another plan', {}, { plan: 'other' }, false],
    ['no plan', {}, { plan: null }, false],
    ['a rule that counts events', { counts: 'events' as const }, {}, false],
    ['another line', { line: 'other' }, {}, false],
    ['its line', { line: 'l' }, {}, true],
    ['a line asked for and none given', { line: 'l' }, { line: null }, false],
    ['another kind', { kinds: ['radio'] }, {}, false],
    ['one of its kinds', { kinds: ['radio', 'news'] }, {}, true],
    ['another kind of event', { eventKinds: ['signing'] }, {}, false],
    ['one of its kinds of event', { eventKinds: ['signing', 'workshop'] }, {}, true],
    [
      'a kind of event asked for and no event',
      { eventKinds: ['signing'] },
      { event: null, eventKind: null },
      false,
    ],
    [
      'an event, where events are counted',
      { counts: 'events' as const },
      { counts: 'events' as const },
      true,
    ],
    ['an event, where items are counted', {}, { counts: 'events' as const }, false],
    ['another channel', { channel: 'press' }, {}, false],
    ['its channel', { channel: 'portal' }, {}, true],
    ['by task, without a task', { per: ['outlet', 'task'] as Rule['per'] }, { task: null }, false],
    ['by event, without an event', { per: ['event'] as Rule['per'] }, { event: null }, false],
    ['a window that is over', { window: { from: '2020-01-01', to: '2020-12-31' } }, {}, false],
    ['no filter at all', {}, {}, true],
  ])('%s', (_name, changes, of, counts) => {
    expect(bucketOf({ rule: rule(changes), subject: subject(of), run }) !== null).toBe(counts)
  })

  it('keys by what the rule is split by, and by nothing else', () => {
    const key = (per: Rule['per']) => bucketOf({ rule: rule({ per }), subject: subject(), run })?.key
    expect(key(['outlet'])).toBe('a/-/-/-/2024-11')
    expect(key(['outlet', 'task'])).toBe('a/t/-/-/2024-11')
    expect(key(['event'])).toBe('-/-/e/-/2024-11')
    expect(key(['organization', 'outlet', 'task', 'event'])).toBe('a/t/e/o/2024-11')
    expect(key([])).toBe('-/-/-/-/2024-11')
  })
})

describe('bucketsOf', () => {
  it('one for each place it counts in, however many outlets lead there', () => {
    const runs = ['a', 'b', 'c'].map((outlet) => ({ ...run, outlet }))
    expect(bucketsOf({ rules: [rule()], subject: subject(), runs })).toHaveLength(3)
    expect(bucketsOf({ rules: [rule({ per: ['organization'] })], subject: subject(), runs })).toHaveLength(1)
    expect(bucketsOf({ rules: [rule(), rule({ id: 'q2' })], subject: subject(), runs })).toHaveLength(6)
    expect(bucketsOf({ rules: [], subject: subject(), runs })).toEqual([])
  })
})

describe('laterBuckets', () => {
  it('the same place in each later period', () => {
    const bucket = bucketOf({
      rule: rule({ period: 'week', window: { from: '2024-11-01', to: '2024-11-30' } }),
      subject: subject(),
      run,
    })
    expect(laterBuckets(bucket as never).map(({ key }) => key)).toEqual([
      'a/-/-/-/2024-W47',
      'a/-/-/-/2024-W48',
    ])
    const whole = bucketOf({ rule: rule({ period: 'window' }), subject: subject(), run })
    expect(laterBuckets(whole as never)).toEqual([])
  })
})

describe('stateOf', () => {
  const period = { key: 'x', from: '2024-11-11', to: '2024-11-17', isClipped: false }
  const state = (changes: object) =>
    stateOf({
      used: 0,
      reserved: 0,
      owed: 1,
      max: 3,
      period,
      today: '2024-11-13',
      dueFrom: '9999-12-31',
      ...changes,
    })

  it.each([
    ['met', { used: 1 }],
    ['met', { used: 1, max: 1 }],
    ['met', { used: 1, today: '2024-12-01' }],
    ['full', { used: 3 }],
    ['full', { used: 0, reserved: 3 }],
    ['overdue', { used: 0, reserved: 1, max: 1, today: '2024-12-01' }],
    ['full', { used: 4 }],
    ['future', { today: '2024-11-10' }],
    ['future', { today: '2024-11-10', owed: 0 }],
    ['optional', { owed: 0 }],
    ['optional', { owed: 0, today: '2024-12-01' }],
    ['overdue', { today: '2024-11-18' }],
    ['due', { dueFrom: '2024-11-13' }],
    ['open', {}],
    ['open', { today: '2024-11-17' }],
    ['met', { used: 5, max: null }],
    ['optional', { used: 5, owed: 0, max: null }],
  ])('%s %j', (expected, changes) => {
    expect(state(changes)).toBe(expected)
  })

  it('always says one of the known states', () => {
    for (const used of [0, 1, 2])
      for (const reserved of [0, 1])
        for (const owed of [0, 1])
          for (const max of [null, 1, 2])
            for (const today of ['2024-11-01', '2024-11-11', '2024-11-17', '2024-11-18'])
              for (const dueFrom of [today, '9999-12-31'])
                expect(STATES).toContain(state({ used, reserved, owed, max, today, dueFrom }))
  })

  it('a period that the window cuts owes nothing', () => {
    expect(owedIn({ min: 5, period: { ...period, isClipped: true } })).toBe(0)
    expect(owedIn({ min: 5, period })).toBe(5)
  })
})
