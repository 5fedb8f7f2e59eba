// The primary is killed and its replica lives: portals whose keys were known go on being served, nobody else is let in,
// and what this process was told of a key holds whatever the replica still shows.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded/index.ts'
import { serversOf } from '../../src/database/embedded/processes.ts'
import { hashOf } from '../../src/delivery/key.ts'
import { createPart, type Part } from '../helpers/processes.ts'
import { startReplica } from '../helpers/replica.ts'

let dataDir: string
let postgres: EmbeddedPostgres
let replica: Awaited<ReturnType<typeof startReplica>>
let onReplica: pg.Client
let delivery: Part
const keys: Record<string, string> = {}
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'loa-failover-'))
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
  for (const { outlet, key } of subscribers) keys[outlet] = key
  replica = await startReplica({ url: postgres.url, directory: dataDir })
  const url = replica.urlOf(postgres.url)
  onReplica = new pg.Client({ connectionString: url })
  await onReplica.connect()
  delivery = await createPart({ kind: 'delivery', name: 'delivery' })
  await delivery.start({
    DATABASE_URL: postgres.url,
    DATABASE_READ_URL: url,
    DATA_DIR: dataDir,
    DELIVERY_PORT: delivery.port,
    HOST: '127.0.0.1',
  })
}, 180_000)
afterAll(async () => {
  await delivery?.stop()
  await onReplica?.end()
  await replica?.stop()
  await postgres?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const ask = async (outlet: string, address: string) => {
  const headers = { authorization: `Bearer ${keys[outlet]}` }
  const response = await fetch(`${delivery.address}/v1${address}`, { headers })
  const body = (await response.json()) as any
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body }
}
const [KNOWN, REVOKED, SILENT, STRANGE] = [
  'portal-dinh-hoa',
  'portal-tinh',
  'portal-dai-tu',
  'portal-phu-binh',
]

it('goes on for keys the primary confirmed not long ago, and for no others', async () => {
  const before = await ask(KNOWN, '/items')
  expect(before.status).toBe(200)
  // whoever begins to listen may have missed a change: what was confirmed before counts no more, nor what is remembered
  await until(async () => /^loa_delivery_listening 1$/m.test(await metrics()))
  await sleep(1000)
  for (const outlet of [KNOWN, REVOKED, SILENT]) expect((await ask(outlet, '/items')).status).toBe(200)
  await until(async () => {
    const newest = 'select coalesce(max(number), 0)::text as n from editions'
    const primary = await onPrimary(newest)
    return primary === (await onReplica.query(newest)).rows[0].n
  })
  // this one the replica never hears of: the primary dies before it is sent
  await onReplica.query('select pg_wal_replay_pause()')
  await onPrimary(
    `update subscriber_keys set revoked_at = now() where hash = '${hashOf(keys[REVOKED] ?? '')}'`,
  )
  await until(async () => (await ask(REVOKED, '/items')).status === 401)
  for (const pid of await serversOf({ clusterDir: path.join(dataDir, 'postgres/cluster') }))
    process.kill(pid, 'SIGKILL')
  await postgres.exited

  const end = Date.now() + 3000
  let count = 0
  while (Date.now() < end) {
    // pages that are in nobody's memory, too
    for (const address of [
      '/items',
      `/items?limit=${(count % 190) + 2}`,
      `/changes?limit=${(count % 190) + 2}`,
    ]) {
      const { status } = await ask(KNOWN, address)
      expect(`${address} ${status}`).toBe(`${address} 200`)
      count += 1
    }
    await sleep(20)
  }
  expect((await ask(KNOWN, '/items')).body).toEqual(before.body)
  expect((await ask(KNOWN, `/items/${before.body.items[0].id}`)).status).toBe(200)
  expect((await fetch(`${delivery.address}/readyz`)).status).toBe(200)

  expect(await onReplicaKey(REVOKED)).toBe(true)
  expect((await ask(REVOKED, '/items')).status).toBe(503)
  const strange = await ask(STRANGE, '/items')
  expect([strange.status, strange.retryAfter]).toEqual([503, '5'])
  await onReplica.query('select pg_wal_replay_resume()')
  expect((await ask(SILENT, '/items')).status).toBe(200)
})

it('ends when the replica goes too', async () => {
  await onReplica.end()
  await replica.stop()
  replica = { ...replica, stop: async () => undefined }
  onReplica = { end: async () => undefined } as never
  await until(async () => (await ask(KNOWN, '/items?limit=199')).status === 503)
  expect((await fetch(`${delivery.address}/readyz`)).status).toBe(503)
})

const metrics = async () => (await fetch(`${delivery.address}/metrics`)).text()
const onPrimary = async (text: string): Promise<string> => {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows[0]?.n
}
/** Whether the replica still takes the key for a good one. */
const onReplicaKey = async (outlet: string) =>
  (
    await onReplica.query('select revoked_at is null as good from subscriber_keys where hash = $1', [
      hashOf(keys[outlet] ?? ''),
    ])
  ).rows[0].good
const until = async (check: () => Promise<boolean>) => {
  const end = Date.now() + 30_000
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it did not come true')
    await sleep(50)
  }
}
