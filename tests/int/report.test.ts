// The report: its numbers are those of the quotas' progress, its items those that used the places.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report, Sums } from '../../src/report/index.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

const PLAN = 'TN-CDS-2024-2025'

let loa: Loa
let steps: Steps
let as: string
let plan: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'plan' })
  steps = stepsOf(loa)
  as = await steps.token('reporter@so-tttt')
  plan = await loa.idOf('plans', PLAN)
  const [outlet, line] = [await loa.idOf('outlets', 'bao-thai-nguyen'), await loa.idOf('lines', 'L1')]
  const published = (title: string, publishAt: string, body: object = {}) =>
    steps.itemAt({
      stage: 'published',
      kind: 'article',
      title,
      plan,
      publishAt,
      outlets: [outlet],
      line,
      ...body,
    })
  const task = await loa.idOf('tasks', 'T3')
  await published('Đầu tuần 45', '2024-11-04T00:00:00+07:00', { task })
  await published('Tuần 48, sang tháng 12', '2024-12-01T23:59:00+07:00')
  await published('Vượt', '2024-11-30T08:00:00+07:00', { override: { reason: 'Theo yêu cầu của tỉnh' } })
  const about = await loa.idOf('lines', 'L3')
  await published('Nhiệm vụ 3', '2025-05-05T08:00:00+07:00', { task, line: about })
  const signing = await loa.idOf('events', 'ky-ket-nha-mang-1')
  await loa.rest('PATCH', `/api/events/${signing}`, {
    as: await steps.token('admin@so-tttt'),
    body: { isProvisional: false },
  })
  await steps.itemAt({
    stage: 'scheduled',
    kind: 'led',
    title: 'Chưa đăng',
    plan,
    outlets: [await loa.idOf('outlets', 'led-dinh-hoa')],
  })
})
afterAll(() => loa.stop())

const ask = async (query: string, options: object = { as }) =>
  loa.rest<any>('GET', `/api/reports/progress?${query}`, options)
const report = async (query: string): Promise<Report> => {
  const { status, body } = await ask(`plan=${PLAN}&${query}`)
  expect(JSON.stringify(body.errors ?? null)).toBe('null')
  expect(status).toBe(200)
  return body
}
const progress = async () =>
  (await loa.rest<any>('GET', `/api/quotas/progress?plan=${PLAN}`, { as })).body.buckets as any[]
const bucketsOf = ({ rows }: Report) => rows.flatMap((row) => row.buckets)
const byName = (buckets: any[]) =>
  buckets
    .map((one) => JSON.stringify(one))
    .sort()
    .join('\n')
const add = (sums: Sums[]) =>
  sums.reduce(
    (total, one) => ({
      planned: total.planned + one.planned,
      done: total.done + one.done,
      overdue: total.overdue + one.overdue,
      over: total.over + one.over,
    }),
    { planned: 0, done: 0, overdue: 0, over: 0 },
  )
const pick = ({ planned, done, overdue, over }: Sums) => ({ planned, done, overdue, over })

describe('the numbers', () => {
  it('of the whole plan are those of its progress', async () => {
    const whole = await report('from=2024-11-01&to=2026-01-01')
    const buckets = await progress()
    expect(byName(bucketsOf(whole))).toBe(byName(buckets))
    expect(whole.totals.done).toBe(buckets.reduce((total, { used }) => total + used, 0))
    expect(whole.totals.planned).toBe(buckets.reduce((total, { owed }) => total + owed, 0))
    expect(add(whole.rows)).toEqual(pick(whole.totals))
    expect(add(whole.quotas)).toEqual(pick(whole.totals))
    expect(whole.totals.over).toBe(1)
    expect(whole.totals.overdue).toBeGreaterThan(0)
  })

  it('of a month are those of every bucket that reaches into it in the plan’s time zone', async () => {
    const november = await report('from=2024-11-01&to=2024-12-01')
    expect([november.from, november.to]).toEqual(['2024-10-31T17:00:00.000Z', '2024-11-30T17:00:00.000Z'])
    const expected = (await progress()).filter(
      ({ startsAt, endsAt }) => startsAt < november.to && endsAt > november.from,
    )
    expect(byName(bucketsOf(november))).toBe(byName(expected))
    const row = november.rows.find(({ quota, outlet }) => quota === 'Q1' && outlet === 'bao-thai-nguyen')
    expect(row?.buckets.map(({ period, used }) => `${period} ${used}`)).toEqual([
      '2024-W44 0',
      '2024-W45 1',
      '2024-W46 0',
      '2024-W47 0',
      '2024-W48 2',
    ])
    expect(row).toMatchObject({ planned: 4, done: 3, overdue: 2, over: 1 })
    // the same ends as instants
    const instants = await report('from=2024-10-31T17:00:00Z&to=2024-12-01T00:00:00%2B07:00')
    expect(instants.rows).toEqual(november.rows)
    const december = await report('from=2024-12-02&to=2025-01-01')
    expect(bucketsOf(december).filter(({ quota }) => quota === 'Q1')[0]?.period).toBe('2024-W49')
  })

  it('are explained by the items that used the places', async () => {
    const { items, events, rows, quotas, names, months } = await report('from=2024-11-01&to=2026-01-01')
    for (const { quota, done } of quotas)
      expect(
        [...items, ...events].filter((one) => one.quota === quota),
        quota,
      ).toHaveLength(done)
    expect(months.reduce((sum, { done }) => sum + done, 0)).toBe(items.length + events.length)
    expect(events.filter(({ quota }) => quota === 'Q7')).toEqual([
      expect.objectContaining({ period: 'window', event: 'ky-ket-nha-mang-1', title: expect.any(String) }),
    ])
    expect(items.filter(({ quota }) => quota === 'Q1')).toEqual([
      {
        id: expect.any(String),
        title: 'Đầu tuần 45',
        outlet: 'bao-thai-nguyen',
        ranAt: '2024-11-03T17:00:00.000Z',
        proof: null,
        quota: 'Q1',
        period: '2024-W45',
        overrideReason: null,
      },
      expect.objectContaining({
        title: 'Vượt',
        ranAt: '2024-11-30T01:00:00.000Z',
        overrideReason: 'Theo yêu cầu của tỉnh',
      }),
      expect.objectContaining({
        title: 'Tuần 48, sang tháng 12',
        ranAt: '2024-12-01T16:59:00.000Z',
        overrideReason: null,
      }),
    ])
    expect(items.some(({ title }) => title === 'Chưa đăng')).toBe(false)
    for (const row of rows) {
      expect(names.quota?.[row.quota]).toBeTruthy()
      for (const what of ['outlet', 'task', 'event'] as const)
        if (row[what]) expect(names[what]?.[row[what]]).toBeTruthy()
    }
  })
})

describe('the lists', () => {
  it('end where the period does, whatever the buckets reach over', async () => {
    const titlesOf = ({ items, uncounted }: Report) =>
      [...new Set([...items, ...uncounted.items].map(({ title }) => title))].sort()
    const november = await report('from=2024-11-01&to=2024-12-01')
    expect(titlesOf(november)).toEqual(['Vượt', 'Đầu tuần 45'])
    // the board counts week 48 and the window of Q3 whole
    expect(november.quotas.find(({ quota }) => quota === 'Q1')?.done).toBe(3)
    expect(november.quotas.find(({ quota }) => quota === 'Q3')?.done).toBe(1)
    // two items and the signing
    expect(november.months).toEqual([expect.objectContaining({ month: '2024-11', done: 3 })])
    expect(november.events.map(({ event }) => event)).toEqual(['ky-ket-nha-mang-1'])
    const may = await report('from=2025-05-01&to=2025-06-01')
    expect(titlesOf(may)).toEqual(['Nhiệm vụ 3'])
    expect(may.events).toEqual([])
    expect(may.quotas.find(({ quota }) => quota === 'Q7')?.done).toBe(1)
    expect([...new Set(may.months.map(({ month }) => month))]).toEqual(['2025-05'])
  })

  it('have no event whose date is a guess', async () => {
    const all = await report('from=2024-11-01&to=2026-01-01')
    const provisional = await steps.query('select code from events where is_provisional')
    const known = new Set([...all.events, ...all.uncounted.events].map(({ event }) => event))
    expect(provisional.length).toBeGreaterThan(10)
    expect(provisional.filter(({ code }) => known.has(code))).toEqual([])
    expect(all.quotas.find(({ quota }) => quota === 'Q8')).toMatchObject({ done: 0 })
  })
})

describe('filters', () => {
  const PERIOD = 'from=2024-11-01&to=2026-01-01'

  it('take out lines, and change no number', async () => {
    const whole = await report(PERIOD)
    const line = (row: Report['rows'][number]) => JSON.stringify(row)
    const all = new Set(whole.rows.map(line))
    const dinhHoa = await report(`${PERIOD}&organization=ubnd-dinh-hoa`)
    expect([...new Set(dinhHoa.rows.map(({ outlet }) => outlet))].sort()).toEqual([
      'loa-dinh-hoa',
      'portal-dinh-hoa',
    ])
    const press = await report(`${PERIOD}&channel=press`)
    expect([...new Set(press.rows.map(({ quota }) => quota))]).toEqual(expect.arrayContaining(['Q1', 'Q2']))
    expect(press.rows.some(({ quota }) => quota === 'Q6')).toBe(false)
    expect(press.items.length).toBeGreaterThan(0)
    const task = await report(`${PERIOD}&task=T1`)
    expect(task.rows.length).toBeGreaterThan(0)
    expect(task.rows.every((row) => row.task === 'T1')).toBe(true)
    for (const { rows } of [dinhHoa, press, task])
      for (const row of rows) expect(all.has(line(row))).toBe(true)
    const none = await report(`${PERIOD}&organization=ubnd-dinh-hoa&channel=press`)
    expect(none).toMatchObject({ rows: [], quotas: [], items: [], totals: { planned: 0, done: 0 } })
    expect((await report(`${PERIOD}&organization=&task=&channel=`)).totals).toEqual(whole.totals)
  })

  it('list what ran by its own task and organiser, whatever its quota is split by', async () => {
    const task = await report(`${PERIOD}&task=T3`)
    // Q1 is not split by task, but the item is of it
    expect(task.items.map(({ title, quota }) => `${title} ${quota}`).sort()).toEqual([
      'Nhiệm vụ 3 Q3',
      'Đầu tuần 45 Q1',
    ])
    expect([...new Set(task.quotas.map(({ quota }) => quota))].sort()).toEqual(['Q3', 'Q5'])
    expect(task.totals.done).toBe(1)
    expect(task.names.quota?.Q1).toBeTruthy()
    expect(task.events).toEqual([])
    const own = await report(`${PERIOD}&organization=so-tttt`)
    expect(own.events.map(({ event, quota }) => `${event} ${quota}`)).toEqual(['ky-ket-nha-mang-1 Q7'])
    expect(own.quotas.some(({ quota }) => quota === 'Q7')).toBe(false)
    const other = await report(`${PERIOD}&organization=ubnd-dinh-hoa`)
    expect(other.events).toEqual([])
    expect(other.items).toEqual([])
    const paper = await report(`${PERIOD}&organization=bao-thai-nguyen`)
    expect(new Set(paper.items.map(({ quota }) => quota))).toEqual(new Set(['Q1', 'Q3']))
    expect((await report(`${PERIOD}&channel=loudspeaker`)).items).toEqual([])
  })
})

describe('what is refused', () => {
  const PERIOD = 'from=2024-11-01&to=2024-12-01'

  it('everybody but staff', async () => {
    const query = `plan=${PLAN}&${PERIOD}`
    expect(verdict(await ask(query, {}))).toBe('403 forbidden')
    expect(verdict(await ask(query, { as: `Bearer ${loa.keyOf('portal-tinh')}` }))).toBe('403 forbidden')
  })

  it.each([
    ['no plan', PERIOD, '400 plan'],
    ['no beginning', `plan=${PLAN}&to=2024-12-01`, '400 from'],
    ['an empty end', `plan=${PLAN}&from=2024-11-01&to=`, '400 to'],
    ['a day that does not exist', `plan=${PLAN}&from=2024-02-30&to=2024-12-01`, '400 from'],
    ['a word', `plan=${PLAN}&from=2024-11-01&to=mai`, '400 to'],
    ['a time without a zone', `plan=${PLAN}&from=2024-11-01T00:00&to=2024-12-01`, '400 from'],
    ['a year out of reach', `plan=${PLAN}&from=0001-01-01&to=2024-12-01`, '400 from'],
    ['an end at the beginning', `plan=${PLAN}&from=2024-11-01&to=2024-11-01`, '400 to'],
    ['an end before it', `plan=${PLAN}&from=2024-11-02&to=2024-11-01`, '400 to'],
    ['two ends', `plan=${PLAN}&${PERIOD}&to=2024-12-02`, '400 to'],
    ['another format', `plan=${PLAN}&${PERIOD}&format=odt`, '400 format'],
    ['an unknown organisation', `plan=${PLAN}&${PERIOD}&organization=x`, '400 organization'],
    ['an unknown task', `plan=${PLAN}&${PERIOD}&task=x`, '400 task'],
    ['an unknown channel', `plan=${PLAN}&${PERIOD}&channel=x`, '400 channel'],
    ['a NUL', `plan=%00&${PERIOD}`, '400 plan'],
  ])('%s', async (_name, query, expected) => {
    const answer = await ask(query)
    const [{ message, data }] = answer.body.errors
    expect(`${answer.status} ${data.path}`).toBe(expected)
    expect(data.code).toBe('invalid')
    expect(message).not.toMatch(LEAK)
    const english = await ask(query, { as, headers: { 'accept-language': 'en' } })
    expect(english.body.errors[0].message).not.toBe(message)
  })

  it('a plan that does not exist', async () => {
    expect(verdict(await ask(`plan=X&${PERIOD}`))).toBe('404 not-found')
  })
})
