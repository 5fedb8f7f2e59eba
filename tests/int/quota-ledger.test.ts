// The ledger follows whatever it counts by: rules made and changed after use, events, outlets that close; and the
// nightly check sees whatever does not fit.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkLedgerDaily, quotaOptionsIn } from '../../src/quota/index.ts'
import { checkQuotas } from '../../src/worker/checkQuotas.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let admin: string
let plan: string
let at: (days: number) => string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  plan = await loa.idOf('plans', 'TN-CDS-2024-2025')
  const start = await steps.dayOfPlan(0)
  at = (days) => new Date(start.getTime() + days * DAY).toISOString()
})
afterAll(() => loa.stop())

const differences = async () => {
  const { status, body } = await loa.rest('POST', '/api/quota-checks/run', { as: admin })
  expect(status).toBe(200)
  return body.differences
}
// whatever a test did, the ledger agrees with the items before and after it
beforeEach(async () => expect(await differences()).toEqual([]))

let count = 0
const rule = async (data: Record<string, unknown>) => {
  count += 1
  const [window] = await steps.query('select starts_on, ends_on from plans where id = $1', [plan])
  const { status, body } = await loa.rest('POST', '/api/quotas', {
    as: admin,
    body: {
      code: `SO-${count}`,
      title: 'Chỉ tiêu thử',
      plan,
      counts: 'items',
      startsOn: window.starts_on,
      endsOn: window.ends_on,
      enforcement: 'block',
      period: 'month',
      ...data,
    },
  })
  expect({ status, errors: body.errors }).toEqual({ status: 201, errors: undefined })
  return body.doc as { id: string; code: string }
}
const change = (id: string, body: Record<string, unknown>) =>
  loa.rest('PATCH', `/api/quotas/${id}`, { as: admin, body })

/** What is held of a rule, on one outlet where the demo has items on others. */
const slotsOf = (quota: string, outlet: string | null = null) =>
  steps.query(
    `select slot::int, state, period, item_id as item, held_event_id as event from quota_slots
     where quota_id = $1 and ($2::uuid is null or outlet_id = $2) order by bucket, slot`,
    [quota, outlet],
  )
const stateOf = async (code: string, outlet: string) => {
  const { body } = await loa.rest(
    'GET',
    `/api/quotas/progress?plan=TN-CDS-2024-2025&quota=${code}&outlet=${outlet}`,
    {
      as: admin,
    },
  )
  return body.buckets.filter((one: any) => one.used + one.reserved > 0)
}
const published = (outlet: string, body: Record<string, unknown> = {}) =>
  steps.itemAt({
    stage: 'published',
    title: 'Bài của sổ',
    kind: 'print',
    outlets: [outlet],
    publishAt: at(3),
    ...body,
  })

describe('a rule made or changed after use', () => {
  it('counts what ran before it was made, for the day it ran, and what is scheduled', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'publication' })
    const live = await published(outlet)
    const waiting = await steps.itemAt({
      stage: 'scheduled',
      title: 'Chờ đăng',
      kind: 'print',
      outlets: [outlet],
    })
    const { id } = await rule({
      channel: 'publication',
      kinds: ['print'],
      per: ['outlet'],
      period: 'window',
      max: 5,
    })
    expect(await slotsOf(id)).toEqual([
      { slot: 1, state: 'consumed', period: 'window', item: live.id, event: null },
      { slot: 2, state: 'reserved', period: 'window', item: waiting.id, event: null },
    ])
    expect((await steps.latest(live.id)).runs).toEqual([{ outlet, at: at(3) }])
  })

  it('a lowered bound takes nothing off: the bucket is over, and the next item refused', async () => {
    const { id: outlet, code } = await steps.newOutlet({ channel: 'social' })
    const { id, code: quota } = await rule({ channel: 'social', kinds: ['social'], per: ['outlet'], max: 3 })
    const items = []
    for (let n = 0; n < 3; n += 1) items.push(await published(outlet, { kind: 'social' }))
    expect((await change(id, { max: 1 })).status).toBe(200)
    expect(await slotsOf(id, outlet)).toHaveLength(3)
    expect(await stateOf(quota, code)).toMatchObject([{ used: 3, max: 1, state: 'full', isOver: true }])
    for (const item of items)
      expect(await steps.latest(item.id)).toMatchObject({ stage: 'published', live: true })
    const next = await steps.itemAt({
      stage: 'approved',
      title: 'Thêm',
      kind: 'social',
      outlets: [outlet],
      publishAt: at(3),
    })
    expect(verdict(await steps.act('approver@so-tttt', 'publish', next))).toBe('409 quota-exceeded')
    await change(id, { max: 4 })
    expect(verdict(await steps.act('approver@so-tttt', 'publish', next))).toBe('200 ok')
  })

  it('asked of other kinds, split otherwise or over other periods it counts anew', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'screen' })
    const { id } = await rule({ channel: 'screen', kinds: ['led'], per: ['outlet'], period: 'month', max: 5 })
    const led = await published(outlet, { kind: 'led' })
    const video = await published(outlet, { kind: 'video' })
    expect((await slotsOf(id, outlet)).map(({ item }) => item)).toEqual([led.id])
    await change(id, { kinds: ['video'] })
    expect((await slotsOf(id, outlet)).map(({ item }) => item)).toEqual([video.id])
    await change(id, { kinds: [], period: 'week' })
    const both = await slotsOf(id, outlet)
    expect(both.map(({ item }) => item).sort()).toEqual([led.id, video.id].sort())
    expect(both[0].period).toMatch(/^\d{4}-W\d\d$/)
    await change(id, { endsOn: at(1) })
    expect(await slotsOf(id, outlet)).toEqual([])
  })

  it('of events of one kind: it counts the items about them, also when the event becomes another', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'event' })
    const { id } = await rule({
      channel: 'event',
      eventKinds: ['fair'],
      per: ['outlet'],
      period: 'window',
      max: 5,
    })
    const fair = await newEvent({ kind: 'fair' })
    const item = await published(outlet, { kind: 'news', event: fair.doc.id })
    await published(outlet, { kind: 'news' })
    expect((await slotsOf(id)).map((one) => one.item)).toEqual([item.id])
    await loa.rest('PATCH', `/api/events/${fair.doc.id}`, { as: admin, body: { kind: 'conference' } })
    expect(await slotsOf(id)).toEqual([])
  })

  it('taken away takes its slots along and refuses nothing more', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'press-information' })
    const { id } = await rule({ channel: 'press-information', per: ['outlet'], max: 1 })
    await published(outlet, { kind: 'press-release' })
    expect((await loa.rest('DELETE', `/api/quotas/${id}`, { as: admin })).status).toBe(200)
    expect(await steps.query('select 1 from quota_slots where quota_id = $1', [id])).toEqual([])
    await published(outlet, { kind: 'press-release' })
  })

  it('while others publish by it: every item is counted by the rule as it is afterwards', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'loudspeaker' })
    const { id } = await rule({
      channel: 'loudspeaker',
      kinds: ['video'],
      per: ['outlet'],
      period: 'window',
      max: 100,
    })
    const items = []
    for (let n = 0; n < 12; n += 1) {
      items.push(
        await steps.itemAt({
          stage: 'approved',
          title: `Đồng thời ${n}`,
          kind: n % 2 ? 'video' : 'print',
          outlets: [outlet],
          publishAt: at(3),
        }),
      )
    }
    const publishing = items.map((item) => steps.act('approver@so-tttt', 'publish', item))
    const changing = change(id, { kinds: ['print'] })
    for (const answer of await Promise.all(publishing)) expect(answer.status).toBe(200)
    expect((await changing).status).toBe(200)
    const printed = items.filter((_item, n) => n % 2 === 0).map((item) => item.id)
    expect((await slotsOf(id, outlet)).map(({ item }) => item).sort()).toEqual(printed.sort())
  })
})

const newEvent = async (body: Record<string, unknown>) => {
  count += 1
  const { status, body: answer } = await loa.rest('POST', '/api/events', {
    as: admin,
    body: {
      code: `sk-${count}`,
      plan,
      title: `Sự kiện ${count}`,
      startsAt: at(2),
      organization: await loa.idOf('organizations', 'so-tttt'),
      ...body,
    },
  })
  return { status, doc: answer.doc, answer }
}

describe('a rule that counts events', () => {
  it('holds its upper bound when events are added, moved, made another kind, or added at once', async () => {
    const { id, code } = await rule({ counts: 'events', eventKinds: ['press-conference'], per: [], max: 2 })
    const first = await newEvent({ kind: 'press-conference' })
    const ahead = new Date(Date.now() + 40 * DAY).toISOString()
    const coming = await newEvent({ kind: 'press-conference', startsAt: ahead })
    const answers = await Promise.all([1, 2, 3, 4].map(() => newEvent({ kind: 'press-conference' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    const refused = answers.find(({ status }) => status === 409)?.answer.errors[0]
    expect(refused.data).toMatchObject({
      code: 'quota-exceeded',
      violations: [{ quota: code, used: 2, max: 2 }],
    })
    expect(refused.data.violations[0].holders[0]).toEqual({ id: first.doc.id, title: first.doc.title })
    const moved = await loa.rest('PATCH', `/api/events/${coming.doc.id}`, {
      as: admin,
      body: { startsAt: at(2) },
    })
    expect(verdict(moved)).toBe('409 quota-exceeded')
    const other = await newEvent({ kind: 'workshop' })
    const renamed = await loa.rest('PATCH', `/api/events/${other.doc.id}`, {
      as: admin,
      body: { kind: 'press-conference' },
    })
    expect(verdict(renamed)).toBe('409 quota-exceeded')
    expect((await slotsOf(id)).map(({ event, item }) => [event !== null, item])).toEqual(
      [1, 2, 3].map(() => [true, null]),
    )
    expect((await loa.rest('DELETE', `/api/events/${first.doc.id}`, { as: admin })).status).toBe(200)
    expect(
      (await loa.rest('PATCH', `/api/events/${coming.doc.id}`, { as: admin, body: { startsAt: at(2) } }))
        .status,
    ).toBe(200)
  })
})

// a bulk update commits what it could save, and says what it could not
describe('a bulk update that fails half way', () => {
  it('of events: none of them moves, and each holds what it held', async () => {
    const { id } = await rule({ counts: 'events', eventKinds: ['launch'], per: [], period: 'month', max: 2 })
    const events = [await newEvent({ kind: 'launch' }), await newEvent({ kind: 'launch' })]
    const ids = events.map(({ doc }) => doc.id)
    const before = await slotsOf(id)
    expect(before).toHaveLength(2)
    const later = new Date(Date.now() + 40 * DAY).toISOString()
    for (const body of [
      { kind: 'nonsense' },
      { startsAt: later, title: 'x'.repeat(400) },
      { kind: null },
      { startsAt: 'hôm qua' },
    ]) {
      const answer = await loa.rest('PATCH', `/api/events?where[id][in]=${ids}`, { as: admin, body })
      expect(`${JSON.stringify(body).slice(0, 40)} ${answer.status}`).toMatch(/ 400$/)
      expect(await slotsOf(id)).toEqual(before)
    }
    const { body: answer } = await loa.rest('PATCH', `/api/events?where[id][in]=${ids}`, {
      as: admin,
      body: { kind: 'nonsense' },
    })
    expect(answer.errors[0].data).toMatchObject({ code: 'invalid' })
    expect(ids).toContain(answer.errors[0].data.id)
    expect(answer.errors[0].message).toMatch(/^Chưa lưu mục nào/)
    const { docs } = (await loa.rest('GET', `/api/events?where[id][in]=${ids}&sort=code`, { as: admin })).body
    expect(docs.map(({ kind, startsAt }: any) => [kind, startsAt])).toEqual(ids.map(() => ['launch', at(2)]))
    // without a fault all of them move
    const { status } = await loa.rest('PATCH', `/api/events?where[id][in]=${ids}`, {
      as: admin,
      body: { startsAt: later },
    })
    expect(status).toBe(200)
    expect((await slotsOf(id)).map(({ period }) => period)).not.toEqual(before.map(({ period }) => period))
  })

  it('of items that come back from the trash: what finds one of two places full takes none', async () => {
    const [{ id: full }, { id: free }] = [await steps.newOutlet(), await steps.newOutlet()]
    const { id } = await rule({ kinds: ['news'], per: ['outlet'], period: 'month', max: 1 })
    const publishAt = new Date(Date.now() + DAY).toISOString()
    const scheduled = { stage: 'scheduled', title: 'Hẹn giờ', publishAt } as const
    const item = await steps.itemAt({ ...scheduled, outlets: [full, free] })
    const address = (rest: string) => `/api/items?where[id][equals]=${item.id}${rest}`
    const gone = await loa.rest('PATCH', address(''), { as: admin, body: { deletedAt: at(1) } })
    const as = await steps.token('editor@so-tttt')
    if (gone.status !== 200) await loa.rest('PATCH', address(''), { as, body: { deletedAt: at(1) } })
    const other = await steps.itemAt({ ...scheduled, outlets: [full] })
    const before = await steps.traceOf(item.id)
    expect(before.slots).toEqual([])
    const back = await loa.rest('PATCH', address('&trash=true'), { as, body: { deletedAt: null } })
    expect(back.status).toBe(400)
    expect(await steps.traceOf(item.id)).toEqual(before)
    expect((await slotsOf(id, full)).map(({ item: holder }) => holder)).toEqual([other.id])
    expect(await slotsOf(id, free)).toEqual([])
  })
})

describe('an outlet, or what it belongs to, that closes', () => {
  it('gives back what was reserved after that day, keeps what ran, and takes it again when it stays open', async () => {
    const organization = await loa.payload.create({
      collection: 'organizations',
      data: {
        code: `dv-${Date.now()}`,
        name: 'Đơn vị thử',
        kind: 'centre',
        parent: await loa.idOf('organizations', 'so-tttt'),
      },
      overrideAccess: true,
    })
    const { id: outlet } = await steps.newOutlet({ channel: 'publication', organization: organization.code })
    const { id } = await rule({
      channel: 'publication',
      kinds: ['article'],
      per: ['outlet'],
      period: 'window',
      max: 5,
    })
    const approver = 'approver@so-tttt'
    const ran = await published(outlet, { kind: 'article' })
    const waiting = await steps.itemAt({
      stage: 'scheduled',
      approver,
      title: 'Chờ',
      kind: 'article',
      outlets: [outlet],
      publishAt: new Date(Date.now() + 3 * DAY).toISOString(),
    })
    expect(await slotsOf(id)).toHaveLength(2)
    const close = (collection: string, doc: string, closesOn: string | null) =>
      loa.rest('PATCH', `/api/${collection}/${doc}`, { as: admin, body: { closesOn } })
    for (const [collection, doc] of [
      ['outlets', outlet],
      ['organizations', organization.id],
    ] as const) {
      expect((await close(collection, doc, new Date().toISOString().slice(0, 10))).status).toBe(200)
      expect((await slotsOf(id)).map(({ item }) => item)).toEqual([ran.id])
      expect((await close(collection, doc, null)).status).toBe(200)
      expect((await slotsOf(id)).map(({ item }) => item).sort()).toEqual([ran.id, waiting.id].sort())
    }
  })
})

describe('the check', () => {
  it('finds a slot taken away, one added, and one that says something else; a recount mends them', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'publication' })
    const { id, code } = await rule({ channel: 'publication', kinds: ['radio'], per: ['outlet'], max: 3 })
    const [one, two, three] = [
      await published(outlet, { kind: 'radio' }),
      await published(outlet, { kind: 'radio' }),
      await published(outlet, { kind: 'radio' }),
    ]
    await steps.query('delete from quota_slots where quota_id = $1 and item_id = $2', [id, one?.id])
    await steps.query(`update quota_slots set state = 'reserved' where quota_id = $1 and item_id = $2`, [
      id,
      two?.id,
    ])
    const draft = await steps.itemAt({ stage: 'draft', title: 'Chưa gửi', outlets: [outlet] })
    await steps.query(
      `insert into quota_slots (id, quota_id, bucket, slot, item_id, period, state, ran_at)
       select gen_random_uuid(), quota_id, bucket, 9, $2, period, state, ran_at from quota_slots where quota_id = $1 limit 1`,
      [id, draft.id],
    )
    const found = (await differences()).map(({ bucket: _bucket, ...difference }: any) => difference)
    expect(found).toHaveLength(3)
    expect(found).toEqual(
      expect.arrayContaining([
        { what: 'missing', quota: code, item: one?.id },
        { what: 'changed', quota: code, item: two?.id },
        { what: 'surplus', quota: code, item: draft.id },
      ]),
    )
    // looking at it has repaired nothing
    expect(await differences()).toHaveLength(3)
    const { body } = await loa.rest('POST', '/api/quota-checks/recount', { as: admin })
    expect(body).toEqual({ released: 1, changed: 1, taken: 1 })
    expect((await slotsOf(id)).map(({ item }) => item).sort()).toEqual([one?.id, two?.id, three?.id].sort())
  })

  it('is made once a day, after its hour, also by two workers at once, and is kept', async () => {
    const options = quotaOptionsIn(loa.payload)
    await checkQuotas({ payload: loa.payload, now: new Date('2031-05-05T18:00:00Z') })
    expect(await steps.query('select 1 from quota_checks')).toEqual([])
    const now = new Date('2031-05-05T20:00:00Z')
    const results = await Promise.all(
      [1, 2, 3].map(() =>
        checkLedgerDaily({ payload: loa.payload, options, now, timeZone: 'Asia/Ho_Chi_Minh' }),
      ),
    )
    expect(results.filter((one) => one !== null)).toEqual([[]])
    const kept = await steps.query(
      'select day, differences::int, slots::int > 0 as counted from quota_checks',
    )
    expect(kept).toEqual([{ day: '2031-05-06', differences: 0, counted: true }])
  })

  it('is for admins alone', async () => {
    for (const person of ['reporter@so-tttt', 'editor@so-tttt', 'approver@so-tttt'] as const) {
      const as = await steps.token(person)
      for (const name of ['run', 'recount'])
        expect(verdict(await loa.rest('POST', `/api/quota-checks/${name}`, { as }))).toBe('403 forbidden')
      expect((await loa.rest('GET', '/api/quota-checks', { as })).status).toBe(403)
    }
    expect(
      verdict(await loa.rest('POST', '/api/quota-checks/run', { as: `Bearer ${loa.keyOf('portal-tinh')}` })),
    ).toBe('403 forbidden')
  })
})
