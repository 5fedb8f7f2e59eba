// The bound is kept by the database: many publish at the same moment, as many as there are slots succeed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, LEAK, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let day: string
let lines: Record<string, string>
let task: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  // newspapers record what ran: a day on which every line is open, whatever day it is today
  day = (await steps.dayOfPlan(10)).toISOString()
  lines = { L1: await loa.idOf('lines', 'L1'), L3: await loa.idOf('lines', 'L3') }
  task = await loa.idOf('tasks', 'T1')
})
afterAll(() => loa.stop())

const approved = async (count: number, body: Record<string, unknown>): Promise<Doc[]> => {
  const docs: Doc[] = []
  for (let n = 0; n < count; n += 1) {
    docs.push(
      await steps.itemAt({
        stage: 'approved',
        title: `Bài tranh chỗ ${n}`,
        kind: 'article',
        publishAt: day,
        ...body,
      }),
    )
  }
  return docs
}

const tally = (verdicts: string[]) => {
  const found: Record<string, number> = {}
  for (const one of verdicts) found[one] = (found[one] ?? 0) + 1
  return found
}

const slotsOn = (outlet: string) =>
  steps.query(
    'select item_id, slot::int, state, bucket from quota_slots where outlet_id = $1 order by slot',
    [outlet],
  )

describe('parallel publishes', () => {
  it('40 into one free slot: one succeeds, 39 learn who holds it and when there is room', async () => {
    const { id: outlet, code } = await steps.newOutlet()
    const docs = await approved(40, { line: lines.L1, outlets: [outlet] })
    const answers = await Promise.all(docs.map((doc) => steps.act('approver@so-tttt', 'publish', doc)))
    expect(tally(answers.map(verdict))).toEqual({ '200 ok': 1, '409 quota-exceeded': 39 })

    const slots = await slotsOn(outlet)
    const winner = answers.find(({ status }) => status === 200)?.body.doc
    expect(slots).toMatchObject([{ item_id: winner.id, slot: 1, state: 'consumed' }])
    for (const { status, body } of answers) {
      if (status === 200) continue
      expect(JSON.stringify(body)).not.toMatch(LEAK)
      const { violations } = body.errors[0].data
      expect(violations).toMatchObject([
        { quota: 'Q1', outlet: code, used: 1, max: 1, holders: [{ id: winner.id, title: winner.title }] },
      ])
      expect(violations[0].period).toMatch(/^\d{4}-W\d\d$/)
      expect(violations[0].nextFree).toMatch(/^\d{4}-W\d\d$/)
      expect(violations[0].nextFree > violations[0].period).toBe(true)
      expect(body.errors[0].message).toContain(winner.title)
    }
    // the losers are as they were: approved, nothing live, no trace in ledger, editions, audit log
    const others = docs.filter(({ id }) => id !== winner.id)
    for (const { id } of others.slice(0, 5)) {
      const { slots: held, editions, placements, audits } = await steps.traceOf(id)
      expect([held, editions, placements, audits]).toEqual([[], [], [], 2])
      expect(await steps.latest(id)).toMatchObject({ stage: 'approved', live: false })
    }
    // and no connection was lost on the way
    expect(
      (await loa.rest('GET', '/api/items?limit=1', { as: await steps.token('reporter@so-tttt') })).status,
    ).toBe(200)
  })

  it('20 into five: five succeed, in five different slots', async () => {
    const { id: outlet } = await steps.newOutlet()
    const docs = await approved(20, { line: lines.L3, task, outlets: [outlet] })
    const answers = await Promise.all(docs.map((doc) => steps.act('approver@so-tttt', 'publish', doc)))
    expect(tally(answers.map(verdict))).toEqual({ '200 ok': 5, '409 quota-exceeded': 15 })
    expect((await slotsOn(outlet)).map(({ slot }) => slot)).toEqual([1, 2, 3, 4, 5])
    const refused = answers.find(({ status }) => status === 409)
    // counted over the whole window: no later period has room
    expect(refused?.body.errors[0].data.violations).toMatchObject([
      { quota: 'Q3', task: 'T1', period: 'window', used: 5, max: 5, nextFree: null },
    ])
    expect(refused?.body.errors[0].data.violations[0].holders).toHaveLength(5)
  })

  it('for the same outlets in different orders: no one waits for ever, none is half done', async () => {
    const outlets = [(await steps.newOutlet()).id, (await steps.newOutlet()).id, (await steps.newOutlet()).id]
    const forwards = await approved(6, { line: lines.L1, outlets })
    const backwards = await approved(6, { line: lines.L1, outlets: [...outlets].reverse() })
    const mixed = forwards.flatMap((doc, index) => [doc, backwards[index] as Doc])
    const answers = await Promise.all(mixed.map((doc) => steps.act('approver@so-tttt', 'publish', doc)))
    expect(tally(answers.map(verdict))).toEqual({ '200 ok': 1, '409 quota-exceeded': 11 })
    const holders = new Set<string>()
    for (const outlet of outlets) for (const { item_id: item } of await slotsOn(outlet)) holders.add(item)
    expect(holders.size).toBe(1)
  })

  it('reserving races the same way', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'loudspeaker' })
    const docs: Doc[] = []
    for (let n = 0; n < 10; n += 1) {
      docs.push(
        await steps.itemAt({
          stage: 'submitted',
          title: `Hẹn giờ ${n}`,
          kind: 'radio',
          task,
          outlets: [outlet],
        }),
      )
    }
    const publishAt = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString()
    const answers = await Promise.all(
      docs.map((doc) => steps.act('approver@so-tttt', 'approve', doc, { publishAt })),
    )
    expect(tally(answers.map(verdict))).toEqual({ '200 ok': 5, '409 quota-exceeded': 5 })
    expect((await slotsOn(outlet)).every(({ state }) => state === 'reserved')).toBe(true)
  })

  it('the same item published twice at the same moment is published once', async () => {
    const { id: outlet } = await steps.newOutlet()
    const [doc] = (await approved(1, { line: lines.L1, outlets: [outlet] })) as [Doc]
    const answers = await Promise.all([1, 2, 3, 4].map(() => steps.act('approver@so-tttt', 'publish', doc)))
    expect(tally(answers.map(verdict))['200 ok']).toBe(1)
    const { editions, slots } = await steps.traceOf(doc.id)
    expect([editions.length, slots.length]).toEqual([1, 1])
  })

  it('editions of different items are numbered without gaps or doubles', async () => {
    const before = Number((await steps.query('select coalesce(max(number), 0) as n from editions'))[0].n)
    const { id: outlet } = await steps.newOutlet({ channel: 'screen' })
    const docs = await approved(12, { kind: 'led', outlets: [outlet] })
    const answers = await Promise.all(docs.map((doc) => steps.act('approver@so-tttt', 'publish', doc)))
    expect(tally(answers.map(verdict))).toEqual({ '200 ok': 12 })
    const numbers = (
      await steps.query('select number from editions where number > $1 order by number', [before])
    ).map(({ number }) => Number(number))
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => before + 1 + index))
  })
})
