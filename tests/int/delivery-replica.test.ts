// A real streaming replica beside the primary: it gives what it has, and never less than the primary has shown.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { createPart, type Part } from '../helpers/processes.ts'
import { startReplica } from '../helpers/replica.ts'
import { type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let replica: Awaited<ReturnType<typeof startReplica>>
let onReplica: pg.Client
let delivery: Part
let outlet: string
let key: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  const admin = await steps.token('admin@so-tttt')
  key = (await newSubscriber(loa, { admin, code: 'ban-sao', outlets: [outlet] })).key
  replica = await startReplica()
  const url = replica.urlOf(loa.databaseUrl)
  onReplica = new pg.Client({ connectionString: url })
  await onReplica.connect()
  delivery = await createPart({ kind: 'delivery', name: 'delivery' })
  await delivery.start({
    DATABASE_URL: loa.databaseUrl,
    DATABASE_READ_URL: url,
    DATA_DIR: loa.dataDir,
    DELIVERY_PORT: delivery.port,
    HOST: '127.0.0.1',
  })
}, 120_000)
afterAll(async () => {
  await delivery?.stop()
  await onReplica?.end()
  await replica?.stop()
  await loa?.stop()
})

const ask = async (address: string) => {
  const headers = { authorization: `Bearer ${key}` }
  const response = await fetch(`${delivery.address}/v1${address}`, { headers })
  return (await response.json()) as any
}
const titles = async () => (await ask('/items')).items.map(({ title }: any) => title)
const publish = (title: string) => steps.itemAt({ stage: 'published', kind: 'led', title, outlets: [outlet] })
/** How often each database gave content. */
const reads = async () => {
  const text = await (await fetch(`${delivery.address}/metrics`)).text()
  const of = (from: string) =>
    Number(new RegExp(`loa_delivery_reads\\{from="${from}"\\} (\\d+)`).exec(text)?.[1])
  return { replica: of('replica'), primary: of('primary') }
}
const newestOn = async (client: { query: pg.Client['query'] }) =>
  Number((await client.query('select coalesce(max(number), 0) as n from editions')).rows[0].n)
const until = async (check: () => Promise<boolean>) => {
  while (!(await check())) await new Promise((done) => setTimeout(done, 20))
}

it('content comes from the replica once it has it', async () => {
  await publish('Một')
  const { pool } = loa.payload.db as unknown as { pool: pg.Pool }
  const newest = await newestOn(pool as never)
  await until(async () => (await newestOn(onReplica)) >= newest)
  const before = await reads()
  await until(async () => (await titles()).includes('Một'))
  // another page, which is in nobody's memory
  await ask('/items?limit=7')
  expect((await reads()).replica).toBeGreaterThan(before.replica)
})

it('a replica that lags is passed over: nothing goes back behind what was given', async () => {
  await until(async () => (await titles()).includes('Một'))
  const first = await ask('/changes')
  await onReplica.query('select pg_wal_replay_pause()')
  try {
    const { id } = await publish('Hai')
    await until(async () => (await titles()).includes('Hai'))
    const before = await reads()
    const { changes, next } = await ask(`/changes?after=${first.next}&limit=9`)
    expect(changes.map(({ item }: any) => item.title)).toEqual(['Hai'])
    expect(Number(next)).toBeGreaterThan(await newestOn(onReplica))
    // whoever has this cursor gets an empty page and keeps it
    expect(await ask(`/changes?after=${next}&limit=9`)).toEqual({ changes: [], next })
    expect((await ask(`/items/${id}`)).title).toBe('Hai')
    for (const limit of [3, 4, 5]) expect((await ask(`/items?limit=${limit}`)).items[0].title).toBe('Hai')
    const after = await reads()
    expect(after.replica).toBe(before.replica)
    expect(after.primary).toBeGreaterThan(before.primary)

    const live = await steps.latest(id)
    await steps.must('approver@so-tttt', 'retract', live, { comment: 'Sai' })
    await until(async () => !(await titles()).includes('Hai'))
    for (const limit of [3, 4, 5])
      expect(JSON.stringify(await ask(`/items?limit=${limit}`))).not.toContain('"Hai"')
    expect(JSON.stringify(await ask(`/changes?after=${first.next}&limit=8`))).not.toContain('"Hai"')
  } finally {
    await onReplica.query('select pg_wal_replay_resume()')
  }
})

it('without the replica everything comes from the primary', async () => {
  await onReplica.end()
  await replica.stop()
  for (const limit of [11, 12]) expect((await ask(`/items?limit=${limit}`)).items[0].title).toBe('Một')
  onReplica = { end: async () => undefined } as never
  replica = { ...replica, stop: async () => undefined }
})
