// Moving items in the calendar, and the calendar as a file: by HTTP handlers, on a real database.
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clockOf } from '../../src/admin/calendar/clock.ts'
import { periodAt } from '../../src/quota/calendar.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { codeOf, DAY, type Doc, LEAK, type Person, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let line: string
let press: string

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  line = await loa.idOf('lines', 'L1')
  press = (await steps.newOutlet()).id
})
afterAll(() => loa.stop())

const ZONE = 'Asia/Ho_Chi_Minh'
const clock = (instant: string) => clockOf({ instant, timeZone: ZONE })
const in_ = (days: number) => clock(new Date(Date.now() + days * DAY).toISOString()).date
const weekOf = (date: string) =>
  periodAt({ date, period: 'week', window: { from: '2000-01-01', to: '2099-12-31' } })

const move = async (person: Person | null, doc: Pick<Doc, 'id' | 'revision'>, to: unknown, more = {}) =>
  loa.rest<any>('POST', '/api/calendar/move', {
    as: person ? await steps.token(person) : undefined,
    body: { id: doc.id, revision: doc.revision, to, ...more },
  })
const article = { kind: 'article', title: 'Bài của tuyến 1' }

describe('moving', () => {
  it('gives a draft another planned date, and it stays a draft', async () => {
    const doc = await steps.draft('reporter@so-tttt', { title: 'Tin nháp' })
    const answer = await move('reporter@so-tttt', doc, `${in_(3)}T14:30`)
    expect(verdict(answer)).toBe('200 ok')
    expect(answer.body.doc).toMatchObject({ id: doc.id, stage: 'draft', date: in_(3), time: '14:30' })
    const { main, slots, editions } = await steps.traceOf(doc.id)
    expect(main).toMatchObject({ stage: 'draft', live: false, _status: 'draft' })
    expect([slots, editions]).toEqual([[], []])
    // the day alone keeps the hour
    const again = await move('editor@so-tttt', answer.body.doc, in_(5))
    expect(again.body.doc).toMatchObject({ date: in_(5), time: '14:30' })
  })

  it('gives an undated draft the morning, and on today an hour that lies ahead', async () => {
    const doc = await steps.draft('reporter@so-tttt', { title: 'Tin chưa có ngày' })
    const later = await move('reporter@so-tttt', doc, in_(2))
    expect(later.body.doc).toMatchObject({ date: in_(2), time: '09:00' })
    const { body } = await move('reporter@so-tttt', later.body.doc, in_(0))
    const { publishAt } = await steps.latest(doc.id)
    expect(body.doc.date).toBe(in_(0))
    // after 23:00 there is no full hour left today
    if (clock(new Date().toISOString()).time < '23:00')
      expect(Date.parse(publishAt)).toBeGreaterThan(Date.now() - 60_000)
  })

  it('keeps what is submitted submitted, for those who may change it', async () => {
    const doc = await steps.itemAt({ stage: 'submitted', title: 'Tin chờ duyệt', outlets: [press] })
    expect(verdict(await move('reporter@so-tttt', doc, in_(2)))).toBe('409 wrong-stage')
    const answer = await move('approver@so-tttt', doc, in_(2))
    expect(answer.body.doc.stage).toBe('submitted')
    expect(await steps.latest(doc.id)).toMatchObject({ stage: 'submitted' })
  })

  it('schedules an approved item by its transition: slot, audit entry, approval kept', async () => {
    const outlets = [(await steps.newOutlet()).id]
    const doc = await steps.itemAt({ stage: 'approved', ...article, line, outlets })
    const answer = await move('editor@so-tttt', doc, `${in_(4)}T08:00`)
    expect(answer.body.doc).toMatchObject({ stage: 'scheduled', date: in_(4), time: '08:00' })
    const first = await steps.traceOf(doc.id)
    expect(first.slots).toMatchObject([{ state: 'reserved', period: weekOf(in_(4))?.key }])
    const again = await move('editor@so-tttt', answer.body.doc, in_(11))
    expect(again.body.doc).toMatchObject({ stage: 'scheduled', date: in_(11), time: '08:00' })
    const second = await steps.traceOf(doc.id)
    expect(second.slots).toMatchObject([{ state: 'reserved', period: weekOf(in_(11))?.key }])
    expect(second.audits).toBe(first.audits + 1)
    expect(verdict(await move('reporter@so-tttt', again.body.doc, in_(12)))).toBe('403 forbidden')
    expect(verdict(await move('editor@so-tttt', again.body.doc, '2024-11-01T10:00'))).toBe('400 invalid')
    expect(await steps.traceOf(doc.id)).toEqual(second)
  })

  it('refuses a full period with the next free time, which can then be taken', async () => {
    const outlets = [(await steps.newOutlet()).id]
    const day = in_(8)
    const at = new Date(Date.now() + 8 * DAY).toISOString()
    const holder = await steps.itemAt({ stage: 'scheduled', ...article, line, outlets, publishAt: at })
    for (const stage of ['draft', 'approved'] as const) {
      const doc = await steps.itemAt({ stage, ...article, title: `Bài thứ hai, ${stage}`, line, outlets })
      const before = await steps.traceOf(doc.id)
      const refused = await move('editor@so-tttt', doc, `${day}T10:00`)
      expect(verdict(refused), stage).toBe('409 quota-exceeded')
      const { violations, nextFreeAt } = refused.body.errors[0].data
      expect(violations).toMatchObject([{ used: 1, max: 1, holders: [{ id: holder.id }] }])
      expect(await steps.traceOf(doc.id), stage).toEqual(before)
      const [free, time] = nextFreeAt.split('T')
      expect(time).toBe('10:00')
      expect(weekOf(free)?.from, stage).toBe(free)
      expect(free > (weekOf(day)?.to ?? '')).toBe(true)
      const taken = await move('editor@so-tttt', doc, nextFreeAt)
      expect(taken.body.doc, stage).toMatchObject({ date: free, time: '10:00' })
    }
  })

  it('leaves where they are: what has run, what was retracted, and the draft over a live edition', async () => {
    const screen = [(await steps.newOutlet({ channel: 'screen' })).id]
    const published = await steps.itemAt({
      stage: 'published',
      kind: 'led',
      title: 'Đã đăng',
      outlets: screen,
    })
    const before = await steps.traceOf(published.id)
    const answer = await move('approver@so-tttt', published, in_(2))
    expect(verdict(answer)).toBe('409 wrong-stage')
    expect(answer.body.errors[0].message).toContain('Bài đã đăng')
    expect(await steps.traceOf(published.id)).toEqual(before)
    const retracted = await steps.itemAt({ stage: 'retracted', kind: 'led', title: 'Đã gỡ', outlets: screen })
    expect((await move('approver@so-tttt', retracted, in_(2))).body.errors[0].message).toContain('Bài đã gỡ')
    const { body } = await loa.rest('PATCH', `/api/items/${published.id}`, {
      as: await steps.token('editor@so-tttt'),
      body: { title: 'Bản sửa' },
    })
    const over = await move('editor@so-tttt', body.doc, in_(2))
    expect(over.body.errors[0].message).toContain('Bài đang hiển thị')
  })

  it('names the revision: who has not seen the newest text moves nothing', async () => {
    const doc = await steps.draft('reporter@so-tttt', { title: 'Tin hai người' })
    await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token('editor@so-tttt'),
      body: { title: 'Tên mới' },
    })
    expect(verdict(await move('reporter@so-tttt', doc, in_(2)))).toBe('409 stale-revision')
    expect((await steps.latest(doc.id)).publishAt ?? null).toBeNull()
  })

  it('moves at most once where two move at the same moment', async () => {
    const doc = await steps.draft('reporter@so-tttt', { title: 'Tin hai tay' })
    const answers = await Promise.all([2, 3, 4].map((days) => move('editor@so-tttt', doc, in_(days))))
    expect(answers.map(verdict).sort()).toEqual(['200 ok', '409 stale-revision', '409 stale-revision'])
  })

  it('is for those who may write the item', async () => {
    const doc = await steps.draft('reporter@so-tttt', { title: 'Tin của Sở' })
    const trace = await steps.traceOf(doc.id)
    expect(verdict(await move(null, doc, in_(2)))).toBe('403 forbidden')
    for (const person of ['editor@ubnd-dinh-hoa', 'reporter@ubnd-dinh-hoa'] as const)
      expect(['403 forbidden', '404 not-found']).toContain(verdict(await move(person, doc, in_(2))))
    const live = await loa.payload.find({
      collection: 'items',
      where: { and: [{ _status: { equals: 'published' } }, { 'organization.code': { equals: 'so-tttt' } }] },
      limit: 1,
    })
    const shown = live.docs[0] as unknown as Doc
    expect((await move('editor@ubnd-dinh-hoa', shown, in_(2))).status).toBeGreaterThanOrEqual(400)
    expect(await steps.traceOf(doc.id)).toEqual(trace)
  })

  it('answers bad input by its path', async () => {
    const doc = await steps.draft('reporter@so-tttt', { title: 'Tin thử' })
    for (const to of ['', 'ngày mai', '2024-02-30', `${in_(2)}T25:00`, 5, null, { date: 1 }]) {
      const answer = await move('editor@so-tttt', doc, to)
      expect(verdict(answer), String(to)).toBe('400 invalid')
      expect(answer.body.errors[0].data.path).toBe('to')
    }
    for (const [more, path] of [
      [{ id: 'x' }, 'id'],
      [{ id: undefined }, 'id'],
      [{ revision: '' }, 'revision'],
    ] as const)
      expect((await move('editor@so-tttt', doc, in_(2), more)).body.errors[0].data.path).toBe(path)
    const missing = { id: '018f0000-0000-7000-8000-000000000000', revision: 'x' }
    const answer = await move('editor@so-tttt', missing, in_(2))
    expect(verdict(answer)).toBe('404 not-found')
    expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
  })

  it('refuses a day on which the line is closed', async () => {
    const outlets = [(await steps.newOutlet()).id]
    const doc = await steps.draft('editor@so-tttt', { ...article, line, outlets })
    expect(codeOf(await move('editor@so-tttt', doc, '2099-01-01'))).toBe('line-closed')
  })
})

describe('the calendar as a file', () => {
  const file = async (person: Person | null, query = '') => {
    const answer = await loa.rest<string>('GET', `/api/calendar.ics${query}`, {
      as: person ? await steps.token(person) : undefined,
    })
    return answer
  }
  const entriesOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component))

  it('holds what the screen shows, read by another program', async () => {
    const month = in_(3).slice(0, 7)
    const doc = await steps.draft('reporter@so-tttt', { title: 'Bài, có dấu phẩy; và “ngoặc”' })
    await move('reporter@so-tttt', doc, `${in_(3)}T14:30`)
    const answer = await file('editor@so-tttt', `?month=${month}`)
    expect(answer.headers.get('content-type')).toContain('text/calendar')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="loa-${month}.ics"`)
    const entries = entriesOf(answer.body)
    const own = entries.find(({ uid }) => uid === `item-${doc.id}@loa`)
    expect(own?.summary).toBe('Bài, có dấu phẩy; và “ngoặc”')
    expect(clock(own?.startDate.toJSDate().toISOString() ?? '')).toEqual({ date: in_(3), time: '14:30' })
    expect(own?.component.getFirstPropertyValue('status')).toBe('TENTATIVE')
    expect(entries.some(({ uid }) => uid.startsWith('slot-'))).toBe(true)
    const published = entries.find(
      ({ component }) => component.getFirstPropertyValue('status') === 'CONFIRMED',
    )
    expect(published).toBeDefined()
    const uids = entries.map(({ uid }) => uid)
    expect(new Set(uids).size).toBe(uids.length)
    for (const row of answer.body.split('\r\n')) expect(Buffer.byteLength(row)).toBeLessThanOrEqual(75)
  })

  it('keeps to the filters', async () => {
    const doc = await steps.draft('reporter@so-tttt', {
      ...article,
      title: 'Bài lọc',
      line,
      outlets: [press],
    })
    await move('reporter@so-tttt', doc, in_(6))
    const week = weekOf(in_(6))?.key
    const has = async (query: string) =>
      (await file('editor@so-tttt', `?week=${week}${query}`)).body.includes(`item-${doc.id}@loa`)
    expect(await has('')).toBe(true)
    expect(await has('&line=L1&stage=draft&organization=so-tttt')).toBe(true)
    expect(await has('&line=L2')).toBe(false)
    expect(await has('&stage=published')).toBe(false)
    expect(await has('&organization=ubnd-dinh-hoa')).toBe(false)
    expect(await has('&outlet=portal-dinh-hoa')).toBe(false)
    expect(await has('&task=T1')).toBe(false)
  })

  it('keeps to the scope of its reader', async () => {
    const doc = await steps.draft('reporter@so-tttt', { title: 'Tin riêng của Sở' })
    await move('reporter@so-tttt', doc, in_(3))
    const month = `?month=${in_(3).slice(0, 7)}`
    expect((await file('approver@so-tttt', month)).body).toContain(`item-${doc.id}@loa`)
    const elsewhere = await file('editor@ubnd-dinh-hoa', month)
    expect(elsewhere.status).toBe(200)
    expect(elsewhere.body).not.toContain(doc.id)
    // what is missing on the newspapers is not the district's to fill
    const slots = entriesOf(elsewhere.body).filter(({ uid }) => uid.startsWith('slot-'))
    expect(slots.some(({ summary }) => summary.includes('Báo Thái Nguyên'))).toBe(false)
    expect(verdict((await file(null)) as never)).toBe('403 forbidden')
    const asPortal = await loa.rest('GET', '/api/calendar.ics', {
      as: `Bearer ${loa.keyOf('portal-dinh-hoa')}`,
    })
    expect(asPortal.status).toBe(403)
  })

  it('answers parameters that mean nothing by their name', async () => {
    for (const [query, path] of [
      ['?month=2024-13', 'month'],
      ['?week=2024-W54', 'week'],
      ['?outlet=nowhere', 'outlet'],
      ['?stage=constructor', 'stage'],
      ['?task=T99', 'task'],
    ]) {
      const answer = (await file('editor@so-tttt', query)) as any
      expect(verdict(answer), query).toBe('400 invalid')
      expect(answer.body.errors[0].data.path).toBe(path)
    }
  })
})
