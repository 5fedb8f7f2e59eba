// The state of the plan at its own dates: the checks that follow from the calendar (PLAN.md), and what an item
// would take, read through the API.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let plan: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'plan' })
  steps = stepsOf(loa)
  plan = await loa.idOf('plans', 'TN-CDS-2024-2025')
})
afterAll(() => loa.stop())

const progress = async (query: string) => {
  const { status, body } = await loa.rest('GET', `/api/quotas/progress?plan=TN-CDS-2024-2025&${query}`, {
    as: await steps.token('reporter@so-tttt'),
  })
  expect(status).toBe(200)
  return body.buckets as any[]
}

const published = (publishAt: string, body: Record<string, unknown>) =>
  steps.itemAt({ stage: 'published', kind: 'article', title: 'Bài theo lịch', plan, publishAt, ...body })
const STATES = ['met', 'due', 'overdue', 'open', 'full', 'optional', 'future']

describe('progress', () => {
  it('Q1: ten weekly buckets an outlet, 2024-W44 … 2025-W01, eight of which owe an article', async () => {
    const buckets = await progress('quota=Q1&outlet=bao-thai-nguyen&at=2024-12-01T00:00:00Z')
    expect(buckets.map(({ period }) => period)).toEqual([
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
    ])
    expect(buckets.map(({ owed }) => owed)).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1, 0])
    expect(buckets[0]).toEqual({
      quota: 'Q1',
      outlet: 'bao-thai-nguyen',
      period: '2024-W44',
      startsAt: '2024-10-31T17:00:00.000Z',
      endsAt: '2024-11-03T17:00:00.000Z',
      used: 0,
      reserved: 0,
      min: 1,
      max: 1,
      owed: 0,
      state: 'optional',
      isOver: false,
    })
    expect(buckets[9]).toMatchObject({
      startsAt: '2024-12-29T17:00:00.000Z',
      endsAt: '2024-12-31T17:00:00.000Z',
    })
    // Sunday evening 2024-12-01 is 07:00 in Hanoi: W45 … W47 are over, W48 ends today, W50 begins within 14 days
    expect(buckets.slice(1, 4).map(({ state }) => state)).toEqual(['overdue', 'overdue', 'overdue'])
    expect(buckets[4].state).toBe('due')
    expect(buckets[9].state).toBe('future')
  })

  it('Q6: fourteen months an outlet, all owed', async () => {
    const buckets = await progress('quota=Q6&outlet=portal-dinh-hoa&at=2024-11-02T00:00:00Z')
    expect(buckets).toHaveLength(14)
    expect(buckets.every(({ owed, min, max }) => owed === 1 && min === 1 && max === 3)).toBe(true)
    expect([buckets[0].period, buckets[13].period]).toEqual(['2024-11', '2025-12'])
    for (let n = 1; n < buckets.length; n += 1) expect(buckets[n].startsAt).toBe(buckets[n - 1].endsAt)
  })

  it('Q3 and Q5 by task, Q4 by event, Q7 … Q9 from the calendar of events', async () => {
    const buckets = await progress('at=2024-11-02T00:00:00Z')
    const of = (quota: string) => buckets.filter((one) => one.quota === quota)
    const [{ n: events }] = await steps.query('select count(*)::int as n from events')
    expect([of('Q1').length, of('Q3').length, of('Q4').length, of('Q5').length, of('Q6').length]).toEqual([
      40,
      4 * 8,
      4 * events,
      9 * 8,
      10 * 14,
    ])
    expect(of('Q7')).toMatchObject([{ period: 'window', min: 3, max: null, reserved: 3 }])
    expect(of('Q8')).toMatchObject([{ period: 'window', min: 1, max: null, reserved: 1 }])
    expect(of('Q9')).toHaveLength(14)
    // CONTRACT names the states
    for (const { state } of buckets) expect(STATES).toContain(state)
    const later = await progress('quota=Q7&at=2026-02-01T00:00:00Z')
    // they are provisional: nobody has said that they were held
    expect(later).toMatchObject([{ used: 0, reserved: 3, state: 'overdue' }])
    const admin = await steps.token('admin@so-tttt')
    for (const code of ['ky-ket-nha-mang-1', 'ky-ket-nha-mang-2', 'ky-ket-nha-mang-3']) {
      const before = await check()
      const answer = await loa.rest('PATCH', `/api/events/${await loa.idOf('events', code)}`, {
        as: admin,
        body: { isProvisional: false },
      })
      expect(answer.status).toBe(200)
      expect([before, await check()]).toEqual([[], []])
    }
    expect(await progress('quota=Q7&at=2026-02-01T00:00:00Z')).toMatchObject([
      { used: 3, reserved: 0, state: 'met' },
    ])
    // a confirmed one is still to come before its day
    expect(await progress('quota=Q7&at=2024-11-20T00:00:00Z')).toMatchObject([{ used: 1, reserved: 2 }])

    async function check() {
      const { status, body } = await loa.rest<any>('POST', '/api/quota-checks/run', { as: admin })
      expect(status).toBe(200)
      return body.differences
    }
  })

  it('is for staff, and for a plan that exists', async () => {
    const address = '/api/quotas/progress?plan=TN-CDS-2024-2025'
    expect((await loa.rest('GET', address)).status).toBe(403)
    expect((await loa.rest('GET', address, { as: `Bearer ${loa.keyOf('portal-tinh')}` })).status).toBe(403)
    const as = await steps.token('reporter@so-tttt')
    expect(verdict(await loa.rest('GET', '/api/quotas/progress?plan=X', { as }))).toBe('404 not-found')
    expect(verdict(await loa.rest('GET', '/api/quotas/progress', { as }))).toBe('400 invalid')
    expect(verdict(await loa.rest('GET', `${address}&at=mai`, { as }))).toBe('400 invalid')
  })
})

describe('the edge of a week', () => {
  it('Sunday 23:59 and Monday 00:00 at +07:00 are different weeks, though both are Sunday in UTC', async () => {
    const { id, code } = await steps.newOutlet()
    const line = await loa.idOf('lines', 'L1')
    const sunday = await published('2024-11-10T23:59:00+07:00', { outlets: [id], line })
    const monday = await published('2024-11-11T00:00:00+07:00', { outlets: [id], line })
    const period = async (item: string) => (await steps.traceOf(item)).slots.map((slot: any) => slot.period)
    expect([await period(sunday.id), await period(monday.id)]).toEqual([['2024-W45'], ['2024-W46']])
    expect([sunday.publishAt.slice(0, 10), monday.publishAt.slice(0, 10)]).toEqual([
      '2024-11-10',
      '2024-11-10',
    ])
    const same = await steps.itemAt({
      stage: 'approved',
      kind: 'article',
      title: 'Cùng tuần',
      plan,
      publishAt: '2024-11-04T00:00:00+07:00',
      outlets: [id],
      line,
    })
    expect(verdict(await steps.act('approver@so-tttt', 'publish', same))).toBe('409 quota-exceeded')
    const states = await progress(`quota=Q1&outlet=${code}&at=2024-11-20T00:00:00Z`)
    expect(states.filter(({ used }) => used).map(({ period: key, state }) => `${key} ${state}`)).toEqual([
      '2024-W45 met',
      '2024-W46 met',
    ])
  })

  it('2024-12-30 and -31 are of 2025-W01: room for one, although nothing is owed', async () => {
    const { id, code } = await steps.newOutlet()
    const line = await loa.idOf('lines', 'L1')
    await published('2024-12-31T23:59:59+07:00', { outlets: [id], line })
    const second = await steps.itemAt({
      stage: 'approved',
      kind: 'article',
      title: 'Hôm trước',
      plan,
      publishAt: '2024-12-30T00:00:00+07:00',
      outlets: [id],
      line,
    })
    const refused = await steps.act('approver@so-tttt', 'publish', second)
    expect(refused.body.errors[0].data.violations).toMatchObject([
      { quota: 'Q1', outlet: code, period: '2025-W01', used: 1, max: 1, nextFree: null },
    ])
    // a second after, the line is closed
    const late = await steps.itemAt({
      stage: 'draft',
      kind: 'article',
      title: 'Muộn',
      plan,
      publishAt: '2025-01-01T00:00:00+07:00',
      outlets: [id],
      line,
    })
    expect(verdict(await steps.act('reporter@so-tttt', 'submit', late))).toBe('409 line-closed')
  })
})

describe('what an item would take', () => {
  it('every slot with its count, before anything is taken', async () => {
    const one = await steps.newOutlet()
    const two = await steps.newOutlet()
    const body = { kind: 'article', plan, line: await loa.idOf('lines', 'L2'), outlets: [one.id, two.id] }
    const at = '2024-11-20T08:00:00+07:00'
    const holder = await published(at, { ...body, outlets: [one.id] })
    const draft = await steps.itemAt({ stage: 'draft', title: 'Xem trước', publishAt: at, ...body })
    const before = await steps.traceOf(draft.id)
    const ask = async (id: string) =>
      (await loa.rest('GET', `/api/items/${id}/quota`, { as: await steps.token('reporter@so-tttt') })).body
        .slots
    const slots = (await ask(draft.id)).sort((a: any, b: any) => Number(a.isFree) - Number(b.isFree))
    expect(slots).toMatchObject([
      {
        quota: 'Q2',
        outlet: one.code,
        period: '2024-W47',
        used: 1,
        max: 1,
        isFree: false,
        held: null,
        holders: [{ id: holder.id, title: holder.title }],
        nextFree: '2024-W48',
      },
      {
        quota: 'Q2',
        outlet: two.code,
        period: '2024-W47',
        used: 0,
        max: 1,
        isFree: true,
        held: null,
        holders: [],
      },
    ])
    expect(slots[0].nextFreeStartsAt).toBe('2024-11-24T17:00:00.000Z')
    expect(await steps.traceOf(draft.id)).toEqual(before)
    // what it holds itself is free to it
    expect(await ask(holder.id)).toMatchObject([
      { outlet: one.code, used: 1, isFree: true, held: 'consumed' },
    ])
    const outside = await steps.itemAt({
      stage: 'draft',
      title: 'Ngoài',
      plan,
      kind: 'print',
      outlets: [one.id],
    })
    expect(await ask(outside.id)).toEqual([])
    for (const as of [undefined, `Bearer ${loa.keyOf('portal-tinh')}`]) {
      expect((await loa.rest('GET', `/api/items/${draft.id}/quota`, { as })).status).toBe(403)
    }
  })
})
