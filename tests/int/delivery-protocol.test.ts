// The delivery API as HTTP and as GraphQL: keys, ETags, HEAD, pictures, languages, errors.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveredItem } from '../../src/delivery/schema.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let outlet: string
let key: string
let doc: Doc
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  key = (
    await newSubscriber(loa, {
      admin: await steps.token('admin@so-tttt'),
      code: 'nhan-tin',
      outlets: [outlet],
    })
  ).key
  const [{ id: cover }] = await steps.query('select id from media order by created_at limit 1')
  doc = await steps.itemAt({ stage: 'published', kind: 'led', title: 'Có ảnh', outlets: [outlet], cover })
})
afterAll(() => loa.stop())

const problemOf = (answer: { status: number; body: any }) =>
  `${answer.status} ${answer.body?.errors?.[0]?.data?.code}`

describe('keys', () => {
  it('a request without one, with a wrong one or in a wrong place is 401 with a challenge', async () => {
    const wrong: Record<string, string>[] = [
      {},
      { authorization: 'Bearer' },
      { authorization: `Bearer ${key.slice(0, -1)}` },
      { authorization: `Bearer loa_${'A'.repeat(43)}` },
      { authorization: `Bearer ${key} ${key}` },
      { authorization: key },
      // what every object has by nature is no scheme
      { authorization: '__proto__ x' },
      { authorization: `constructor ${key}` },
      { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      { 'x-api-key': key },
    ]
    for (const headers of wrong) {
      for (const address of ['/items', `/items/${doc.id}`, '/media/x.jpg', '/nothing']) {
        const answer = await delivery.ask(address, { headers })
        expect(problemOf(answer)).toBe('401 unauthenticated')
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
      }
    }
    expect(problemOf(await delivery.ask(`/items?key=${key}`))).toBe('401 unauthenticated')
    expect(problemOf(await delivery.graphql('{ items { next } }'))).toBe('401 unauthenticated')
  })

  it('works as a bearer, as the password of HTTP Basic, and as Payload writes it', async () => {
    for (const authorization of [
      `Bearer ${key}`,
      `bearer ${key}`,
      `Basic ${Buffer.from(`any:${key}`).toString('base64')}`,
      `subscribers API-Key ${key}`,
    ]) {
      expect((await delivery.ask('/items', { headers: { authorization } })).status).toBe(200)
    }
  })
})

describe('HTTP', () => {
  const addresses = () => ['/items', `/items/${doc.id}`]

  it('every GET carries a strong ETag and Cache-Control; If-None-Match gives 304 without a body', async () => {
    for (const address of addresses()) {
      const first = await delivery.ask(address, { key })
      const etag = first.headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[^"]+"$/)
      expect(first.headers.get('cache-control')).toBe('private, no-cache')
      expect(first.headers.get('vary')).toMatch(/authorization/i)
      for (const value of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
        const again = await delivery.ask(address, { key, headers: { 'if-none-match': value } })
        // RFC 9110: `*` too; and the headers that decide on caching stay
        expect(`${value === '*' ? '*' : 'tag'} ${again.status}`).toBe(`${value === '*' ? '*' : 'tag'} 304`)
        expect(again.bytes.length).toBe(0)
        expect(again.headers.get('etag')).toBeTruthy()
        expect(again.headers.get('cache-control')).toBe('private, no-cache')
      }
      expect((await delivery.ask(address, { key, headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    }
  })

  it('the ETag changes when the item is corrected', async () => {
    const before = await delivery.ask(`/items/${doc.id}`, { key })
    await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { title: 'Có ảnh, đã sửa', changeNote: 'Sửa tiêu đề' },
    })
    expect((await delivery.ask(`/items/${doc.id}`, { key })).headers.get('etag')).toBe(
      before.headers.get('etag'),
    )
    let next = await steps.must('reporter@so-tttt', 'submit', await steps.latest(doc.id))
    next = await steps.must('approver@so-tttt', 'approve', next)
    doc = await steps.must('approver@so-tttt', 'publish', next)
    const after = await delivery.ask(`/items/${doc.id}`, {
      key,
      headers: { 'if-none-match': before.headers.get('etag') ?? '' },
    })
    expect(after.status).toBe(200)
    expect(after.body.title).toBe('Có ảnh, đã sửa')
    expect(after.body.publishedAt).toBe(before.body.publishedAt)
  })

  it('a POST is answered whatever If-None-Match says', async () => {
    const first = await delivery.graphql('{ items { next } }', { key })
    for (const tag of [first.headers.get('etag') ?? '', '*']) {
      const again = await delivery.graphql('{ items { next } }', { key, headers: { 'if-none-match': tag } })
      expect([again.status, again.body]).toEqual([200, first.body])
    }
  })

  it('Vary names the language where an answer has words of ours, and there alone', async () => {
    const languageIn = async (address: string, headers = {}) =>
      /accept-language/i.test((await delivery.ask(address, { key, headers })).headers.get('vary') ?? '')
    for (const address of ['/feed.rss', '/feed.atom', '/feed.json', '/events.ics', '/playlist.html'])
      expect(`${address} ${await languageIn(address)}`).toBe(`${address} true`)
    for (const address of ['/items?limit=0', '/items/nothing', '/nothing', '/media/x.jpg'])
      expect(`${address} ${await languageIn(address)}`).toBe(`${address} true`)
    for (const address of ['/items', `/items/${doc.id}`, '/changes', '/themes', '/playlist.json', '/docs'])
      expect(`${address} ${await languageIn(address)}`).toBe(`${address} false`)
    expect((await delivery.ask('/items')).headers.get('vary')).toMatch(/authorization.*accept-language/i)
    const { headers } = await delivery.ask('/feed.rss', { key })
    const again = await delivery.ask('/feed.rss', {
      key,
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    })
    expect([again.status, again.headers.get('vary')]).toEqual([304, headers.get('vary')])
  })

  it('HEAD has the headers of GET and no body', async () => {
    for (const address of addresses()) {
      const get = await delivery.ask(address, { key })
      const head = await delivery.ask(address, { key, method: 'HEAD' })
      expect(head.status).toBe(200)
      expect(head.bytes.length).toBe(0)
      for (const name of ['etag', 'cache-control', 'content-type', 'vary'])
        expect(`${name} ${head.headers.get(name)}`).toBe(`${name} ${get.headers.get(name)}`)
    }
  })

  it('errors are not kept by anybody', async () => {
    for (const address of ['/items?limit=0', '/items/nothing']) {
      expect((await delivery.ask(address, { key })).headers.get('cache-control')).toMatch(/no-store|no-cache/)
    }
    expect((await delivery.ask('/items')).headers.get('cache-control')).toMatch(/no-store/)
  })

  it('an unknown address is 404 with a code, another method 405 with those that it takes', async () => {
    expect(problemOf(await delivery.ask('/nothing', { key }))).toBe('404 not-found')
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const address of [
        '/items',
        `/items/${doc.id}`,
        '/changes',
        '/feed.rss',
        '/media/x.jpg',
        '/themes',
      ]) {
        const answer = await delivery.ask(address, { key, method, body: {} })
        expect(problemOf(answer)).toBe('405 method-not-allowed')
        expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
      }
    }
    for (const address of ['/receipts', '/graphql']) {
      const answer = await delivery.ask(address, { key })
      expect(problemOf(answer)).toBe('405 method-not-allowed')
      expect(answer.headers.get('allow')).toBe('POST, OPTIONS')
      expect((await delivery.ask(address, { key, method: 'HEAD' })).status).toBe(405)
    }
    const options = await delivery.ask('/items', { key, method: 'OPTIONS' })
    expect(`${options.status} ${options.headers.get('allow')}`).toBe('204 GET, HEAD, OPTIONS')
    expect((await delivery.ask('/items', { method: 'OPTIONS' })).status).toBe(401)
  })

  it('addresses that cannot be decoded are not found, not an error of ours', async () => {
    for (const address of ['/items/%E0%A4%A', '/media/%zz.jpg', '/media/%00.jpg', '/items/%2e%2e%2f', '/%'])
      expect(`${address} ${(await delivery.ask(address, { key })).status}`).toBe(`${address} 404`)
    for (const query of ['q=%E0%A4%A', 'kind=led&kind=led', '%', '&&=&'])
      expect(`${query} ${(await delivery.ask(`/items?${query}`, { key })).status}`).toBe(`${query} 200`)
  })

  it('speaks Vietnamese, and English when asked', async () => {
    const vi = await delivery.ask('/items/nothing', { key })
    const en = await delivery.ask('/items/nothing', { key, headers: { 'accept-language': 'en-GB,en;q=0.9' } })
    expect(vi.body.errors[0].message).toBe('Không có nội dung này trên kênh của bạn.')
    expect(en.body.errors[0].message).toMatch(/^[\x20-\x7e]+$/)
  })

  it('the same app under another base gives addresses of that base', async () => {
    const nested = deliveryOf(loa, { basePath: '/portal/v1' })
    const { body } = await nested.ask(`/items/${doc.id}`, { key })
    expect(body.cover.url).toMatch(/^http:\/\/delivery\.test\/portal\/v1\/media\//)
  })
})

describe('pictures', () => {
  it('are given while a live edition of the outlet shows them, and only then', async () => {
    const { body } = await delivery.ask(`/items/${doc.id}`, { key })
    expect(body.cover.url).toMatch(/^http:\/\/delivery\.test\/v1\/media\/[^/]+$/)
    const address = new URL(body.cover.url).pathname.slice('/v1'.length)
    const picture = await delivery.ask(address, { key })
    expect(picture.status).toBe(200)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
    expect(picture.bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))

    const [{ filename: unused }] = await steps.query(
      `select filename from media where id not in (select cover_id from items where cover_id is not null) and filename is not null
       union all select filename from media where filename <> $1 limit 1`,
      [decodeURIComponent(address.slice('/media/'.length))],
    )
    for (const name of [
      unused,
      'nothing.jpg',
      '..%2Fdemo.json',
      '%2e%2e%2fdemo.json',
      '..%5Cdemo.json',
      'demo.json',
    ]) {
      expect(`${name} ${(await delivery.ask(`/media/${name}`, { key })).status}`).toBe(`${name} 404`)
    }
    const empty = await newSubscriber(loa, {
      admin: await steps.token('admin@so-tttt'),
      code: 'khong-co-gi',
      outlets: [(await steps.newOutlet()).id],
    })
    expect((await delivery.ask(address, { key: empty.key })).status).toBe(404)

    const other = await steps.itemAt({ stage: 'published', kind: 'led', title: 'Sẽ gỡ', outlets: [outlet] })
    expect(other.stage).toBe('published')
    await steps.must('approver@so-tttt', 'retract', doc, { comment: 'Gỡ ảnh' })
    expect((await delivery.ask(address, { key })).status).toBe(404)
  })
})

describe('GraphQL', () => {
  const FIELDS = `id edition outlet title slug kind summary html text task line themes event priority
    cover { url width height mimeType alt credit } media { url width height mimeType alt credit }
    byline organization publishedAt updatedAt changeNote`

  it('items and item give what REST gives', async () => {
    const portal = loa.keyOf('portal-dinh-hoa')
    const rest = (await delivery.ask('/items?limit=2', { key: portal })).body
    // a list of names there, an object by name here
    for (const { cover, media } of rest.items) for (const one of [cover, ...media]) delete one?.renditions
    const { body } = await delivery.graphql(`{ items(limit: 2) { items { ${FIELDS} } next } }`, {
      key: portal,
    })
    expect(body.errors).toBeUndefined()
    expect(body.data.items.next).toBe(rest.next)
    const plain = (item: any) =>
      Object.fromEntries(
        Object.entries(item).filter(([name, value]) => name !== 'changeNote' || value !== null),
      )
    expect(body.data.items.items.map(plain)).toEqual(rest.items)
    const { body: one } = await delivery.graphql(`query($id: ID!) { item(id: $id) { ${FIELDS} } }`, {
      key: portal,
      variables: { id: rest.items[0].id },
    })
    expect(plain(one.data.item)).toEqual(rest.items[0])
    deliveredItem.parse(plain(one.data.item))
  })

  it('pages and filters by variables, where null is no filter', async () => {
    const portal = loa.keyOf('portal-dinh-hoa')
    const page = (variables: object) =>
      delivery.graphql(
        'query($c: String, $t: String) { items(limit: 1, cursor: $c, task: $t) { items { id } next } }',
        { key: portal, variables },
      )
    const first = (await page({ c: null, t: null })).body.data.items
    const second = (await page({ c: first.next })).body.data.items
    expect(second.items[0].id).not.toBe(first.items[0].id)
    expect((await page({ t: 'nothing' })).body.data.items).toEqual({ items: [], next: null })
  })

  it.each([
    ['another outlet', () => `{ item(id: "${doc.id}") { id } }`, 'not-found'],
    ['nonsense', () => '{ item(id: "nothing") { id } }', 'not-found'],
    ['a limit', () => '{ items(limit: 0) { next } }', 'invalid'],
    ['a wait', () => '{ changes(wait: -1) { next } }', 'invalid'],
    ['a cursor', () => '{ items(cursor: "x") { next } }', 'invalid'],
    ['a kind', () => '{ items(kind: "poem") { next } }', 'invalid'],
    ['a NUL', () => String.raw`{ items(task: "\u0000") { next } }`, 'invalid'],
  ])('refuses %s with the code of REST', async (_name, query, code) => {
    const { body, text } = await delivery.graphql(query(), { key: loa.keyOf('portal-tinh') })
    expect(body.errors[0].extensions.data.code).toBe(code)
    expect(text).not.toMatch(LEAK)
  })

  it('says gone for what was withdrawn', async () => {
    const withdrawn = await steps.itemAt({
      stage: 'retracted',
      kind: 'led',
      title: 'Đã gỡ',
      outlets: [outlet],
    })
    const { body } = await delivery.graphql(`{ item(id: "${withdrawn.id}") { id } }`, { key })
    expect(body).toMatchObject({ data: { item: null }, errors: [{ extensions: { data: { code: 'gone' } } }] })
  })

  it('answers broken queries with 4xx or errors, without a trace', async () => {
    for (const query of [
      '{',
      '{ items { nothing } }',
      '',
      '{ items(limit: "x") { next } }',
      `{ ${'a{'.repeat(3000)} }`,
    ]) {
      const answer = await delivery.graphql(query, { key })
      expect(answer.status, query.slice(0, 40)).toBeLessThan(500)
      expect(answer.body.errors.length).toBeGreaterThan(0)
      expect(answer.text).not.toMatch(LEAK)
      for (const { message, extensions } of answer.body.errors) {
        expect(message).toBe('Truy vấn GraphQL chưa đúng.')
        expect(extensions.data).toEqual({ code: 'invalid', path: 'query', detail: expect.any(String) })
      }
    }
    for (const body of ['{"query":', '[]', 'null', '"x"', '{"query":1}']) {
      const answer = await delivery.ask('/graphql', {
        key,
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
      expect(`${body} ${answer.status >= 400 && answer.status < 500}`).toBe(`${body} true`)
      expect(answer.body.errors[0].extensions.data.code).toBe('invalid')
      expect(answer.text).not.toMatch(LEAK)
    }
    for (const [name, value, problem] of [
      ['content-type', 'text/html', '415 unsupported-type'],
      ['accept', 'image/png', '406 not-acceptable'],
    ] as const) {
      const headers = { 'content-type': 'application/json', [name]: value }
      const body = { query: '{ items { next } }' }
      expect(problemOf(await delivery.ask('/graphql', { key, method: 'POST', body, headers }))).toBe(problem)
    }
  })

  it('says in the caller’s language which limit a query exceeds, also when another asked before', async () => {
    const names = (n: number) => Array.from({ length: n }, (_, i) => `t${i}: title`).join(' ')
    const lists = Array.from({ length: 11 }, (_, i) => `a${i}: themes { code }`).join(' ')
    const deep = `{ __schema { types { ${'ofType { '.repeat(30)} name ${'} '.repeat(30)} } } }`
    for (const [query, inVietnamese, inEnglish] of [
      [`{ items { items { ${names(31)} } } }`, 'bí danh (alias), nhiều nhất 30', 'aliases: at most 30'],
      [`{ ${lists} }`, 'trường gốc, nhiều nhất 10', 'root type: at most 10'],
      [deep, 'nhiều nhất 20 tầng', 'at most 20 levels'],
    ] as const)
      for (const [language, words] of [
        ['vi', inVietnamese],
        ['fr, en;q=0.9, vi;q=0.1', inEnglish],
        ['vi, en;q=0.5', inVietnamese],
      ] as const) {
        const { body } = await delivery.graphql(query, { key, headers: { 'accept-language': language } })
        const told = body.errors.find(({ message }: any) => /\d/.test(message))
        expect(told.message).toContain(words)
        expect(told.extensions.data).toEqual({ code: 'invalid', path: 'query' })
        expect(told.extensions.limit).toBeUndefined()
      }
  })

  it('refuses what is too deep, too long, or has too many names or root fields', async () => {
    const deep = (levels: number) =>
      `{ __schema { types { ${'ofType { '.repeat(levels)} name ${'} '.repeat(levels)} } } }`
    const nested = (levels: number) =>
      deep(levels).replace('types { ', 'types { fields { type { ').replace(/\}$/, '} } }')
    const names = (n: number) => Array.from({ length: n }, (_, i) => `t${i}: title`).join(' ')
    for (const [query, isFine] of [
      [nested(10), true],
      [nested(30), false],
      [`{ items { items { ${names(30)} } } }`, true],
      [`{ items { items { ${names(31)} } } }`, false],
      // every list of the API in one query
      [
        '{ items { next } changes { next } tasks { code } themes { code } lines { code } events { code } }',
        true,
      ],
      [`{ ${Array.from({ length: 10 }, (_, i) => `a${i}: themes { code }`).join(' ')} }`, true],
      [`{ ${Array.from({ length: 11 }, (_, i) => `a${i}: themes { code }`).join(' ')} }`, false],
      // so many lists, and no more in them than two whole ones
      [`{ ${Array.from({ length: 10 }, (_, i) => `a${i}: items(limit: 40) { next }`).join(' ')} }`, true],
      [`{ ${Array.from({ length: 10 }, (_, i) => `a${i}: items(limit: 41) { next }`).join(' ')} }`, false],
      [`{ items { items { ${'id '.repeat(1000)} } } }`, false],
    ] as const) {
      const { body, status } = await delivery.graphql(query, { key })
      expect(status).toBeLessThan(500)
      expect(`${query.slice(0, 60)} ${body.errors === undefined}`).toBe(`${query.slice(0, 60)} ${isFine}`)
    }
    const large = await delivery.graphql(`{ items { next } } # ${'x'.repeat(70_000)}`, { key })
    expect(problemOf(large)).toBe('413 too-large')
  })

  // one request must not be worth a thousand pages
  it('does not let one query ask for a thousand lists', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => `a${n}: items(limit: 200) { next }`).join(' ')
    const { body } = await delivery.graphql(`{ ${many} }`, { key })
    expect(body.errors?.length ?? 0).toBeGreaterThan(0)
  })
})
