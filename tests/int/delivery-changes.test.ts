// Following an outlet over HTTP: every change once, in order, only one's own, and woken when one comes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { deliveredChange } from '../../src/delivery/schema.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let admin: string
let delivery: ReturnType<typeof deliveryOf>
let server: ServerType
let base: string
let outside: pg.Client
const uncaught: unknown[] = []
const note = (error: unknown) => void uncaught.push(error)
beforeAll(async () => {
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  delivery = deliveryOf(loa)
  server = serve({ fetch: delivery.app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  outside = new pg.Client({ connectionString: loa.databaseUrl })
  await outside.connect()
})
afterAll(async () => {
  await delivery.app.close()
  server.close()
  await outside.end()
  await loa.stop()
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
  expect(uncaught).toEqual([])
})

let count = 0
const newPortal = async () => {
  count += 1
  const outlet = await steps.newOutlet({ channel: 'screen' })
  const made = await newSubscriber(loa, { admin, code: `theo-doi-${count}`, outlets: [outlet.id] })
  return { outlet: outlet.id, code: outlet.code, ...made }
}
type Portal = Awaited<ReturnType<typeof newPortal>>

const ask = async (address: string, key: string, init: RequestInit = {}) => {
  const response = await fetch(`${base}${address}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, ...init.headers },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: text ? JSON.parse(text) : null }
}
const publish = (portal: Portal, title: string, more: Record<string, unknown> = {}) =>
  steps.itemAt({ stage: 'published', kind: 'led', title, outlets: [portal.outlet], ...more })
const correct = async (id: string, body: Record<string, unknown>) => {
  await loa.rest('PATCH', `/api/items/${id}`, { as: await steps.token('reporter@so-tttt'), body })
  const sent = await steps.must('reporter@so-tttt', 'submit', await steps.latest(id))
  return steps.must('approver@so-tttt', 'publish', await steps.must('approver@so-tttt', 'approve', sent))
}
const brief = ({ type, id, item }: any) => `${type} ${id} ${item ? item.title : '-'}`
/** Everything after a cursor, page by page. */
const follow = async (key: string, after = '', limit = 200) => {
  const changes: any[] = []
  let at = after
  for (;;) {
    const { body } = await ask(`/changes?limit=${limit}${at && `&after=${at}`}`, key)
    changes.push(...body.changes)
    if (body.changes.length === 0) return { changes, next: body.next as string }
    at = body.next
  }
}
/** How many connections listen for changes. */
const listeners = async () => {
  const { rowCount } = await outside.query(
    `select 1 from pg_stat_activity
     where datname = current_database() and application_name = 'loa changes' and state = 'idle'`,
  )
  return rowCount ?? 0
}
/** Until somebody waits for a change, and PostgreSQL would tell. */
const listening = async () => {
  while ((await listeners()) === 0) await new Promise((done) => setTimeout(done, 50))
}

describe('GET /changes', () => {
  it('tells publication, correction and withdrawal in order, in the shape of the schema', async () => {
    const portal = await newPortal()
    expect((await ask('/changes', portal.key)).body).toEqual({ changes: [], next: '0' })
    const one = await publish(portal, 'Một')
    const two = await publish(portal, 'Hai')
    await correct(two.id, { title: 'Hai, đã sửa', changeNote: 'Sửa số liệu' })
    const { changes, next } = await follow(portal.key)
    expect(changes.map(brief)).toEqual([
      `published ${one.id} Một`,
      `published ${two.id} Hai`,
      `updated ${two.id} Hai, đã sửa`,
    ])
    for (const change of changes) deliveredChange.strict().parse(change)
    expect(changes[2].item).toMatchObject({ changeNote: 'Sửa số liệu', outlet: portal.code })
    expect(changes[2].item).toEqual((await ask(`/items/${two.id}`, portal.key)).body)
    expect(changes.map(({ item }) => item.edition)).toEqual(changes.map(({ cursor }) => Number(cursor)))
    expect(next).toBe(changes[2].cursor)

    await steps.must('approver@so-tttt', 'retract', one, { comment: 'Sai' })
    const { body } = await ask(`/changes?after=${next}`, portal.key)
    expect(body.changes).toEqual([{ cursor: body.next, type: 'retracted', id: one.id }])
    // whoever begins now does not get what was taken back
    const again = await follow(portal.key)
    expect(again.changes.map(brief)).toEqual([
      `published ${one.id} -`,
      `published ${two.id} Hai`,
      `updated ${two.id} Hai, đã sửa`,
      `retracted ${one.id} -`,
    ])
    expect(JSON.stringify(again.changes)).not.toContain('"Một"')
  })

  it('tells who lost an item to another outlet, and that one, and nobody else', async () => {
    const [from, to, other] = [await newPortal(), await newPortal(), await newPortal()]
    const both = await newSubscriber(loa, {
      admin,
      code: `ca-hai-${count}`,
      outlets: [from.outlet, to.outlet],
    })
    const { id } = await publish(from, 'Chuyển kênh')
    const { next } = await follow(from.key)
    await correct(id, { outlets: [to.outlet], changeNote: 'Chuyển kênh đăng' })
    expect((await follow(from.key, next)).changes.map(brief)).toEqual([`retracted ${id} -`])
    expect((await follow(to.key)).changes.map(brief)).toEqual([`published ${id} Chuyển kênh`])
    expect((await follow(other.key)).changes).toEqual([])
    // in this order, so that it ends up shown
    expect((await follow(both.key)).changes.map(brief)).toEqual([
      `published ${id} -`,
      `retracted ${id} -`,
      `published ${id} Chuyển kênh`,
    ])
  })

  it('gives pages of every size alike, always with the cursor to go on from', async () => {
    const portal = await newPortal()
    for (const title of ['1', '2', '3', '4', '5']) await publish(portal, title)
    const all = (await follow(portal.key)).changes
    expect(all).toHaveLength(5)
    for (const limit of [1, 2, 3, 5]) expect((await follow(portal.key, '', limit)).changes).toEqual(all)
    const far = (await ask('/changes?after=999999999', portal.key)).body
    expect(far).toEqual({ changes: [], next: '999999999' })
  })

  it.each([
    'after=x',
    'after=-1',
    'after=01',
    'after=1.5',
    'after=1e3',
    'after=9999999999999999',
    `after=${'1'.repeat(50)}`,
    'after=%00',
    'limit=0',
    'limit=x',
    'wait=-1',
    'wait=x',
  ])('refuses %s', async (query) => {
    const { status, body, text } = await ask(`/changes?${query}`, loa.keyOf('portal-tinh'))
    expect(`${status} ${body.errors[0].data.code} ${body.errors[0].data.path}`).toBe(
      `400 invalid ${query.split('=')[0]}`,
    )
    expect(text).not.toMatch(LEAK)
    expect(body.errors[0].message).toBe('Tham số chưa đúng.')
    const headers = { 'accept-language': 'en' }
    const inEnglish = await ask(`/changes?${query}`, loa.keyOf('portal-tinh'), { headers })
    expect(inEnglish.body.errors[0].message).toMatch(/^[\x20-\x7e]+$/)
  })

  it('carries an ETag as every GET, has a HEAD that waits for nothing, and needs a key', async () => {
    const portal = await newPortal()
    await publish(portal, 'Một')
    const first = await ask('/changes', portal.key)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[^"]+"$/)
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    const again = await ask('/changes', portal.key, { headers: { 'if-none-match': etag } })
    expect([again.status, again.text]).toEqual([304, ''])
    const head = await ask(`/changes?wait=30&after=${first.body.next}`, portal.key, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect((await ask('/changes?wait=30', `loa_${'A'.repeat(43)}`)).status).toBe(401)
  })

  it('GraphQL gives the same', async () => {
    const portal = await newPortal()
    const { id } = await publish(portal, 'Một')
    await steps.must('approver@so-tttt', 'retract', await publish(portal, 'Hai'), { comment: 'Sai' })
    const rest = (await ask('/changes?limit=2', portal.key)).body
    const { body } = await delivery.graphql(
      'query($a: String) { changes(after: $a, limit: 2, wait: 30) { changes { cursor type id item { title edition } } next } }',
      { key: portal.key, variables: { a: null } },
    )
    expect(body.data.changes).toEqual({
      changes: rest.changes.map(({ item, ...change }: any) => ({
        ...change,
        item: item ? { title: item.title, edition: item.edition } : null,
      })),
      next: rest.next,
    })
    expect(rest.changes[0].id).toBe(id)
    const bad = await delivery.graphql('{ changes(after: "x") { next } }', { key: portal.key })
    expect(bad.body.errors[0].extensions.data).toEqual({ code: 'invalid', path: 'after' })
  })
})

describe('waiting', () => {
  it('answers at once when there is something, and empty when the time is over', async () => {
    const portal = await newPortal()
    expect((await ask('/changes?wait=0.2', portal.key)).body).toEqual({ changes: [], next: '0' })
    await publish(portal, 'Một')
    expect((await ask('/changes?wait=30', portal.key)).body.changes).toHaveLength(1)
  })

  it('wakes when something is published, also after the connection that listens was cut', async () => {
    const portal = await newPortal()
    let after = ''
    for (const title of ['Một', 'Hai', 'Ba']) {
      const waiting = ask(`/changes?wait=30${after && `&after=${after}`}`, portal.key)
      await listening()
      await publish(portal, title)
      const { body } = await waiting
      expect(body.changes.map(({ item }: any) => item.title)).toEqual([title])
      after = body.next
      await outside.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'loa changes'`,
      )
    }
  })

  it('is not woken by other outlets, and sees nothing of what was rolled back', async () => {
    const [portal, other] = [await newPortal(), await newPortal()]
    const waiting = ask('/changes?wait=3', portal.key)
    await listening()
    await publish(other, 'Của người khác')
    await outside.query(
      `begin; select pg_notify('loa editions', ''); rollback; select pg_notify('loa editions', '')`,
    )
    expect((await waiting).body.changes).toEqual([])
  })

  it('looks by itself where nobody can listen', async () => {
    const portal = await newPortal()
    // as on a replica: it reads, but takes no LISTEN
    const { pool } = loa.payload.db as unknown as { pool: pg.Pool }
    const deaf = deliveryOf(loa, {
      pool: {
        query: pool.query.bind(pool),
        options: { connectionString: 'postgresql://nobody@127.0.0.1:1/none' },
      } as never,
    })
    const waiting = deaf.ask('/changes?wait=30', { key: portal.key })
    await publish(portal, 'Một')
    expect((await waiting).body.changes).toHaveLength(1)
    await deaf.app.close()
  })

  it.each([
    [
      'is revoked',
      ({ id, keyId }: Portal) =>
        loa.rest('POST', `/api/subscribers/${id}/keys/${keyId}/revoke`, { as: admin }),
    ],
    [
      'is switched off with its subscriber, by SQL',
      ({ id }: Portal) => outside.query('update subscribers set is_active = false where id = $1', [id]),
    ],
    [
      'expires',
      ({ keyId }: Portal) =>
        outside.query(
          `update subscriber_keys set expires_at = now() + interval '700 milliseconds' where id = $1`,
          [keyId],
        ),
    ],
  ])('ends within a second with a key that %s, and gives it nothing', async (_, endKey) => {
    const portal = await newPortal()
    const other = await newPortal()
    const [waiting, beside] = [portal, other].map(({ key }) => ask('/changes?wait=30', key))
    let isBesideOver = false
    void beside?.then(() => {
      isBesideOver = true
    })
    await listening()
    await new Promise((done) => setTimeout(done, 300))
    await endKey(portal)
    const since = performance.now()
    const answer = await waiting
    expect(answer?.status).toBe(401)
    expect(answer?.body.errors[0].data.code).toBe('unauthenticated')
    expect(performance.now() - since).toBeLessThan(1700)
    expect(isBesideOver).toBe(false)
    await publish(other, 'Vẫn chờ')
    expect((await beside)?.body.changes).toHaveLength(1)
  })

  it('ends when the caller hangs up', async () => {
    const portal = await newPortal()
    const waiting = ask('/changes?wait=30', portal.key, { signal: AbortSignal.timeout(300) })
    const hungUp = expect(waiting).rejects.toThrow()
    await vi.waitFor(() => expect(delivery.app.stateOf().waiting).toBe(1), { interval: 5 })
    await hungUp
    expect((await ask('/changes', portal.key)).status).toBe(200)
    // and leaves nothing behind
    await vi.waitFor(() => expect(delivery.app.stateOf().waiting).toBe(0))
  })
})

describe('publishing from many sides at once', () => {
  it('a follower sees every change once and in order', async () => {
    const portal = await newPortal()
    const ready = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        steps.itemAt({ stage: 'approved', kind: 'led', title: `Song song ${n}`, outlets: [portal.outlet] }),
      ),
    )
    const seen: any[] = []
    const following = (async () => {
      let after = ''
      while (seen.length < ready.length * 2) {
        const { body } = await ask(`/changes?wait=5&limit=5${after && `&after=${after}`}`, portal.key)
        seen.push(...body.changes)
        after = body.next
      }
    })()
    await Promise.all(
      ready.map(async (doc) => {
        const live = await steps.must('approver@so-tttt', 'publish', doc)
        await steps.must('approver@so-tttt', 'retract', live, { comment: 'Thử' })
      }),
    )
    await following
    const cursors = seen.map(({ cursor }) => Number(cursor))
    expect(cursors).toEqual([...cursors].sort((a, b) => a - b))
    expect(new Set(cursors).size).toBe(seen.length)
    for (const { id } of ready)
      expect(seen.filter((change) => change.id === id).map(({ type }) => type)).toEqual([
        'published',
        'retracted',
      ])
    expect((await follow(portal.key)).changes.map(({ cursor }) => cursor)).toEqual(
      seen.map(({ cursor }) => cursor),
    )
  })
})

describe('the process', () => {
  it('answers who waits when it is asked to stop, and ends', async () => {
    const portal = await newPortal()
    const before = await listeners()
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/delivery/server.ts'], {
      cwd: path.join(import.meta.dirname, '../..'),
      env: {
        ...process.env,
        DATABASE_URL: loa.databaseUrl,
        DATA_DIR: loa.dataDir,
        DELIVERY_PORT: '0',
        HOST: '127.0.0.1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const exited = once(child, 'exit')
      const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
      const [address] = /http:\S+/.exec(String(line)) ?? []
      const headers = { authorization: `Bearer ${portal.key}` }
      const waiting = fetch(`${address}/changes?wait=30`, { headers }).then((response) => response.json())
      while ((await listeners()) <= before) await new Promise((done) => setTimeout(done, 50))
      child.kill('SIGTERM')
      expect(await waiting).toEqual({ changes: [], next: '0' })
      expect(await exited).toEqual([0, null])
    } finally {
      child.kill('SIGKILL')
    }
  })
})
