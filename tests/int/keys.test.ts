// Keys in their life: rotated, limited, seen in use, ended; on every copy of the delivery server.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeliveryApp, mediaOnDisk } from '../../src/delivery/index.ts'
import { newKey } from '../../src/delivery/key.ts'
import { keysChannelOf } from '../../src/delivery/store/names.ts'
import { deliveryOf } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { createPart, type Part } from '../helpers/processes.ts'
import { type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let admin: string
let outlet: string
let delivery: ReturnType<typeof deliveryOf>
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  outlet = await loa.idOf('outlets', 'led-dinh-hoa')
  delivery = deliveryOf(loa)
})
afterAll(() => loa.stop())

let count = 0
const newSubscriber = async (body: object = {}): Promise<string> => {
  count += 1
  const code = `khoa-${count}`
  const made = await loa.rest('POST', '/api/subscribers', {
    as: admin,
    body: { code, name: code, outlets: [outlet], ...body },
  })
  expect(made.status).toBe(201)
  return made.body.doc.id
}
const keys = (address: string, body: unknown = {}) =>
  loa.rest('POST', `/api/subscribers/${address}`, { as: admin, body })
const make = async (id: string, body: unknown = {}) => (await keys(`${id}/keys`, body)).body

/** What a key opens: the delivery API, Payload's REST and its GraphQL. */
const opens = async (key: string) => {
  const as = `Bearer ${key}`
  const graph = await loa.graphql('{ Items(limit: 1) { docs { id } } }', { as })
  return [
    (await delivery.ask('/items', { key })).status,
    (await loa.rest('GET', '/api/items?limit=1', { as })).status,
    graph.body.errors ? 'closed' : 'open',
  ]
}
const OPEN = [200, 200, 'open']
const CLOSED = [401, 403, 'closed']

describe('one key for the delivery API and for Payload’s REST and GraphQL', () => {
  it.each([
    ['valid', async () => {}, OPEN],
    [
      'expired',
      async (_: string, key: string) =>
        steps.query(`update subscriber_keys set expires_at = now() - interval '1 second' where id = $1`, [
          key,
        ]),
      CLOSED,
    ],
    ['revoked', async (id: string, key: string) => keys(`${id}/keys/${key}/revoke`), CLOSED],
    [
      'of an inactive subscriber',
      async (id: string) =>
        loa.rest('PATCH', `/api/subscribers/${id}`, { as: admin, body: { isActive: false } }),
      CLOSED,
    ],
    [
      'of a deleted subscriber',
      async (id: string) => loa.rest('DELETE', `/api/subscribers/${id}`, { as: admin }),
      CLOSED,
    ],
  ] as const)('%s', async (_name, happens, expected) => {
    const id = await newSubscriber()
    const { key, doc } = await make(id)
    expect(await opens(key)).toEqual(OPEN)
    await happens(id, doc.id)
    expect(await opens(key)).toEqual(expected)
  })
})

describe('rotation', () => {
  it('gives a new key at once; the old one opens until the grace is over', async () => {
    const id = await newSubscriber()
    const old = await make(id, { label: 'máy chủ' })
    const before = Date.now()
    const { status, body } = await keys(`${id}/keys/${old.doc.id}/rotate`)
    expect(status).toBe(201)
    expect(body).toMatchObject({ doc: { label: 'máy chủ', expiresAt: null }, old: { id: old.doc.id } })
    const grace = Date.parse(body.old.expiresAt) - before
    expect(Math.round(grace / 3_600_000)).toBe(24)
    expect(await opens(old.key)).toEqual(OPEN)
    expect(await opens(body.key)).toEqual(OPEN)

    const again = await keys(`${id}/keys/${body.doc.id}/rotate`, { graceHours: 0, label: 'máy chủ mới' })
    expect(again.body.doc.label).toBe('máy chủ mới')
    expect(await opens(body.key)).toEqual(CLOSED)
    expect(await opens(again.body.key)).toEqual(OPEN)
  })

  it('lengthens nobody’s life, and asks who it is', async () => {
    const id = await newSubscriber()
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const { doc } = await make(id, { expiresAt })
    const { body } = await keys(`${id}/keys/${doc.id}/rotate`, { graceHours: 48 })
    expect([body.old.expiresAt, body.doc.expiresAt]).toEqual([expiresAt, expiresAt])
    for (const wrong of [{ graceHours: -1 }, { graceHours: 'x' }, { graceHours: 9999 }, { expiresAt: 'mai' }])
      expect(verdict(await keys(`${id}/keys/${doc.id}/rotate`, wrong))).toBe('400 invalid')
    await keys(`${id}/keys/${doc.id}/revoke`)
    expect(verdict(await keys(`${id}/keys/${doc.id}/rotate`))).toBe('404 not-found')
    expect(verdict(await keys(`${await newSubscriber()}/keys/${body.doc.id}/rotate`))).toBe('404 not-found')
    expect(verdict(await keys(`${id}/keys/nothing/rotate`))).toBe('404 not-found')
    for (const as of [await steps.token('approver@so-tttt'), `Bearer ${body.key}`, undefined])
      expect(
        (await loa.rest('POST', `/api/subscribers/${id}/keys/${body.doc.id}/rotate`, { as })).status,
      ).toBe(403)
    const rows = await steps.query('select hash from subscriber_keys where subscriber_id = $1', [id])
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain(body.key)
  })
})

describe('limits', () => {
  it('a key that asks too much is 429 with Retry-After; others are not', async () => {
    const id = await newSubscriber({ requestsPerMinute: 3 })
    const [{ key }, other] = [await make(id), await make(id)]
    const first = await delivery.ask('/items', { key })
    expect(first.status).toBe(200)
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'ratelimit-limit': '3',
      'ratelimit-remaining': '2',
      'ratelimit-policy': '3;w=60',
      'ratelimit-reset': '20',
    })
    // errors, 304 and GraphQL count as well, and tell
    expect((await delivery.ask('/items/nothing', { key })).headers.get('ratelimit-remaining')).toBe('1')
    expect((await delivery.graphql('{ items { next } }', { key })).headers.get('ratelimit-remaining')).toBe(
      '0',
    )
    for (const address of ['/items', '/changes?wait=5', '/nothing']) {
      const { status, headers, body } = await delivery.ask(address, { key })
      expect([status, body.errors[0].data.code]).toEqual([429, 'too-many-requests'])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(headers.get('ratelimit-remaining')).toBe('0')
      expect(headers.get('cache-control')).toBe('no-store')
    }
    expect((await delivery.ask('/items', { key: other.key })).status).toBe(200)
  })

  it('a long poll counts once', async () => {
    const id = await newSubscriber({ requestsPerMinute: 5 })
    const { key } = await make(id)
    const { body } = await delivery.ask('/changes?limit=200', { key })
    await delivery.ask(`/changes?after=${body.next}&wait=2.5`, { key })
    expect((await delivery.ask('/items', { key })).headers.get('ratelimit-remaining')).toBe('2')
  })

  it('0 is without limit, empty the usual', async () => {
    const free = await make(await newSubscriber({ requestsPerMinute: 0 }))
    expect((await delivery.ask('/items', { key: free.key })).headers.has('ratelimit-limit')).toBe(false)
    const usual = await make(await newSubscriber())
    expect((await delivery.ask('/items', { key: usual.key })).headers.get('ratelimit-limit')).toBe('600')
    for (const requestsPerMinute of [-1, 'x', 1e9]) {
      const made = await loa.rest('POST', '/api/subscribers', {
        as: admin,
        body: { code: 'sai', name: 'sai', outlets: [outlet], requestsPerMinute },
      })
      expect(verdict(made)).toBe('400 invalid')
    }
  })

  it('guessing is slowed down by address; a right key still opens, also one that is new here', async () => {
    const { key } = await make(await newSubscriber())
    const { pool } = loa.payload.db as unknown as { pool: pg.Pool }
    let lookUps = 0
    const query = (...args: unknown[]) => {
      if (/subscriber_keys/.test(JSON.stringify(args[0]))) lookUps += 1
      return (pool.query as (...all: unknown[]) => unknown)(...args)
    }
    const counting = new Proxy(pool, {
      get: (target, name) => (name === 'query' ? query : Reflect.get(target, name)),
    })
    const app = createDeliveryApp({
      pool: counting,
      basePath: '/v1',
      media: mediaOnDisk({ directory: '/nowhere' }),
      limits: { wrongKeysPerMinute: 3 },
    })
    const ask = async (one: string, remoteAddress: string, forwarded = '') => {
      const headers = { authorization: `Bearer ${one}`, 'x-forwarded-for': forwarded }
      const request = new Request('http://delivery.test/v1/items', { headers })
      return (await app.fetch(request, { incoming: { socket: { remoteAddress } } })).status
    }
    expect(await ask(key, '192.0.2.1')).toBe(200)
    const guesses = []
    // what the caller says of himself changes nothing
    for (let n = 0; n < 5; n += 1) guesses.push(await ask(newKey().key, '192.0.2.1', `198.51.100.${n}`))
    expect(guesses).toEqual([401, 401, 401, 429, 429])
    expect(await ask(key, '192.0.2.1')).toBe(200)
    expect(await ask(newKey().key, '192.0.2.2')).toBe(401)
    // it asked nothing so far, and is not told that it asks too much
    const [neighbour, late] = [await make(await newSubscriber()), await make(await newSubscriber())]
    expect(await ask(neighbour.key, '192.0.2.1')).toBe(200)
    // what looking for new keys costs the database has its bound too
    const before = lookUps
    for (let n = 0; n < 40; n += 1) expect(await ask(newKey().key, '192.0.2.1')).toBe(429)
    expect(lookUps - before).toBe(30 - 7)
    expect(await ask(late.key, '192.0.2.1')).toBe(429)
    expect(await ask(late.key, '192.0.2.2')).toBe(200)
    for (const opened of [key, neighbour.key]) expect(await ask(opened, '192.0.2.1')).toBe(200)
  })

  it('guessing is slowed down inside Next too, where no connection tells the address', async () => {
    const { key } = await make(await newSubscriber())
    const appOf = (trustedProxies: number) => {
      const app = createDeliveryApp({
        pool: (loa.payload.db as unknown as { pool: pg.Pool }).pool,
        basePath: '/portal/v1',
        media: mediaOnDisk({ directory: '/nowhere' }),
        limits: { wrongKeysPerMinute: 1, trustedProxies },
      })
      return async (one: string, forwarded = '') => {
        const headers = { authorization: `Bearer ${one}`, 'x-forwarded-for': forwarded }
        return (await app.fetch(new Request('http://cms.test/portal/v1/items', { headers }))).status
      }
    }
    // nobody vouches for addresses: what callers say of themselves changes nothing, all share one measure
    const direct = appOf(0)
    expect(await direct(key)).toBe(200)
    const guesses = []
    for (let n = 0; n < 21; n += 1) guesses.push(await direct(newKey().key, `198.51.100.${n}`))
    expect(guesses).toEqual([...Array(20).fill(401), 429])
    expect(await direct(key)).toBe(200)
    // behind a proxy that appends it, each address has its own
    const behind = appOf(1)
    expect(await behind(newKey().key, '192.0.2.1')).toBe(401)
    expect(await behind(newKey().key, '203.0.113.9, 192.0.2.1')).toBe(429)
    expect(await behind(newKey().key, '192.0.2.2')).toBe(401)
  })
})

describe('the last use', () => {
  it('is written off the request’s path, at most once a minute; a failure fails no reading', async () => {
    const id = await newSubscriber()
    const { key, doc } = await make(id)
    const lastUse = async () =>
      (await steps.query('select last_used_at as at from subscriber_keys where id = $1', [doc.id]))[0].at
    expect(await lastUse()).toBeNull()
    await delivery.ask('/items', { key })
    await delivery.app.close()
    const first = await lastUse()
    expect(Math.abs(first.getTime() - Date.now())).toBeLessThan(60_000)
    await delivery.ask('/items', { key })
    await delivery.app.close()
    expect(await lastUse()).toEqual(first)
    const shown = await loa.rest('GET', `/api/subscriber-keys/${doc.id}`, { as: admin })
    expect(shown.body.lastUsedAt).toBe(first.toISOString())

    const { pool } = loa.payload.db as unknown as { pool: pg.Pool }
    // what a replica does: it reads, and refuses every write
    const replica = new pg.Pool({ ...pool.options, options: '-c default_transaction_read_only=on' })
    const reading = deliveryOf(loa, { pool: replica })
    expect((await reading.ask('/items', { key })).status).toBe(200)
    await reading.app.close()
    expect((await reading.ask('/items', { key })).status).toBe(200)
    await reading.app.close()
    await replica.end()
    delivery = deliveryOf(loa)
  })
})

describe('an end is announced by the transaction that decides it', () => {
  it('through the endpoints as by plain SQL, and not by a last use', async () => {
    const id = await newSubscriber()
    const [one, two] = [await make(id), await make(id)]
    const client = new pg.Client({ connectionString: loa.databaseUrl })
    await client.connect()
    const heard: (string | undefined)[] = []
    client.on('notification', ({ payload }) => heard.push(payload))
    await client.query(`listen ${pg.escapeIdentifier(keysChannelOf('subscriber-keys'))}`)
    const hears = async (happens: () => Promise<unknown>) => {
      heard.length = 0
      await happens()
      await client.query('select 1')
      return [...heard]
    }
    const { query } = steps
    expect(await hears(() => keys(`${id}/keys/${one.doc.id}/revoke`))).toContain(id)
    expect(await hears(() => keys(`${id}/keys/${two.doc.id}/rotate`))).toContain(id)
    expect(await hears(() => query('update subscribers set is_active = false where id = $1', [id]))).toEqual([
      id,
    ])
    expect(await hears(() => query('delete from subscribers_rels where parent_id = $1', [id]))).toEqual([id])
    expect(
      await hears(() => query('update subscriber_keys set revoked_at = now() where id = $1', [two.doc.id])),
    ).toEqual([id])
    expect(
      await hears(() => query('update subscriber_keys set last_used_at = now() where id = $1', [two.doc.id])),
    ).toEqual([])
    await client.end()
  })

  it('stops a key within a second on every copy', async () => {
    const copies: Part[] = [
      await createPart({ kind: 'delivery', name: 'copy-1' }),
      await createPart({ kind: 'delivery', name: 'copy-2' }),
    ]
    try {
      for (const { start, port } of copies)
        await start({
          DATABASE_URL: loa.databaseUrl,
          DATA_DIR: loa.dataDir,
          DELIVERY_PORT: port,
          HOST: '127.0.0.1',
        })
      const ask = (key: string) =>
        Promise.all(
          copies.map(async ({ address }) => {
            const headers = { authorization: `Bearer ${key}` }
            return (await fetch(`${address}/v1/items`, { headers })).status
          }),
        )
      const id = await newSubscriber()
      const [revoked, inactive] = [await make(id), await make(id)]
      for (const { key } of [revoked, inactive])
        for (let n = 0; n < 3; n += 1) expect(await ask(key)).toEqual([200, 200])
      await keys(`${id}/keys/${revoked.doc.id}/revoke`)
      await new Promise((done) => setTimeout(done, 1000))
      expect(await ask(revoked.key)).toEqual([401, 401])
      expect(await ask(inactive.key)).toEqual([200, 200])
      await loa.rest('PATCH', `/api/subscribers/${id}`, { as: admin, body: { isActive: false } })
      await new Promise((done) => setTimeout(done, 1000))
      expect(await ask(inactive.key)).toEqual([401, 401])
    } finally {
      await Promise.all(copies.map((copy) => copy.stop()))
    }
  })
})
