// The database goes away and comes back: whoever asks is told so, and nobody has to restart anything.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded/index.ts'
import { createPart, type Part } from '../helpers/processes.ts'
import { LEAK } from '../helpers/steps.ts'

let dataDir: string
let postgres: EmbeddedPostgres
let delivery: Part
let key: string
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'loa-down-'))
  postgres = await startEmbeddedPostgres({ dataDir, durable: false })
  await promisify(execFile)(process.execPath, ['bin/command.mjs', 'src/start/migrate.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: postgres.url,
      DATA_DIR: dataDir,
      LOA_SEED: 'demo',
      NODE_ENV: 'production',
    },
  })
  const { subscribers } = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'))
  key = subscribers.find(({ outlet }: { outlet: string }) => outlet === 'portal-dinh-hoa').key
  delivery = await createPart({ kind: 'delivery', name: 'delivery' })
  await delivery.start({
    DATABASE_URL: postgres.url,
    DATA_DIR: dataDir,
    DELIVERY_PORT: delivery.port,
    HOST: '127.0.0.1',
  })
}, 180_000)
afterAll(async () => {
  await delivery?.stop()
  await postgres?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const ask = async (address: string, init: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const response = await fetch(delivery.address + address, { headers, ...init })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const until = async (check: () => Promise<boolean>) => {
  const end = Date.now() + 30_000
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it did not come true')
    await sleep(100)
  }
}

it('is told by /readyz and by a clear 503, and is over when the database is back', async () => {
  const before = await ask('/v1/items')
  expect(before.status).toBe(200)
  const { items } = JSON.parse(before.text)
  const { next } = JSON.parse((await ask('/v1/changes?limit=200')).text)
  // who waits while it goes away is answered, one way or the other
  const waiting = ask(`/v1/changes?after=${next}&wait=5`)

  const { port } = postgres
  await postgres.stop()
  await until(async () => (await ask('/readyz')).status === 503)
  expect((await ask('/healthz')).status).toBe(200)
  const receipt = JSON.stringify({
    id: items[0].id,
    edition: items[0].edition,
    url: 'https://dinhhoa.example.vn/1',
    publishedAt: new Date().toISOString(),
  })
  const requests: [string, RequestInit][] = [
    ['/v1/items', {}],
    [`/v1/items/${items[0].id}`, {}],
    ['/v1/changes?wait=1', {}],
    ['/v1/media/x.jpg', {}],
    ['/v1/graphql', { method: 'POST', body: '{"query":"{ items { next } }"}' }],
    ['/v1/receipts', { method: 'POST', body: receipt }],
  ]
  for (const [address, init] of requests) {
    const { status, headers, text } = await ask(address, init)
    expect(`${address} ${status}`).toBe(`${address} 503`)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(JSON.parse(text).errors[0].data.code).toBe('unavailable')
    expect(text).not.toMatch(LEAK)
    expect(text).not.toContain('127.0.0.1')
  }
  expect([200, 503]).toContain((await waiting).status)

  postgres = await startEmbeddedPostgres({ dataDir, port, durable: false })
  await until(async () => (await ask('/readyz')).status === 200)
  expect((await ask('/v1/items')).text).toBe(before.text)
  expect((await ask('/v1/receipts', { method: 'POST', body: receipt })).status).toBe(201)
  // what was read before, or while it was away, is written now
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await until(async () => {
    const { rows } = await client.query('select count(*)::int as n from retrievals where edition = $1', [
      items[0].edition,
    ])
    return rows[0].n > 0
  })
  // and who follows is woken again
  const follower = ask(`/v1/changes?after=${next}&wait=30`)
  await client.query(
    `
    insert into editions (id, number, change, item_id, outlet_id, at, body, files)
    select gen_random_uuid(), (select max(number) + 1 from editions), 'retracted', item_id, outlet_id, now(), '{"id":"x"}', '[]'
    from editions where number = $1`.replace('$1', String(items[0].edition)),
  )
  await client.query(`select pg_notify('loa editions', '')`)
  expect(JSON.parse((await follower).text).changes).toHaveLength(1)
  await client.end()
})
