// Proof that an edition reached its readers: receipts, the log of retrievals, and their summary.
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recorderOf } from '../../src/delivery/recording/recorder.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let admin: string
let pool: Pool
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  pool = (loa.payload.db as unknown as { pool: Pool }).pool
})
afterAll(() => loa.stop())

let count = 0
const newPortal = async ({ items = 1 } = {}) => {
  count += 1
  const delivery = deliveryOf(loa)
  const outlet = await steps.newOutlet({ channel: 'screen' })
  const subscriber = await newSubscriber(loa, { admin, code: `bien-nhan-${count}`, outlets: [outlet.id] })
  const docs: Doc[] = []
  for (let n = 0; n < items; n += 1)
    docs.push(
      await steps.itemAt({ stage: 'published', kind: 'led', title: `Tin ${n}`, outlets: [outlet.id] }),
    )
  const { key } = subscriber
  const ask = (address: string) => delivery.ask(address, { key })
  const send = (body: unknown) => delivery.ask('/receipts', { method: 'POST', key, body })
  return { ...subscriber, outlet, docs, delivery, ask, send }
}
type Portal = Awaited<ReturnType<typeof newPortal>>

const receiptOf = async ({ docs: [doc], ask }: Portal, more: object = {}) => {
  const { body } = await ask(`/items/${doc?.id}`)
  return {
    id: body.id as string,
    edition: body.edition as number,
    url: 'https://dinhhoa.example.vn/tin/1',
    publishedAt: new Date().toISOString(),
    ...more,
  }
}
const problemOf = ({ status, body }: { status: number; body: any }) =>
  `${status} ${body?.errors?.[0]?.data?.code} ${body?.errors?.[0]?.data?.path}`

describe('a receipt', () => {
  it('is kept once; the same again is answered as the first', async () => {
    const portal = await newPortal()
    const given = await receiptOf(portal)
    const first = await portal.send(given)
    expect(first.status).toBe(201)
    expect(first.body).toEqual({ ...given, receivedAt: expect.any(String) })
    expect(first.headers.get('cache-control')).toContain('no-store')
    const again = await portal.send({ ...given, publishedAt: '2026-01-01T07:00:00+07:00' })
    expect(again).toMatchObject({ status: 200, body: first.body })
    // another address of the same edition is another receipt
    expect((await portal.send({ ...given, url: 'https://dinhhoa.example.vn/tin/2' })).status).toBe(201)
    const many = await Promise.all(
      Array.from({ length: 8 }, () => portal.send({ ...given, url: 'https://dinhhoa.example.vn/đua' })),
    )
    expect(many.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
    const rows = await steps.query('select url from receipts where subscriber_id = $1 order by 1', [
      portal.id,
    ])
    expect(rows.map(({ url }) => url)).toEqual([
      'https://dinhhoa.example.vn/%C4%91ua',
      'https://dinhhoa.example.vn/tin/1',
      'https://dinhhoa.example.vn/tin/2',
    ])
  })

  it.each([
    [{ edition: 0 }, 'edition'],
    [{ edition: 1.5 }, 'edition'],
    [{ edition: '1' }, 'edition'],
    [{ edition: 1e12 }, 'edition'],
    [{ id: '' }, 'id'],
    [{ id: "x' or 1=1" }, 'id'],
    [{ id: 'a\u0000' }, 'id'],
    [{ url: 'not an address' }, 'url'],
    [{ url: 'ftp://example.vn/x' }, 'url'],
    [{ url: 'javascript:alert(1)' }, 'url'],
    [{ url: 'https://me:secret@example.vn/' }, 'url'],
    [{ url: `https://example.vn/${'x'.repeat(2000)}` }, 'url'],
    [{ url: `https://example.vn/${'ế'.repeat(900)}` }, 'url'],
    [{ url: undefined }, 'url'],
    [{ publishedAt: 'today' }, 'publishedAt'],
    [{ publishedAt: '2026-11-01' }, 'publishedAt'],
    [{ publishedAt: '1026-11-01T00:00:00Z' }, 'publishedAt'],
    [{ publishedAt: new Date(Date.now() + 3_600_000).toISOString() }, 'publishedAt'],
  ])('is refused with %j', async (wrong, path) => {
    const portal = await newPortal({ items: 0 })
    const good = { id: 'a', edition: 1, url: 'https://example.vn/', publishedAt: new Date().toISOString() }
    const answer = await portal.send({ ...good, ...wrong })
    expect(problemOf(answer)).toBe(`400 invalid ${path}`)
  })

  it('is refused when it is no JSON, or too large', async () => {
    const portal = await newPortal({ items: 0 })
    for (const body of ['', 'x', '[]', 'null', '{"id":']) expect((await portal.send(body)).status).toBe(400)
    expect(problemOf(await portal.send(`{"id":"${'x'.repeat(20_000)}"}`))).toMatch(/^413 too-large/)
    const anonymous = await portal.delivery.ask('/receipts', { method: 'POST', body: {} })
    expect(anonymous.status).toBe(401)
  })

  it('is of an edition of one’s own outlets, with content, and of the item it names', async () => {
    const [portal, other] = [await newPortal(), await newPortal()]
    const [own, foreign] = [await receiptOf(portal), await receiptOf(other)]
    const answers = [
      await portal.send(foreign),
      await portal.send({ ...own, id: foreign.id }),
      await portal.send({ ...foreign, id: own.id }),
      await portal.send({ ...own, edition: 2_000_000_000 }),
      await portal.send({ ...own, id: 'nothing' }),
    ]
    expect(answers.map(problemOf)).toEqual(answers.map(() => '404 not-found undefined'))
    for (const { text } of answers) expect(text).not.toMatch(LEAK)
    await steps.must('approver@so-tttt', 'retract', portal.docs[0] as Doc, { comment: 'Sai' })
    const [{ number }] = await steps.query(
      `select max(number)::int as number from editions where item_id = $1 and change = 'retracted'`,
      [own.id],
    )
    expect((await portal.send({ ...own, edition: number })).status).toBe(404)
    // it was published all the same
    expect((await portal.send(own)).status).toBe(201)
  })

  it('is never changed, and outlives its subscriber', async () => {
    const portal = await newPortal()
    await portal.send(await receiptOf(portal))
    for (const statement of [`update receipts set url = 'x'`, 'delete from receipts', 'truncate receipts'])
      await expect(steps.query(statement)).rejects.toThrow('append-only')
    await loa.rest('DELETE', `/api/subscribers/${portal.id}`, { as: admin })
    const rows = await steps.query('select subscriber_id from receipts where item_id = $1', [
      portal.docs[0]?.id,
    ])
    expect(rows).toEqual([{ subscriber_id: null }])
  })
})

describe('the log of retrievals', () => {
  const logOf = (portal: Portal) =>
    steps.query(
      `select r.edition::int, r.item_id as item, r.first_at as first, r.last_at as last, r.count::int
       from retrievals r where r.subscriber_id = $1 order by r.edition`,
      [portal.id],
    )

  it('has one row for each subscriber and edition, from lists, items, changes and GraphQL', async () => {
    const portal = await newPortal({ items: 3 })
    const [first] = portal.docs
    await portal.ask('/items')
    await portal.ask(`/items/${first?.id}`)
    await portal.ask('/changes')
    await portal.delivery.graphql('{ items(limit: 1) { items { id } } }', { key: portal.key })
    await portal.delivery.app.close()
    const log = await logOf(portal)
    expect(log.map(({ item }) => item)).toEqual(portal.docs.map(({ id }) => id))
    expect(log.map(({ count: times }) => times)).toEqual([3, 2, 3])
    for (const { first: from, last: to } of log) expect(from <= to).toBe(true)
    await portal.ask('/items')
    await portal.delivery.app.close()
    expect((await logOf(portal)).map(({ count: times }) => times)).toEqual([4, 3, 4])
    expect((await logOf(portal)).map(({ first: from }) => from)).toEqual(log.map(({ first: from }) => from))
  })

  it('has what was sent, not who was told that he has it already, or asked for headers alone', async () => {
    const portal = await newPortal()
    const [doc] = portal.docs
    const etag = (await portal.ask('/items')).headers.get('etag') ?? ''
    await portal.delivery.ask('/items', { key: portal.key, headers: { 'if-none-match': etag } })
    await portal.delivery.ask('/items', { key: portal.key, method: 'HEAD' })
    await portal.delivery.ask(`/items/${doc?.id}?format=text`, { key: portal.key, method: 'HEAD' })
    await portal.delivery.app.close()
    expect((await logOf(portal)).map(({ count: times }) => times)).toEqual([1])
  })

  it('is bounded: what does not fit is dropped and counted, not waited for', async () => {
    const portal = await newPortal({ items: 3 })
    const editions = (await portal.ask('/items')).body.items.map(({ edition }: any) => edition)
    await portal.delivery.app.close()
    await steps.query('delete from retrievals where subscriber_id = $1', [portal.id])
    const recorder = recorderOf({ pool, tables: {}, most: 2 })
    recorder.noteFetched({ subscriber: portal.id, editions })
    recorder.noteFetched({ subscriber: portal.id, editions })
    expect(recorder.counters()).toEqual({ dropped: 2, failed: 0 })
    await recorder.flush()
    expect((await logOf(portal)).map(({ count: times }) => times)).toEqual([2, 2])
    // what is written makes room
    recorder.noteFetched({ subscriber: portal.id, editions: editions.slice(-1) })
    await recorder.flush()
    expect(recorder.counters()).toEqual({ dropped: 2, failed: 0 })
    expect(await logOf(portal)).toHaveLength(3)
  })

  it('passes over what is not there, and keeps what could not be written', async () => {
    const portal = await newPortal()
    const { edition } = await receiptOf(portal)
    const recorder = recorderOf({ pool, tables: {} })
    recorder.noteFetched({ subscriber: '01890000-0000-7000-8000-000000000000', editions: [edition, 999_999] })
    recorder.noteUse('01890000-0000-7000-8000-000000000000')
    await recorder.flush()
    await steps.query('alter table retrievals rename to retrievals_away')
    recorder.noteFetched({ subscriber: portal.id, editions: [edition] })
    await recorder.flush()
    expect(recorder.counters().failed).toBe(1)
    await steps.query('alter table retrievals_away rename to retrievals')
    await recorder.flush()
    expect(recorder.counters()).toEqual({ dropped: 0, failed: 1 })
    expect((await logOf(portal)).map(({ edition: one }) => one)).toEqual([edition])
  })

  it('is right when two copies write it at once', async () => {
    const portal = await newPortal({ items: 5 })
    const editions = (await portal.ask('/items')).body.items.map(({ edition }: any) => edition)
    await portal.delivery.app.close()
    await steps.query('delete from retrievals where subscriber_id = $1', [portal.id])
    const copies = Array.from({ length: 4 }, () => recorderOf({ pool, tables: {} }))
    for (let n = 0; n < 5; n += 1) {
      for (const [index, copy] of copies.entries())
        copy.noteFetched({ subscriber: portal.id, editions: index % 2 ? editions : editions.toReversed() })
      await Promise.all(copies.map((copy) => copy.flush()))
    }
    expect(copies.map((copy) => copy.counters())).toEqual(copies.map(() => ({ dropped: 0, failed: 0 })))
    expect((await logOf(portal)).map(({ count: times }) => times)).toEqual([20, 20, 20, 20, 20])
  })
})

describe('the proof of an item', () => {
  it('tells for each outlet what was fetched and confirmed, to who may read the item', async () => {
    const portal = await newPortal()
    const [doc] = portal.docs as [Doc]
    const proofOf = async (as?: string) => loa.rest('GET', `/api/items/${doc.id}/proof`, { as })
    const [{ edition }] = await steps.query(
      'select max(number)::int as edition from editions where item_id = $1',
      [doc.id],
    )
    const none = {
      sentAt: null,
      fetchedAt: null,
      confirmedAt: null,
      confirmedEdition: null,
      url: null,
      publishedAt: null,
    }
    const reporter = await steps.token('reporter@so-tttt')
    expect((await proofOf(reporter)).body).toEqual({
      outlets: [{ outlet: portal.outlet.code, isLive: true, edition, ...none }],
    })
    const given = await receiptOf(portal)
    await portal.send(given)
    await portal.delivery.app.close()
    const { body } = await proofOf(reporter)
    expect(body.outlets).toEqual([
      {
        outlet: portal.outlet.code,
        isLive: true,
        edition,
        sentAt: null,
        fetchedAt: expect.any(String),
        confirmedAt: expect.any(String),
        confirmedEdition: edition,
        url: given.url,
        publishedAt: given.publishedAt,
      },
    ])
    const listed = await loa.rest('GET', `/api/placements?where[item][equals]=${doc.id}&depth=0`, {
      as: reporter,
    })
    expect(listed.body.docs).toMatchObject([
      {
        fetchedAt: body.outlets[0].fetchedAt,
        confirmedAt: body.outlets[0].confirmedAt,
        confirmedUrl: given.url,
      },
    ])
    const one = await loa.rest('GET', `/api/placements/${listed.body.docs[0].id}?depth=0`, { as: reporter })
    expect(one.body.confirmedUrl).toBe(given.url)
    const graph = await loa.graphql(
      `{ Placements(where: { item: { equals: "${doc.id}" } }) { docs { confirmedUrl fetchedAt } } }`,
      { as: reporter },
    )
    expect(graph.body.data?.Placements.docs).toMatchObject([{ confirmedUrl: given.url }])
    // they are not stored, so nothing is found or sorted by them
    for (const query of [
      'where[fetchedAt][exists]=true',
      'where[confirmedUrl][like]=a',
      'sort=confirmedAt',
    ]) {
      const answer = await loa.rest('GET', `/api/placements?${query}`, { as: reporter })
      expect(`${query} ${answer.status < 500}`).toBe(`${query} true`)
      expect(JSON.stringify(answer.body)).not.toMatch(/syntax error|"select|drizzle/i)
    }
    const selected = await loa.rest(
      'GET',
      `/api/placements?where[item][equals]=${doc.id}&select[confirmedUrl]=true`,
      { as: reporter },
    )
    expect(selected.body.docs).toMatchObject([{ confirmedUrl: given.url }])

    for (const [as, status] of [
      [undefined, 403],
      [`Bearer ${portal.key}`, 403],
    ] as const)
      expect((await proofOf(as)).status).toBe(status)
    const draft = await steps.itemAt({
      stage: 'draft',
      kind: 'led',
      title: 'Nháp',
      outlets: [portal.outlet.id],
    })
    const away = await steps.token('reporter@ubnd-dinh-hoa')
    for (const id of [draft.id, '01890000-0000-7000-8000-000000000000', 'nothing']) {
      const answer = await loa.rest('GET', `/api/items/${id}/proof`, { as: away })
      expect(answer.status).toBe(404)
      expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
    }
    await steps.must('approver@so-tttt', 'retract', doc, { comment: 'Sai' })
    expect((await proofOf(reporter)).body.outlets).toMatchObject([{ isLive: false, edition, url: given.url }])
  })
})
