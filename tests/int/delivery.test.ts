// What a portal gets from the delivery API: exactly its own live items, in pages that lose and repeat nothing.

import { readdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '../../src/database/migrations/index.ts'
import { isReady } from '../../src/database/readiness.ts'
import { deliveredItem } from '../../src/delivery/schema.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let admin: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  admin = await steps.token('admin@so-tttt')
})
afterAll(() => loa.stop())

let count = 0
const newPortal = async (items = 0, body: Record<string, unknown> = {}) => {
  count += 1
  const outlet = await steps.newOutlet({ channel: 'screen' })
  const { key, id, keyId } = await newSubscriber(loa, { admin, code: `nhan-${count}`, outlets: [outlet.id] })
  const docs = []
  for (let n = 0; n < items; n += 1) {
    docs.push(
      await steps.itemAt({
        stage: 'published',
        kind: 'led',
        title: `Tin ${n}`,
        outlets: [outlet.id],
        ...body,
      }),
    )
  }
  return { outlet: outlet.id, code: outlet.code, key, id, keyId, docs }
}

const problemOf = (answer: { status: number; body: any }) =>
  `${answer.status} ${answer.body?.errors?.[0]?.data?.code}`

describe('the list', () => {
  it('holds every live item of the outlet in the shape of the schema, newest first', async () => {
    const { status, body } = await delivery.ask('/items?limit=200', { key: loa.keyOf('portal-dinh-hoa') })
    expect(status).toBe(200)
    expect(body.items.length).toBeGreaterThan(0)
    for (const item of body.items) expect(deliveredItem.strict().parse(item).outlet).toBe('portal-dinh-hoa')
    const times = body.items.map((item: any) => item.publishedAt)
    expect(times).toEqual([...times].sort().reverse())
    const live = await steps.query(
      `select p.item_id from placements p join outlets o on o.id = p.outlet_id where o.code = 'portal-dinh-hoa' and p.is_live`,
    )
    expect(body.items.map((item: any) => item.id).sort()).toEqual(live.map(({ item_id: id }) => id).sort())
    expect(body.next).toBeNull()
  })

  it('holds nothing for an outlet without items, and nothing of others', async () => {
    const { key } = await newPortal()
    expect((await delivery.ask('/items', { key })).body).toEqual({ items: [], next: null })
  })

  it('pages without gaps or doubles while new items are published in between', async () => {
    const { key, outlet, docs } = await newPortal(7)
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 10; page += 1) {
      const { body } = await delivery.ask(`/items?limit=2${cursor && `&cursor=${cursor}`}`, { key })
      seen.push(...body.items.map((item: any) => item.id))
      if (!body.next) break
      cursor = body.next
      await steps.itemAt({ stage: 'published', kind: 'led', title: `Chen vào ${page}`, outlets: [outlet] })
    }
    expect(seen).toEqual(docs.map(({ id }) => id).reverse())
  })

  it('pages also where many were published in the same millisecond', async () => {
    const { key, outlet, docs } = await newPortal(5)
    await steps.query(`update placements set published_at = '2026-01-01T00:00:00Z' where outlet_id = $1`, [
      outlet,
    ])
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await delivery.ask(`/items?limit=2${cursor && `&cursor=${cursor}`}`, { key })
      seen.push(...body.items.map((item: any) => item.id))
      cursor = body.next ?? ''
    } while (cursor)
    expect([...seen].sort()).toEqual(docs.map(({ id }) => id).sort())
  })

  // timestamptz keeps microseconds, a cursor milliseconds: what lies between must not be lost
  it('pages also where the time has more digits than the cursor', async () => {
    const { key, outlet, docs } = await newPortal(4)
    await steps.query(
      `update placements set published_at = '2026-01-01T00:00:00.000400Z' where outlet_id = $1`,
      [outlet],
    )
    const first = (await delivery.ask('/items?limit=2', { key })).body
    const second = (await delivery.ask(`/items?limit=2&cursor=${first.next}`, { key })).body
    expect([...first.items, ...second.items].map((item: any) => item.id).sort()).toEqual(
      docs.map(({ id }) => id).sort(),
    )
  })

  it.each([
    'limit=0',
    'limit=abc',
    'limit=-1',
    'limit=1.5',
    'limit=Infinity',
    'cursor=nothing',
    `cursor=${'a'.repeat(300)}`,
    'kind=poem',
    `task=${'x'.repeat(81)}`,
  ])('refuses %s', async (query) => {
    const answer = await delivery.ask(`/items?${query}`, { key: loa.keyOf('portal-tinh') })
    expect(problemOf(answer)).toBe('400 invalid')
    expect(answer.body.errors[0].data.path).toBe(query.split('=')[0])
  })

  it('takes the limits themselves', async () => {
    const { key } = await newPortal(2)
    expect((await delivery.ask('/items?limit=1', { key })).body.items).toHaveLength(1)
    expect((await delivery.ask('/items?limit=200', { key })).body.items).toHaveLength(2)
  })

  it('caps what is above them', async () => {
    const { key } = await newPortal(2)
    const most = await delivery.ask('/items?limit=200', { key })
    for (const limit of ['201', '1000', '1e9']) {
      const { status, body, headers } = await delivery.ask(`/items?limit=${limit}`, { key })
      expect([status, body]).toEqual([200, most.body])
      expect(headers.get('etag')).toBe(most.headers.get('etag'))
    }
    const changes = (await delivery.ask('/changes', { key })).body
    expect((await delivery.ask('/changes?limit=1000', { key })).body).toEqual(changes)
    // there is something, so nothing is waited for
    expect((await delivery.ask('/changes?wait=3600', { key })).body).toEqual(changes)
    // and each costs what it gives
    const lists = (n: number) => Array.from({ length: n }, (_, i) => `a${i}: items(limit: 1000) { next }`)
    const two = await delivery.graphql(`{ ${lists(2)} }`, { key })
    expect([two.body.errors, Object.keys(two.body.data)]).toEqual([undefined, ['a0', 'a1']])
    expect((await delivery.graphql(`{ ${lists(3)} }`, { key })).body.errors[0].extensions.data.path).toBe(
      'limit',
    )
    const waited = '{ changes(limit: 1000, wait: 3600) { next } }'
    expect((await delivery.graphql(waited, { key })).body.data.changes.next).toBe(changes.next)
  })

  it('takes what is left empty as not asked for', async () => {
    const { key, docs } = await newPortal(2)
    const all = await delivery.ask('/items', { key })
    for (const query of ['limit=20&cursor=&task=&theme=&line=&kind=&q=', 'limit=', 'q=&kind=', '?'])
      expect((await delivery.ask(`/items?${query}`, { key })).body).toEqual(all.body)
    const id = docs[0]?.id
    const item = (await delivery.ask(`/items/${id}`, { key })).body
    expect((await delivery.ask(`/items/${id}?format=`, { key })).body).toEqual(item)
    const changes = (await delivery.ask('/changes', { key })).body
    expect((await delivery.ask('/changes?after=&limit=&wait=', { key })).body).toEqual(changes)
    expect((await delivery.ask('/playlist.json?date=', { key })).status).toBe(200)
    const query = `{ items(cursor: "", task: "", theme: "", line: "", kind: "", q: "") { items { id } next }
      changes(after: "") { next } }`
    const { data } = (await delivery.graphql(query, { key })).body
    expect(data.items.items.map((one: any) => one.id)).toEqual(all.body.items.map((one: any) => one.id))
    expect(data.changes.next).toBe(changes.next)
  })

  it('filters by task, theme, line and kind', async () => {
    const theme = await loa.idOf('themes', '1.3')
    const { key, outlet, docs } = await newPortal(1, {
      task: await loa.idOf('tasks', 'T7'),
      themes: [theme],
      kind: 'radio',
    })
    await steps.itemAt({
      stage: 'published',
      kind: 'led',
      title: 'Khác',
      line: await loa.idOf('lines', 'L3'),
      outlets: [outlet],
    })
    const ids = async (query: string) =>
      (await delivery.ask(`/items?${query}`, { key })).body.items.map((item: any) => item.title)
    expect(await ids('task=T7')).toEqual([docs[0]?.title])
    expect(await ids('theme=1.3')).toEqual([docs[0]?.title])
    expect(await ids('kind=radio')).toEqual([docs[0]?.title])
    expect(await ids('line=L3')).toEqual(['Khác'])
    expect(await ids('line=L3&task=T7')).toEqual([])
    expect(await ids('task=nothing')).toEqual([])
    expect(await ids('task=%27%20or%201=1%20--')).toEqual([])
  })

  // a NUL cannot be in PostgreSQL text: the sender's mistake, not ours
  it.each([
    '/items?task=%00',
    '/items?theme=%00',
    '/items?line=a%00b',
    '/media/%00.jpg',
    '/items/%00',
    '/items?cursor=WyIwMDAwLTAxLTAxVDAwOjAwOjAwWiIsIjAxODkwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCJd',
    '/media/%E0%A4%A.jpg',
    '/items/%E0%A4%A',
  ])('answers %s with a refusal, not with an error of ours', async (address) => {
    const answer = await delivery.ask(address, { key: loa.keyOf('portal-tinh') })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.text).not.toMatch(LEAK)
  })
})

describe('one item', () => {
  it('is the same as in the list, with absolute addresses', async () => {
    const { key, docs } = await newPortal(1)
    const { body } = await delivery.ask(`/items/${docs[0]?.id}`, { key })
    expect((await delivery.ask('/items', { key })).body.items).toEqual([body])
    expect(body).toMatchObject({ title: 'Tin 0', edition: expect.any(Number), organization: 'so-tttt' })
  })

  it('of another outlet is 404, unknown is 404, nonsense is 404, withdrawn is 410', async () => {
    const { key, docs } = await newPortal(1)
    const other = await newPortal(1)
    const status = async (id?: string) => problemOf(await delivery.ask(`/items/${id}`, { key }))
    expect(await status(other.docs[0]?.id)).toBe('404 not-found')
    expect(await status('01890000-0000-7000-8000-000000000000')).toBe('404 not-found')
    expect(await status('nothing')).toBe('404 not-found')
    await steps.must('approver@so-tttt', 'retract', docs[0] as never, { comment: 'Sai' })
    expect(await status(docs[0]?.id)).toBe('410 gone')
    expect((await delivery.ask('/items', { key })).body.items).toEqual([])
    expect(problemOf(await delivery.ask(`/items/${docs[0]?.id}`, { key: other.key }))).toBe('404 not-found')
  })

  it('draft, submitted, approved or scheduled is 404 for its own outlet', async () => {
    const { key, outlet } = await newPortal()
    for (const stage of ['draft', 'submitted', 'approved', 'scheduled'] as const) {
      const doc = await steps.itemAt({ stage, kind: 'led', title: stage, outlets: [outlet] })
      expect(`${stage} ${(await delivery.ask(`/items/${doc.id}`, { key })).status}`).toBe(`${stage} 404`)
    }
  })

  it('moved to another outlet by a correction is gone from the first and live on the second', async () => {
    const from = await newPortal(1)
    const to = await newPortal()
    const id = from.docs[0]?.id as string
    await loa.rest('PATCH', `/api/items/${id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { outlets: [to.outlet], changeNote: 'Chuyển kênh' },
    })
    let doc = await steps.must('reporter@so-tttt', 'submit', await steps.latest(id))
    doc = await steps.must('approver@so-tttt', 'approve', doc)
    expect((await delivery.ask(`/items/${id}`, { key: from.key })).status).toBe(200)
    await steps.must('approver@so-tttt', 'publish', doc)
    expect((await delivery.ask(`/items/${id}`, { key: from.key })).status).toBe(410)
    expect((await delivery.ask(`/items/${id}`, { key: to.key })).body.outlet).toBe(to.code)
  })

  it('published again after it was retracted is live again, under a new edition', async () => {
    const { key, docs } = await newPortal(1)
    const id = docs[0]?.id as string
    const first = (await delivery.ask(`/items/${id}`, { key })).body
    await steps.must('approver@so-tttt', 'retract', docs[0] as never, { comment: 'Sai' })
    await loa.rest('PATCH', `/api/items/${id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { title: 'Đúng rồi' },
    })
    let doc = await steps.must('reporter@so-tttt', 'submit', await steps.latest(id))
    doc = await steps.must('approver@so-tttt', 'approve', doc)
    await steps.must('approver@so-tttt', 'publish', doc)
    const again = (await delivery.ask(`/items/${id}`, { key })).body
    expect(again.title).toBe('Đúng rồi')
    expect(again.edition).toBeGreaterThan(first.edition + 1)
  })
})

describe('readiness', () => {
  it('is given only when every migration is applied and the database answers', async () => {
    const { pool } = loa.payload.db as unknown as { pool: pg.Pool }
    const names = migrations.map(({ name }) => name)
    expect(await isReady({ pool, names })).toBe(true)
    expect(await isReady({ pool, names: [...names, 'not-yet'] })).toBe(false)
    const away = new pg.Pool({
      connectionString: 'postgresql://nobody@127.0.0.1:1/none',
      connectionTimeoutMillis: 500,
    })
    expect(await isReady({ pool: away, names })).toBe(false)
    await away.end()
    // the delivery process knows the migrations by their files alone
    const files = readdirSync(path.join(import.meta.dirname, '../../src/database/migrations')).filter(
      (name) => /^\d.*\.ts$/.test(name),
    )
    expect(files.map((name) => name.slice(0, -3)).sort()).toEqual([...names].sort())
  })

  it('a database that is away is 503 with Retry-After, in words and without a trace', async () => {
    const away = new pg.Pool({
      connectionString: 'postgresql://nobody@127.0.0.1:1/none',
      connectionTimeoutMillis: 500,
    })
    const { ask } = deliveryOf(loa, { pool: away })
    const answer = await ask('/items', { key: loa.keyOf('portal-tinh') })
    expect(problemOf(answer)).toBe('503 unavailable')
    expect(answer.headers.get('retry-after')).toBeTruthy()
    expect(answer.text).not.toMatch(LEAK)
    expect(answer.text).not.toContain('127.0.0.1')
    await away.end()
  })

  it('a publish that is refused shows portals nothing', async () => {
    const { key, outlet } = await newPortal()
    const doc = await steps.itemAt({
      stage: 'submitted',
      kind: 'led',
      title: 'Chưa duyệt',
      outlets: [outlet],
    })
    expect(verdict(await steps.act('approver@so-tttt', 'publish', doc))).toBe('409 wrong-stage')
    expect((await delivery.ask('/items', { key })).body.items).toEqual([])
  })
})
