// The rules Q1 … Q6 of the plan file and rules made by data alone, on outlets of the test's own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishDue } from '../../src/worker/publishDue.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Doc, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
const line: Record<string, string> = {}
const task: Record<string, string> = {}
/** Noon on the n-th day of the plan; up to day 20 always past, and lines L1 and L2 open. */
let at: (days: number) => string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  const start = await steps.dayOfPlan(0)
  at = (days) => new Date(start.getTime() + days * DAY).toISOString()
  for (const code of ['L1', 'L2', 'L3', 'L4']) line[code] = await loa.idOf('lines', code)
  for (const code of ['T1', 'T2']) task[code] = await loa.idOf('tasks', code)
})
afterAll(() => loa.stop())

const approved = (outlet: string | string[], days: number, body: Record<string, unknown>) =>
  steps.itemAt({
    stage: 'approved',
    title: 'Bài đếm định mức',
    outlets: [outlet].flat(),
    publishAt: at(days),
    ...body,
  })

const publish = async (doc: Doc, body = {}) => steps.act('approver@so-tttt', 'publish', doc, body)

/** Publishes this many, all of which must be taken, and one more, which must not. */
const fill = async (count: number, make: (n: number) => Promise<Doc>) => {
  const titles = []
  for (let n = 0; n < count; n += 1)
    titles.push((await steps.must('approver@so-tttt', 'publish', await make(n))).title)
  const over = await make(count)
  const before = await steps.traceOf(over.id)
  const refused = await publish(over)
  expect(verdict(refused)).toBe('409 quota-exceeded')
  expect(await steps.traceOf(over.id)).toEqual(before)
  const { violations } = refused.body.errors[0].data
  expect(violations).toHaveLength(1)
  expect(violations[0].holders.map((one: any) => one.title)).toEqual(titles)
  return { violation: violations[0], message: refused.body.errors[0].message, over }
}

describe('the plan', () => {
  it.each([
    ['Q1', 'L1'],
    ['Q2', 'L2'],
  ] as const)('%s: one article of %s a week on each press outlet', async (quota, code) => {
    const { id: outlet, code: name } = await steps.newOutlet()
    const article = { kind: 'article', line: line[code] }
    const { violation, message } = await fill(1, () => approved(outlet, 10, article))
    expect(violation).toMatchObject({ quota, outlet: name, used: 1, max: 1 })
    expect(message).toMatch(
      /^Đã đủ định mức\. .*tuần \d+\/\d{4}: 1\/1, đã có “Bài đếm định mức”; còn chỗ từ tuần \d+\/\d{4}\.$/,
    )
    // another week, another outlet, news instead of an article, and the other line are free
    const { id: otherOutlet } = await steps.newOutlet()
    expect(verdict(await publish(await approved(outlet, 17, article)))).toBe('200 ok')
    expect(verdict(await publish(await approved(otherOutlet, 10, article)))).toBe('200 ok')
    expect(verdict(await publish(await approved(outlet, 10, { ...article, kind: 'news' })))).toBe('200 ok')
    expect(
      verdict(
        await publish(
          await approved(outlet, 10, { kind: 'article', line: line[code === 'L1' ? 'L2' : 'L1'] }),
        ),
      ),
    ).toBe('200 ok')
  })

  it('Q3: five news or articles of L3 for each task, over the whole window', async () => {
    const { id: outlet, code } = await steps.newOutlet()
    const body = (n: number) => ({ kind: n % 2 ? 'news' : 'article', line: line.L3, task: task.T1 })
    const { violation, message } = await fill(5, (n) => approved(outlet, 3 * n, body(n)))
    expect(violation).toMatchObject({
      quota: 'Q3',
      outlet: code,
      task: 'T1',
      period: 'window',
      used: 5,
      max: 5,
      nextFree: null,
    })
    expect(message).toContain('cả thời gian kế hoạch')
    expect(verdict(await publish(await approved(outlet, 1, { ...body(0), task: task.T2 })))).toBe('200 ok')
    expect(verdict(await publish(await approved(outlet, 1, { ...body(0), task: undefined })))).toBe('200 ok')
  })

  it('Q4: two of L4 for each event', async () => {
    const { id: outlet } = await steps.newOutlet()
    const [one, two] = (await steps.query('select id, code from events order by code limit 2')) as [any, any]
    const { violation } = await fill(2, () => approved(outlet, 5, { line: line.L4, event: one.id }))
    expect(violation).toMatchObject({ quota: 'Q4', event: one.code, used: 2, max: 2, nextFree: null })
    expect(verdict(await publish(await approved(outlet, 5, { line: line.L4, event: two.id })))).toBe('200 ok')
  })

  it('Q5: five radio items for each task on each loudspeaker system', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'loudspeaker' })
    const { violation } = await fill(5, () => approved(outlet, 5, { kind: 'radio', task: task.T1 }))
    expect(violation).toMatchObject({ quota: 'Q5', task: 'T1', used: 5, max: 5 })
    expect(verdict(await publish(await approved(outlet, 5, { kind: 'news', task: task.T1 })))).toBe('200 ok')
  })

  it('Q6: three a month on each portal, at the moment it is published whatever date is claimed', async () => {
    const { id: outlet, code } = await steps.newOutlet({ channel: 'portal' })
    // at the turn of a month in the plan's zone: one second is worth a slot
    const start = await steps.dayOfPlan(0)
    const nextMonth = new Date(
      Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1) - 7 * 60 * 60 * 1000,
    )
    const lastSecond = new Date(nextMonth.getTime() - 1000)
    const take = async (now: Date) => {
      const doc = await steps.itemAt({ stage: 'approved', title: 'Tin cổng', outlets: [outlet] })
      return steps.transitionAt({ person: 'approver@so-tttt', verb: 'publish', doc, now })
    }
    for (let n = 0; n < 3; n += 1) expect((await take(lastSecond)).stage).toBe('published')
    const refused = await take(lastSecond).catch((error) => error.data)
    expect(refused).toMatchObject({
      code: 'quota-exceeded',
      violations: [{ quota: 'Q6', outlet: code, used: 3, max: 3 }],
    })
    expect(refused.violations[0].period).toBe(lastSecond.toISOString().slice(0, 7))
    expect(refused.violations[0].nextFree).toBe(new Date(nextMonth.getTime() + DAY).toISOString().slice(0, 7))
    expect(refused.violations[0].nextFreeStartsAt).toBe(nextMonth.toISOString())
    expect((await take(nextMonth)).stage).toBe('published')
    // a portal cannot record the past: the date that is claimed does not count
    const claimed = await steps.itemAt({
      stage: 'approved',
      title: 'Lùi ngày',
      outlets: [outlet],
      publishAt: at(1),
    })
    await steps.transitionAt({ person: 'approver@so-tttt', verb: 'publish', doc: claimed, now: nextMonth })
    const [{ period }] = (await steps.traceOf(claimed.id)).slots
    expect(period).toBe(refused.violations[0].nextFree)
  })
})

describe('rules by data alone', () => {
  const newRule = async (data: Record<string, unknown>) => {
    const [{ starts_on: startsOn, ends_on: endsOn }] = await steps.query(
      'select starts_on, ends_on from plans limit 1',
    )
    const { status, body } = await loa.rest('POST', '/api/quotas', {
      as: await steps.token('admin@so-tttt'),
      body: {
        title: 'Thử',
        plan: await loa.idOf('plans', 'TN-CDS-2024-2025'),
        counts: 'items',
        startsOn,
        endsOn,
        enforcement: 'block',
        period: 'quarter',
        ...data,
      },
    })
    expect({ status, errors: body.errors }).toEqual({ status: 201, errors: undefined })
  }

  it('per organisation: several outlets of an item lead to one slot', async () => {
    await newRule({
      code: 'QX',
      channel: 'publication',
      kinds: ['print'],
      per: ['organization'],
      max: 1,
      min: 1,
    })
    const outlets = [
      (await steps.newOutlet({ channel: 'publication' })).id,
      (await steps.newOutlet({ channel: 'publication' })).id,
    ]
    const { violation, over } = await fill(1, () => approved(outlets, 5, { kind: 'print' }))
    expect(violation).toMatchObject({ quota: 'QX', used: 1, max: 1 })
    expect(violation.period).toMatch(/^\d{4}-Q[1-4]$/)
    expect((await steps.traceOf(over.id)).slots).toEqual([])
  })

  it('one that only warns refuses nothing, and counts', async () => {
    await newRule({
      code: 'QW',
      channel: 'social',
      kinds: ['social'],
      per: ['outlet'],
      period: 'week',
      max: 1,
      enforcement: 'warn',
    })
    const { id: outlet } = await steps.newOutlet({ channel: 'social' })
    for (let n = 0; n < 3; n += 1)
      expect(verdict(await publish(await approved(outlet, 5, { kind: 'social' })))).toBe('200 ok')
    expect(
      await steps.query('select count(*)::int as n from quota_slots where outlet_id = $1', [outlet]),
    ).toEqual([{ n: 3 }])
  })

  it('without an upper bound everything is taken', async () => {
    await newRule({ code: 'QN', channel: 'screen', kinds: ['led'], per: ['outlet'], period: 'month', min: 2 })
    const { id: outlet } = await steps.newOutlet({ channel: 'screen' })
    for (let n = 0; n < 3; n += 1)
      expect(verdict(await publish(await approved(outlet, 5, { kind: 'led' })))).toBe('200 ok')
  })

  it('one that cannot be met is not made', async () => {
    const as = await steps.token('admin@so-tttt')
    const id = await loa.idOf('quotas', 'Q1')
    for (const body of [{ min: 2 }, { max: 1.5 }, { endsOn: '2001-01-01' }]) {
      expect(verdict(await loa.rest('PATCH', `/api/quotas/${id}`, { as, body }))).toBe('400 invalid')
    }
    // with no slot at all every item would be refused, for good; in a rule of its own, so that nothing else is
    await newRule({ code: 'QZ', channel: 'event', kinds: ['news'], per: ['outlet'], min: 1, max: 1 })
    const own = await loa.idOf('quotas', 'QZ')
    expect(verdict(await loa.rest('PATCH', `/api/quotas/${own}`, { as, body: { max: 0 } }))).toBe(
      '400 invalid',
    )
  })
})

describe('what the ledger holds follows the item', () => {
  const full = async () => {
    const { id: outlet, code } = await steps.newOutlet()
    const body = { kind: 'article', line: line.L1 }
    const holder = await steps.must('approver@so-tttt', 'publish', await approved(outlet, 10, body))
    return { outlet, code, holder, next: await approved(outlet, 10, body) }
  }

  it('all outlets or none: each full one is named, nothing is taken on the free one', async () => {
    const [one, two, free] = [await full(), await full(), (await steps.newOutlet()).id]
    const doc = await approved([free, one.outlet, two.outlet], 10, { kind: 'article', line: line.L1 })
    const before = await steps.traceOf(doc.id)
    const refused = await publish(doc)
    expect(verdict(refused)).toBe('409 quota-exceeded')
    const violations = refused.body.errors[0].data.violations
    expect(violations.map((each: any) => each.outlet).sort()).toEqual([one.code, two.code].sort())
    expect(violations.flatMap((each: any) => each.holders.map(({ id }: any) => id)).sort()).toEqual(
      [one.holder.id, two.holder.id].sort(),
    )
    expect(await steps.traceOf(doc.id)).toEqual(before)
    expect(await steps.query('select 1 from quota_slots where outlet_id = $1', [free])).toEqual([])
  })

  it('an approver may override with a reason, which is kept; an editor may not', async () => {
    const { next } = await full()
    const before = await steps.traceOf(next.id)
    const override = { reason: 'Theo yêu cầu của Tỉnh ủy' }
    expect(verdict(await steps.act('editor@so-tttt', 'publish', next, { override }))).toBe('403 forbidden')
    expect(await steps.traceOf(next.id)).toEqual(before)
    expect(verdict(await publish(next, { override }))).toBe('200 ok')
    expect((await steps.traceOf(next.id)).slots).toMatchObject([
      { slot: 2, override_reason: override.reason, state: 'consumed' },
    ])
    expect(
      await steps.query(
        `select override_reason as r from audit_log where item_id = $1 and verb = 'publish'`,
        [next.id],
      ),
    ).toEqual([{ r: override.reason }])
  })

  it('an override that was not needed leaves no reason beside the slot', async () => {
    const { id: outlet } = await steps.newOutlet()
    const doc = await approved(outlet, 10, { kind: 'article', line: line.L1 })
    expect(verdict(await publish(doc, { override: { reason: 'Phòng khi đầy' } }))).toBe('200 ok')
    expect((await steps.traceOf(doc.id)).slots).toMatchObject([{ slot: 1, override_reason: null }])
  })

  // the preview counts what is held; what it calls full must not be taken without a reason
  it('after the first of a bucket that overflows is gone, the bucket is as full as its count says', async () => {
    const { outlet, holder, next } = await full()
    await steps.must('approver@so-tttt', 'publish', next, { override: { reason: 'Ngoại lệ' } })
    await steps.must('approver@so-tttt', 'retract', holder, { comment: 'Gỡ' })
    const third = await approved(outlet, 10, { kind: 'article', line: line.L1 })
    const preview = await loa.rest('GET', `/api/items/${third.id}/quota`, {
      as: await steps.token('editor@so-tttt'),
    })
    const [slot] = preview.body.slots
    expect(slot).toMatchObject({ quota: 'Q1', used: 1, max: 1 })
    expect(verdict(await publish(third))).toBe(slot.isFree ? '200 ok' : '409 quota-exceeded')
  })

  it('retracting frees the slot', async () => {
    const { holder, next } = await full()
    expect(verdict(await publish(next))).toBe('409 quota-exceeded')
    await steps.must('approver@so-tttt', 'retract', holder, { comment: 'Sai' })
    expect(verdict(await publish(next))).toBe('200 ok')
  })

  it('a correction that moves to another outlet releases the first', async () => {
    const { outlet, holder, next } = await full()
    const { id: elsewhere } = await steps.newOutlet()
    await loa.rest('PATCH', `/api/items/${holder.id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { outlets: [elsewhere], changeNote: 'Chuyển kênh' },
    })
    let moved = await steps.must('reporter@so-tttt', 'submit', await steps.latest(holder.id))
    moved = await steps.must('approver@so-tttt', 'approve', moved)
    // until it is published the first outlet still has it
    expect(verdict(await publish(next))).toBe('409 quota-exceeded')
    await steps.must('approver@so-tttt', 'publish', moved)
    expect((await steps.traceOf(holder.id)).slots.map((slot: any) => slot.outlet_id)).toEqual([elsewhere])
    expect(verdict(await publish(next))).toBe('200 ok')
    expect(
      await steps.query('select count(*)::int as n from quota_slots where outlet_id = $1', [outlet]),
    ).toEqual([{ n: 1 }])
  })

  it('a correction that waits for its time, or is published before it, leaves when the item ran as it was', async () => {
    const { outlet, holder } = await full()
    const before = await steps.traceOf(holder.id)
    const ran = async () => {
      const { slots, main, editions } = await steps.traceOf(holder.id)
      const { bucket, ran_at: at, state } = slots[0]
      return { count: slots.length, bucket, at, state, runs: main.runs, since: editions[0].published_at }
    }
    const first = await ran()
    expect(first).toMatchObject({ count: 1, state: 'consumed', at: before.slots[0].ran_at })
    const correct = async (title: string, body: Record<string, unknown> = {}) => {
      await loa.rest('PATCH', `/api/items/${holder.id}`, {
        as: await steps.token('reporter@so-tttt'),
        body: { title, changeNote: `Sửa: ${title}`, ...body },
      })
      const submitted = await steps.must('reporter@so-tttt', 'submit', await steps.latest(holder.id))
      return steps.must('approver@so-tttt', 'approve', submitted)
    }
    const publishAt = new Date(Date.now() + 8 * DAY).toISOString()
    const waiting = await correct('Đã sửa lần một', { publishAt })
    expect(waiting.stage).toBe('scheduled')
    expect(await ran()).toEqual(first)
    const preview = await loa.rest('GET', `/api/items/${holder.id}/quota`, {
      as: await steps.token('editor@so-tttt'),
    })
    expect(preview.body.slots).toMatchObject([{ quota: 'Q1', held: 'consumed', isFree: true }])
    // another has the week in which the correction goes out
    await steps.itemAt({
      stage: 'scheduled',
      title: 'Bài của tuần đó',
      outlets: [outlet],
      kind: 'article',
      line: line.L1,
      publishAt,
    })
    await steps.makeDue(holder.id)
    expect(await publishDue({ payload: loa.payload })).toBe(1)
    expect(await steps.latest(holder.id)).toMatchObject({ stage: 'published', title: 'Đã sửa lần một' })
    expect(await ran()).toEqual(first)
    const early = await correct('Đã sửa lần hai', { publishAt })
    expect((await steps.must('editor@so-tttt', 'publish', early)).stage).toBe('published')
    expect(await ran()).toEqual(first)
    // the outlet closed after it ran, and before its corrections went out
    await steps.query('update outlets set closes_on = $2 where id = $1', [outlet, at(11)])
    const plain = await correct('Đã sửa lần ba')
    await steps.must('editor@so-tttt', 'publish', plain)
    expect(await ran()).toEqual(first)
    // what a newspaper ran on another day is recorded so
    const moved = await correct('Đã sửa lần bốn', { publishAt: at(3) })
    await steps.must('editor@so-tttt', 'publish', moved)
    expect(await ran()).toMatchObject({ count: 1, runs: [{ outlet, at: at(3) }] })
  })

  it('a refusal names the holder by the title it has now, not by that of its first draft', async () => {
    const { id: outlet } = await steps.newOutlet()
    const ahead = await aheadInL3()
    const draft = await steps.itemAt({
      stage: 'draft',
      title: 'Chưa đặt tên',
      outlets: [outlet],
      kind: 'article',
      ...ahead.body,
    })
    await loa.rest('PATCH', `/api/items/${draft.id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { title: 'Tên thật của bài' },
    })
    const submitted = await steps.must('reporter@so-tttt', 'submit', await steps.latest(draft.id))
    await steps.must('approver@so-tttt', 'approve', submitted, { publishAt: ahead.publishAt })
    for (let n = 0; n < 4; n += 1)
      await steps.itemAt({
        stage: 'scheduled',
        title: 'Giữ chỗ',
        outlets: [outlet],
        kind: 'article',
        publishAt: ahead.publishAt,
        ...ahead.body,
      })
    const doc = await steps.itemAt({
      stage: 'submitted',
      title: 'Đến sau',
      outlets: [outlet],
      kind: 'article',
      ...ahead.body,
    })
    const refused = await steps.act('approver@so-tttt', 'approve', doc, { publishAt: ahead.publishAt })
    expect(verdict(refused)).toBe('409 quota-exceeded')
    expect(refused.body.errors[0].data.violations[0].holders[0]).toEqual({
      id: draft.id,
      title: 'Tên thật của bài',
    })
  })
})

const aheadInL3 = async () => ({
  publishAt: new Date(Date.now() + 2 * DAY).toISOString(),
  body: { line: line.L3, task: task.T1 },
})
