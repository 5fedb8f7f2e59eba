// Two delivery processes over real HTTP: what they keep in memory is never another's and never out of date.
import http from 'node:http'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planTimeZone } from '../../src/database/planTimeZone.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { createPart, type Part } from '../helpers/processes.ts'
import { type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let admin: string
let parts: Part[]
let outside: pg.Client
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  outside = new pg.Client({ connectionString: loa.databaseUrl })
  await outside.connect()
  // limits have a test of their own; here one key asks more often than a portal may
  await outside.query(`alter table subscribers alter column requests_per_minute set default 0;
    update subscribers set requests_per_minute = 0`)
  parts = [
    await createPart({ kind: 'delivery', name: 'delivery-1' }),
    await createPart({ kind: 'delivery', name: 'delivery-2' }),
  ]
  for (const [n, part] of parts.entries())
    await part.start({
      DATABASE_URL: loa.databaseUrl,
      DATA_DIR: loa.dataDir,
      DELIVERY_PORT: part.port,
      HOST: '127.0.0.1',
      // behind one name, as copies are
      // what counts is where it is, however it is written
      DELIVERY_URL: n === 0 ? 'https://tin.example.vn/' : 'https://TIN.example.vn:443/v1/',
      WRONG_KEYS_PER_MINUTE: '0',
      ...(n === 1 ? { METRICS_TOKEN: 'chi-may-do' } : {}),
    })
}, 120_000)
afterAll(async () => {
  await Promise.all(parts.map((part) => part.stop()))
  await outside.end()
  await loa.stop()
})

type Asked = { key?: string; method?: string; headers?: Record<string, string>; body?: string; part?: number }

/** One request as it is, nothing added and nothing unpacked. */
const raw = (address: string, { key, method = 'GET', headers = {}, body, part = 0 }: Asked = {}) =>
  new Promise<{ status: number; headers: http.IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const authorization = key ? { authorization: `Bearer ${key}` } : {}
    const request = http.request(
      `${parts[part]?.address}${address}`,
      { method, headers: { ...authorization, ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(chunks),
          }),
        )
      },
    )
    request.once('error', reject)
    request.end(body)
  })
const ask = async (address: string, asked: Asked) =>
  JSON.parse((await raw(`/v1${address}`, asked)).bytes.toString())
const graphql = (query: string, { key, part }: Asked) =>
  ask('/graphql', {
    key,
    part,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
const until = async (check: () => Promise<boolean>) => {
  while (!(await check())) await new Promise((done) => setTimeout(done, 10))
}

let count = 0
const newPortal = async () => {
  count += 1
  const outlet = await steps.newOutlet({ channel: 'screen' })
  const made = await newSubscriber(loa, { admin, code: `bo-nho-${count}`, outlets: [outlet.id] })
  return { outlet: outlet.id, code: outlet.code, ...made }
}
type Portal = Awaited<ReturnType<typeof newPortal>>
const publish = (portal: Portal, title: string, more: Record<string, unknown> = {}) =>
  steps.itemAt({ stage: 'published', kind: 'led', title, outlets: [portal.outlet], ...more })
const correct = async (id: string, body: Record<string, unknown>) => {
  await loa.rest('PATCH', `/api/items/${id}`, { as: await steps.token('reporter@so-tttt'), body })
  const sent = await steps.must('reporter@so-tttt', 'submit', await steps.latest(id))
  return steps.must('approver@so-tttt', 'publish', await steps.must('approver@so-tttt', 'approve', sent))
}
const QUERY = '{ items { items { title } next } }'
/** The titles a portal sees, in every way there is to see them, which have to agree. */
const seenBy = async (portal: Portal, part: number) => {
  const { key } = portal
  const titlesOf = (page: any) => page.items.map(({ title }: any) => title)
  const list = titlesOf(await ask('/items', { key, part }))
  const ways = [titlesOf((await graphql(QUERY, { key, part })).data.items)]
  const { changes } = await ask('/changes', { key, part })
  const shown = new Map(changes.map(({ id, item }: any) => [id, item?.title]))
  ways.push([...shown.values()].filter(Boolean).reverse())
  return ways.every((way) => [...way].sort().join() === [...list].sort().join()) ? list.join() : '…'
}
const bothSee = async (portal: Portal, titles: string) => {
  for (const part of [0, 1]) await until(async () => (await seenBy(portal, part)) === titles)
}
const metric = async (name: string, part = 0) => {
  const headers: Record<string, string> = part === 1 ? { authorization: 'Bearer chi-may-do' } : {}
  const text = (await raw('/metrics', { headers, part })).bytes.toString()
  const line = text.split('\n').find((one) => one.startsWith(name) && /^[ {]/.test(one.slice(name.length)))
  return Number(line?.split(' ').at(-1))
}

describe('memory', () => {
  it('follows publication, correction, move and withdrawal, on every copy', async () => {
    const [one, two] = [await newPortal(), await newPortal()]
    await bothSee(one, '')
    const { id } = await publish(one, 'Một')
    await bothSee(one, 'Một')
    await bothSee(two, '')
    await correct(id, { title: 'Một, đã sửa', changeNote: 'Sửa tên' })
    await bothSee(one, 'Một, đã sửa')
    expect((await ask(`/items/${id}`, { key: one.key })).title).toBe('Một, đã sửa')
    await correct(id, { outlets: [two.outlet], changeNote: 'Chuyển kênh' })
    await bothSee(one, '')
    await bothSee(two, 'Một, đã sửa')
    for (const part of [0, 1]) {
      expect((await raw(`/v1/items/${id}`, { key: one.key, part })).status).toBe(410)
      expect((await raw(`/v1/items/${id}`, { key: two.key, part })).status).toBe(200)
    }
    await steps.must('approver@so-tttt', 'retract', await steps.latest(id), { comment: 'Sai' })
    await bothSee(two, '')
    for (const part of [0, 1]) {
      expect((await raw(`/v1/items/${id}`, { key: two.key, part })).status).toBe(410)
      for (const address of ['/items', '/changes'])
        expect((await raw(`/v1${address}`, { key: two.key, part })).bytes.toString()).not.toContain('Một')
    }
  })

  it("never gives another subscriber's items, whoever asked for the same address before", async () => {
    const [one, two] = [await newPortal(), await newPortal()]
    const both = await newSubscriber(loa, {
      admin,
      code: `bo-nho-ca-hai-${count}`,
      outlets: [two.outlet, one.outlet],
    })
    const { id } = await publish(one, 'Của một')
    const other = await publish(two, 'Của hai')
    await bothSee(one, 'Của một')
    await bothSee(two, 'Của hai')
    for (let round = 0; round < 3; round += 1) {
      expect(await seenBy(one, 0)).toBe('Của một')
      expect(await seenBy(two, 0)).toBe('Của hai')
      expect((await ask('/items', { key: both.key })).items).toHaveLength(2)
      expect((await raw(`/v1/items/${id}`, { key: one.key })).status).toBe(200)
      expect((await raw(`/v1/items/${id}`, { key: two.key })).status).toBe(404)
      expect((await raw(`/v1/items/${other.id}`, { key: one.key })).status).toBe(404)
      expect((await raw(`/v1/items/${other.id}`, { key: both.key })).status).toBe(200)
      expect((await raw('/v1/items')).status).toBe(401)
      expect((await raw('/v1/items', { key: `loa_${'A'.repeat(43)}` })).status).toBe(401)
    }
  })

  it('is what answers the second time', async () => {
    const portal = await newPortal()
    await publish(portal, 'Một')
    await until(async () => (await metric('loa_delivery_listening')) === 1)
    await bothSee(portal, 'Một')
    const hits = () => metric('loa_delivery_cache_lookups{of="pages",result="hit"}')
    await ask('/items', portal)
    const before = await hits()
    await ask('/items', portal)
    await ask('/items?limit=20', portal)
    expect((await hits()) - before).toBe(2)
  })

  it('is asked about while the connection that listens is cut, and relied upon again when it is back', async () => {
    const portal = await newPortal()
    await bothSee(portal, '')
    const cut = () =>
      outside.query(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity
         where datname = current_database() and application_name = 'loa changes'`,
      )
    let titles = ''
    for (const title of ['Một', 'Hai', 'Ba']) {
      await cut()
      await publish(portal, title)
      await cut()
      titles = titles ? `${title},${titles}` : title
      await bothSee(portal, titles)
    }
    for (const part of [0, 1]) await until(async () => (await metric('loa_delivery_listening', part)) === 1)
    await publish(portal, 'Bốn')
    await bothSee(portal, `Bốn,${titles}`)
  })

  it('counts who waits, and forgets who hung up', async () => {
    const portal = await newPortal()
    const request = http.get(`${parts[0]?.address}/v1/changes?wait=30`, {
      headers: { authorization: `Bearer ${portal.key}` },
    })
    request.once('error', () => undefined)
    await until(async () => (await metric('loa_delivery_waiting')) === 1)
    request.destroy()
    await until(async () => (await metric('loa_delivery_waiting')) === 0)
  })

  it('knows nothing of a revoked key after a second, on every copy', async () => {
    const portal = await newPortal()
    for (const part of [0, 1]) expect((await raw('/v1/items', { key: portal.key, part })).status).toBe(200)
    const address = `/api/subscribers/${portal.id}/keys/${portal.keyId}/revoke`
    const revoked = loa.rest('POST', address, { as: admin })
    // asked again and again, so that a memory that lives by use would show
    let isOver = false
    const asking = (async () => {
      while (!isOver) for (const part of [0, 1]) await raw('/v1/items', { key: portal.key, part })
    })()
    expect((await revoked).status).toBe(200)
    await new Promise((done) => setTimeout(done, 1000))
    isOver = true
    await asking
    for (const part of [0, 1])
      for (const way of ['/v1/items', '/v1/changes', '/v1/items/x', '/v1/nothing'])
        expect((await raw(way, { key: portal.key, part })).status).toBe(401)
    expect((await graphql(QUERY, { key: portal.key })).errors[0].data.code).toBe('unauthenticated')
  })
})

const CODINGS: Record<string, string>[] = [{}, { 'accept-encoding': 'gzip' }]

describe('answers', () => {
  it('are the same bytes under the same tag on both copies', async () => {
    const key = loa.keyOf('portal-tinh')
    for (const address of ['/v1/items', '/v1/changes', '/v1/items?limit=3&kind=news']) {
      const [one, two] = [await raw(address, { key }), await raw(address, { key, part: 1 })]
      expect(one.bytes.equals(two.bytes)).toBe(true)
      expect(one.headers.etag).toBe(two.headers.etag)
      expect(one.bytes.toString()).not.toContain('"url":"/media/')
      // the first time in pieces, after that in one
      const again = await raw(address, { key })
      expect(again.bytes.equals(one.bytes)).toBe(true)
      expect(again.headers['content-length']).toBe(String(one.bytes.length))
    }
    const pictures = (await raw('/v1/items', { key })).bytes.toString().match(/"url":"[^"]+"/g) ?? []
    expect(pictures.length).toBeGreaterThan(0)
    for (const url of pictures) expect(url).toMatch(/^"url":"https:\/\/tin\.example\.vn\/v1\/media\//)
  })

  it.each(['/v1/items', '/v1/changes', '/v1/items?limit=5'])('%s in every coding', async (address) => {
    const key = loa.keyOf('portal-tinh')
    const plain = await raw(address, { key })
    expect(plain.headers['content-encoding']).toBeUndefined()
    for (const accepted of ['gzip', 'br, gzip;q=0.5', '*', 'GZIP', 'deflate, gzip']) {
      const zipped = await raw(address, { key, headers: { 'accept-encoding': accepted } })
      expect(`${accepted} ${zipped.headers['content-encoding']}`).toBe(`${accepted} gzip`)
      expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true)
      expect(zipped.headers.etag).not.toBe(plain.headers.etag)
      expect(zipped.headers['content-length']).toBe(String(zipped.bytes.length))
      expect(zipped.headers.vary).toMatch(/accept-encoding/i)
    }
    for (const accepted of ['gzip;q=0', 'br', 'identity', 'gzip;q=0, *', '', 'x']) {
      const same = await raw(address, { key, headers: { 'accept-encoding': accepted } })
      expect(`${accepted} ${same.headers['content-encoding']}`).toBe(`${accepted} undefined`)
      expect(same.headers.etag).toBe(plain.headers.etag)
    }
    expect(plain.headers.vary).toMatch(/accept-encoding/i)
    expect(plain.headers.vary).toMatch(/authorization/i)
    expect(plain.headers['cache-control']).toBe('private, no-cache')
    expect(plain.headers['x-content-type-options']).toBe('nosniff')
  })

  it('304 for the tag of either coding, with what RFC 9110 wants and nothing else', async () => {
    const key = loa.keyOf('portal-tinh')
    const plain = (await raw('/v1/items', { key })).headers.etag ?? ''
    const zipped =
      (await raw('/v1/items', { key, headers: { 'accept-encoding': 'gzip' } })).headers.etag ?? ''
    for (const coding of CODINGS)
      for (const tag of [plain, zipped, `W/${plain}`, `"x", ${zipped}`, '*'])
        for (const method of ['GET', 'HEAD']) {
          const { status, headers, bytes } = await raw('/v1/items', {
            key,
            method,
            // as Node's fetch does by itself
            headers: { ...coding, 'if-none-match': tag, 'cache-control': 'no-cache' },
          })
          expect([status, bytes.length]).toEqual([304, 0])
          expect(tag === '*' ? plain || zipped : tag).toContain(tag === '*' ? plain : headers.etag)
          expect(headers['cache-control']).toBe('private, no-cache')
          expect(headers.vary).toMatch(/accept-encoding/i)
          expect(headers['content-encoding']).toBeUndefined()
        }
    expect((await raw('/v1/items', { key, headers: { 'if-none-match': '"x"' } })).status).toBe(200)
  })

  it('an address that is none, or is asked in another way, is told so', async () => {
    const key = loa.keyOf('portal-tinh')
    const codeOf = ({ bytes }: { bytes: Buffer }) => JSON.parse(bytes.toString()).errors[0].data.code
    const other = await raw('/v1/items', { key, method: 'DELETE' })
    expect(`${other.status} ${other.headers.allow} ${codeOf(other)}`).toBe(
      '405 GET, HEAD, OPTIONS method-not-allowed',
    )
    const none = await raw('/v1/nothing', { key })
    expect(`${none.status} ${codeOf(none)}`).toBe('404 not-found')
    expect((await raw('/v1/graphql', { key })).headers.allow).toBe('POST, OPTIONS')
  })

  it('HEAD has the headers of GET', async () => {
    const key = loa.keyOf('portal-tinh')
    for (const headers of CODINGS)
      for (const address of ['/v1/items', '/v1/changes']) {
        const get = await raw(address, { key, headers })
        const head = await raw(address, { key, headers, method: 'HEAD' })
        expect([head.status, head.bytes.length]).toEqual([200, 0])
        const { date: _date, 'x-request-id': _id, ...others } = head.headers
        const { date: _then, 'x-request-id': _other, ...wanted } = get.headers
        expect(others).toEqual(wanted)
      }
  })

  it('refuses what is wrong the same way as the app, and goes on', async () => {
    const key = loa.keyOf('portal-tinh')
    for (const [address, status] of [
      ['/v1/items?limit=0', 400],
      ['/v1/items?cursor=x', 400],
      ['/v1/items?kind=poem', 400],
      ['/v1/changes?after=x', 400],
      ['/v1/items/nothing', 404],
      ['/v1/items?limit=1&limit=0', 200],
      ['/v1/items?limit=%31', 200],
      ['/v1/items?%', 200],
    ] as const) {
      const { headers, ...answer } = await raw(address, { key, headers: { 'accept-language': 'en' } })
      expect(`${address} ${answer.status}`).toBe(`${address} ${status}`)
      if (status >= 400) expect(headers['cache-control']).toBe('no-store')
      expect(/accept-language/i.test(headers.vary ?? '')).toBe(status >= 400)
    }
  })

  it('tells how often the key may come back, in errors too', async () => {
    const portal = await newPortal()
    await outside.query('update subscribers set requests_per_minute = 50 where id = $1', [portal.id])
    const withdrawn = await steps.itemAt({
      stage: 'retracted',
      kind: 'led',
      title: 'Đã gỡ',
      outlets: [portal.outlet],
    })
    const told = []
    for (const address of [
      '/items',
      '/items?limit=0',
      '/changes?after=x',
      '/items/nothing',
      `/items/${withdrawn.id}`,
    ])
      told.push(await raw(`/v1${address}`, portal))
    const asked = { key: portal.key, method: 'POST', headers: { 'content-type': 'text/html' }, body: '{}' }
    told.push(await raw('/v1/graphql', asked))
    expect(told.map(({ status }) => status)).toEqual([200, 400, 400, 404, 410, 415])
    expect(told.map(({ headers }) => headers['ratelimit-remaining'])).toEqual([
      '49',
      '48',
      '47',
      '46',
      '45',
      '44',
    ])
    for (const { headers } of told)
      expect(headers).toMatchObject({ 'ratelimit-limit': '50', 'ratelimit-policy': '50;w=60' })
  })
})

describe('GraphQL', () => {
  it('keeps answers, not errors, and limits what one request may ask for', async () => {
    const portal = await newPortal()
    expect((await graphql('{ item(id: "nothing") { id } }', portal)).errors[0].extensions.data.code).toBe(
      'not-found',
    )
    const lists = (n: number) =>
      Array.from({ length: n }, (_, i) => `a${i}: items(limit: 200) { next }`).join(' ')
    expect((await graphql(`{ ${lists(2)} }`, portal)).errors).toBeUndefined()
    expect((await graphql(`{ ${lists(3)} }`, portal)).errors[0].extensions.data).toEqual({
      code: 'invalid',
      path: 'limit',
    })
    const names = Array.from({ length: 31 }, (_, i) => `t${i}: title`).join(' ')
    expect((await graphql(`{ items { items { ${names} } } }`, portal)).errors[0].extensions.data.code).toBe(
      'invalid',
    )
    const batch = await raw('/v1/graphql', {
      key: portal.key,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: QUERY }, { query: QUERY }]),
    })
    expect(batch.status).toBe(400)
    expect((await graphql('{ __schema { queryType { name } } }', portal)).data.__schema.queryType.name).toBe(
      'Query',
    )
  })

  it('tells of tasks, themes, lines and events as they are now, on both mounts', async () => {
    const { key } = await newPortal()
    const nested = deliveryOf(loa, { basePath: '/portal/v1' })
    const lists = ['events', 'tasks', 'themes', 'lines']
    const query = `{ ${lists.map((list) => `${list} { code title }`).join(' ')} again: lines { title } }`
    const ways = [
      async () => (await graphql(query, { key })).data,
      async () => (await nested.graphql(query, { key })).body.data,
    ]
    for (const ask of ways) await ask()
    for (const collection of lists) {
      const [{ id, code }] = await steps.query(`select id, code from ${collection} limit 1`)
      const title = `Tên mới ${collection}`
      const { status } = await loa.rest('PATCH', `/api/${collection}/${id}`, { as: admin, body: { title } })
      expect(`${collection} ${status}`).toBe(`${collection} 200`)
      for (const ask of ways) {
        const data = await ask()
        expect(data[collection].find((one: any) => one.code === code).title).toBe(title)
        if (collection === 'lines') expect(data.again).toContainEqual({ title })
      }
    }
  })

  it('waits, also when the same was asked before', async () => {
    const portal = await newPortal()
    const waiting = () => graphql('{ changes(wait: 20) { changes { item { title } } } }', portal)
    const first = waiting()
    await publish(portal, 'Một')
    expect((await first).data.changes.changes).toEqual([{ item: { title: 'Một' } }])
    expect((await waiting()).data.changes.changes).toHaveLength(1)
  })
})

describe('the play list', () => {
  it('of a station without bulletins is of today where the plan is at work', async () => {
    const portal = await newPortal()
    const nested = deliveryOf(loa, { basePath: '/portal/v1', timeZoneNow: () => planTimeZone(outside) })
    const dateIn = (timeZone: string) =>
      new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date())
    const [{ zone: usual }] = await steps.query('select time_zone as zone from plans limit 1')
    // at any hour one of them has another day than UTC
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', usual]) {
      await outside.query('update plans set time_zone = $1', [zone])
      expect(await ask('/playlist.json', portal)).toEqual({ date: dateIn(zone), entries: [] })
      expect((await nested.ask('/playlist.json', portal)).body.date).toBe(dateIn(zone))
      expect((await raw('/v1/playlist.m3u', portal)).bytes.toString()).toContain(`#PLAYLIST:${dateIn(zone)}`)
      expect((await ask('/playlist.json?date=2026-11-17', portal)).date).toBe('2026-11-17')
    }
    // the one that runs, not one that is over or still to come
    await outside.query(`insert into plans (id, code, title, starts_on, ends_on, time_zone, organization_id, updated_at, created_at)
      select gen_random_uuid(), code || delta, title, now() + delta * interval '400 days', now() + delta * interval '390 days', 'UTC', organization_id, now(), now()
      from (select * from plans order by starts_on limit 1) one, (values (-1), (1)) deltas (delta)`)
    await outside.query(
      `update plans set starts_on = now() - interval '9 days', ends_on = now() + interval '9 days' where time_zone <> 'UTC'`,
    )
    expect(await planTimeZone(outside)).toBe(usual)
    await outside.query(`delete from plans where time_zone = 'UTC'`)
  })
})

describe('metrics', () => {
  it('are for this machine alone, or for who has the token', async () => {
    const { status, headers, bytes } = await raw('/metrics')
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')])
    expect(bytes.toString()).toContain('loa_delivery_requests_total{route="/items",status="200"}')
    expect(bytes.toString()).not.toContain('loa_delivery_requests_total{route="/v1/nothing')
    expect(bytes.toString()).not.toMatch(/loa_[\w-]{43}/)
    for (const name of ['x-forwarded-for', 'forwarded', 'via'])
      expect((await raw('/metrics', { headers: { [name]: '203.0.113.9' } })).status).toBe(404)
    for (const authorization of ['', 'Bearer ', 'Bearer chi-may-d', 'Bearer chi-may-do2', 'chi-may-do'])
      expect((await raw('/metrics', { part: 1, headers: { authorization } })).status).toBe(404)
    expect(await metric('loa_delivery_listening', 1)).toBe(1)
    expect((await raw('/v1/metrics', { key: loa.keyOf('portal-tinh') })).status).toBe(404)
  })
})
