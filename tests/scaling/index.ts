// npm run test:scaling: real PostgreSQL 15 with a streaming replica, 2 cms, 2 workers, 3 delivery servers behind HAProxy.
// What holds on one of each holds here, and a replica that lags or dies is survived. Prints its figures as JSON.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import pg from 'pg'
import { createClient } from '../../src/client/index.ts'
import { attemptsOf, gatherCrowd, makeRules, WIDTH } from '../e2e/crowd.ts'
import { abreast, trafficOn } from '../e2e/traffic.ts'
import { agreementOf, type Query, recordOf } from '../helpers/agreement.ts'
import { buildWhenMissing } from '../helpers/processes.ts'
import { limitCpu } from './cpuShare.ts'
import { startProxy } from './haproxy.ts'
import { startNewsroom } from './newsroom.ts'
import { startPrimary, startReplica } from './postgres.ts'
import { end, newFolder, PG_BIN, requirePrograms, until } from './programs.ts'
import { failedIn, type Throughput, throughputOf } from './throughput.ts'

const SECONDS = Number(process.env.SCALING_SECONDS ?? 8)
/** Of one core, for each delivery server: so little that load, proxy and database have what they need beside three. */
const SHARE = 0.15

requirePrograms([path.join(PG_BIN, 'postgres'), 'haproxy', 'setpriv'], 'postgresql-15 haproxy')
const failures: string[] = []
const figures: Record<string, unknown> = {}
const say = (what: string, value: unknown) => {
  figures[what] = value
  console.log(`${what}: ${JSON.stringify(value)}`)
}
const expect = (what: string, isSo: boolean, found: unknown = '') => {
  console.log(`${isSo ? '✓' : '✗'} ${what} ${isSo ? '' : JSON.stringify(found)}`)
  if (!isSo) failures.push(what)
}

const stops: (() => Promise<unknown>)[] = []
const run = async () => {
  await buildWhenMissing()
  const folder = await newFolder('scaling')
  stops.push(() => rm(folder, { recursive: true, force: true }))
  const primary = await startPrimary({ folder })
  stops.push(() => end(primary.server, 'SIGINT'))
  const replica = await startReplica({ folder, primary })
  stops.push(() => end(replica.server, 'SIGINT'))
  const dataDir = await newFolder('scaling-data')
  stops.push(() => rm(dataDir, { recursive: true, force: true }))
  const newsroom = await startNewsroom({
    databaseUrl: primary.url,
    readUrl: replica.url,
    dataDir,
    deliveries: 3,
  })
  stops.push(newsroom.stop)
  stops.push(async () => {
    if (failures.length > 0) console.log(newsroom.output())
  })
  const { application, deliveryParts } = newsroom
  const addresses = deliveryParts.map(({ port }) => `127.0.0.1:${port}`)
  const proxyOf = async (count: number) => {
    const proxy = await startProxy({ folder, servers: addresses.slice(0, count) })
    stops.push(() => end(proxy.child))
    await until('the proxy has servers', async () => (await fetch(`${proxy.address}/readyz`)).ok)
    return proxy.address
  }
  const proxy = await proxyOf(3)
  const pool = new pg.Pool({ connectionString: primary.url, max: 4 })
  pool.on('error', () => undefined)
  stops.push(() => pool.end())
  const query: Query = async (text, values) => (await pool.query(text, values)).rows

  // quotas and schedules, by two cms and two workers
  await makeRules(application)
  const crowd = await gatherCrowd(application)
  const { traffic } = crowd
  const outlets = crowd.outlets.map(({ id }) => id)
  const { doc: subscriber } = await traffic.must('admin', 'POST', '/api/subscribers', {
    code: 'nhieu-ban',
    name: 'Nhiều bản',
    outlets,
    requestsPerMinute: 0,
  })
  const { key, doc: keyDoc } = await traffic.must('admin', 'POST', `/api/subscribers/${subscriber.id}/keys`, {
    label: 'thử',
  })
  const following = new AbortController()
  const seen: string[] = []
  const follow = async () => {
    const client = createClient({ baseUrl: `${proxy}/v1`, key })
    for await (const change of client.changes({ signal: following.signal, limit: 7 }))
      seen.push(change.cursor)
  }
  const followed = follow().catch((error) => {
    if (!following.signal.aborted) throw error
  })
  const begun = performance.now()
  await abreast(WIDTH, attemptsOf(crowd), (attempt) => attempt())
  const seconds = (performance.now() - begun) / 1000
  const scheduled = `select count(*)::int as n from _items_v where latest and version_stage = 'scheduled'
    and version_publish_at < now()`
  await until('nothing that is due waits', async () => (await query(scheduled))[0]?.n === 0)
  await sleep(1500)
  say('attempts at slots', { asked: traffic.told.length, seconds: Math.round(seconds) })
  const disagreements = await agreementOf(query)
  expect('ledger, items, editions, feed and audit agree', disagreements.length === 0, disagreements)
  const items = [...crowd.approved, ...crowd.submitted, ...crowd.held].map(({ id }) => id)
  const record = await recordOf({
    query,
    items,
    acknowledged: traffic.acknowledged().filter(({ item }) => items.includes(item)),
  })
  expect(
    'every acknowledged transition is recorded, and no other',
    !record.lost.length && !record.untold.length,
    record,
  )
  const bySchedule = await query(
    `select item_id, count(*)::int as n from audit_log where verb = 'publish' and user_id is null
     and item_id = any($1) group by 1`,
    [items],
  )
  say('published by two workers', bySchedule.length)
  expect('the workers published', bySchedule.length > 0)
  const full = traffic.told.filter(({ code }) => code === 'quota-exceeded').length
  say('refused because full', full)
  expect('some were refused because full', full > 0)

  // the feed, through the proxy and from whatever copy answered
  const committed = await query(`select id, number from editions where outlet_id = any($1) order by number`, [
    outlets,
  ])
  await until('the follower has all', async () => seen.length >= committed.length, 20_000).catch(
    () => undefined,
  )
  following.abort()
  await followed
  expect(
    'a follower through the proxy has every change once and in order',
    seen.length === committed.length && new Set(seen).size === seen.length,
    { seen: seen.length, committed: committed.length },
  )
  say('changes followed', seen.length)

  // throughput with one, two and three copies: first as they come, where the machine's cores are shared with the load, the
  // proxy and the database; then each with the same small share of a core, which shows whether copies hinder each other
  const headers = { authorization: `Bearer ${key}` }
  const byCount = async () => {
    const found: Record<string, Throughput> = {}
    for (const count of [1, 2, 3])
      found[count] = await throughputOf({
        address: await proxyOf(count),
        parts: deliveryParts,
        headers,
        seconds: SECONDS,
      })
    const failed = Object.values(found).reduce((sum, one) => sum + one.failed, 0)
    expect('1, 2 and 3 copies answered everything', failed === 0, found)
    return found
  }
  say('requests a second through HAProxy with 1, 2, 3 copies', await byCount())
  const releases = []
  for (const part of deliveryParts) releases.push(await limitCpu({ pid: Number(part.pid()), share: SHARE }))
  if (releases.every((release) => release !== null)) {
    const limited = await byCount()
    say(`the same, each copy with ${SHARE} of a core`, limited)
    const [one = 0, , three = 0] = Object.values(limited).map(({ perSecond }) => perSecond)
    expect('three copies give at least twice as much as one', three >= 2 * one, limited)
  } else say('the same, each copy with a share of a core', 'not measured: needs control groups')
  for (const release of releases) await release?.()

  // a replica that lags: what is published is there at once all the same
  const onReplica = new pg.Client({ connectionString: replica.url })
  onReplica.on('error', () => undefined)
  await onReplica.connect()
  const people = trafficOn(application)
  for (const person of ['admin', 'reporter', 'editor', 'approver'] as const) await people.logIn(person)
  const { doc: outlet } = await people.must('admin', 'POST', '/api/outlets', {
    code: 'ban-sao-cham',
    name: 'Bản sao chậm',
    channel: 'press',
    organization: (
      await people.must('admin', 'GET', '/api/organizations?where[code][equals]=so-tttt&depth=0')
    ).docs[0].id,
  })
  await people.must('admin', 'PATCH', `/api/subscribers/${subscriber.id}`, {
    outlets: [...outlets, outlet.id],
  })
  const publishAndRead = async (title: string) => {
    const item = await people.itemAt({ stage: 'approved', outlets: [outlet.id], title })
    const { status, body } = await people.act({ person: 'approver', verb: 'publish', item })
    if (status !== 200) throw new Error(JSON.stringify(body))
    const at = performance.now()
    let tries = 0
    await until(`${title} is delivered`, async () => {
      tries += 1
      const answers = await Promise.all(
        deliveryParts.map((part) => fetch(`${part.address}/v1/items?limit=5`, { headers })),
      )
      const texts = await Promise.all(answers.map((answer) => answer.text()))
      return texts.every((text) => text.includes(title))
    })
    return { ms: Math.round(performance.now() - at), tries }
  }
  const readsFrom = async (from: string) => {
    let sum = 0
    for (const part of deliveryParts) {
      const text = await (await fetch(`${part.address}/metrics`)).text()
      sum += Number(new RegExp(`loa_delivery_reads\\{from="${from}"\\} (\\d+)`).exec(text)?.[1] ?? 0)
    }
    return sum
  }
  say('published and read on all copies', await publishAndRead('Bản sao theo kịp'))
  expect('the replica gave content', (await readsFrom('replica')) > 0)
  await onReplica.query('select pg_wal_replay_pause()')
  say('the same while the replica stands still', await publishAndRead('Bản sao đứng yên'))
  await onReplica.query('select pg_wal_replay_resume()')

  // a replica that dies under load
  const loading = autocannon({
    url: `${proxy}/v1/changes?limit=50`,
    connections: 8,
    duration: SECONDS,
    headers,
  })
  await sleep(1000)
  await end(replica.server, 'SIGKILL')
  const load = await loading
  say('pulls while the replica was killed', { answered: load.requests.total, failed: failedIn(load) })
  expect('no pull failed when the replica was killed', load.requests.total > 0 && failedIn(load) === 0)
  say('published and read without a replica', await publishAndRead('Không còn bản sao'))
  await onReplica.end().catch(() => undefined)

  // a revoked key
  const open = async (address: string) => (await fetch(`${address}/v1/items?limit=1`, { headers })).status
  expect(
    'the key opens',
    (await Promise.all(deliveryParts.map(({ address }) => open(address)))).every((one) => one === 200),
  )
  await people.must('admin', 'POST', `/api/subscribers/${subscriber.id}/keys/${keyDoc.id}/revoke`, {})
  const revokedAt = performance.now()
  await until('all copies refuse', async () =>
    (await Promise.all(deliveryParts.map(({ address }) => open(address)))).every((one) => one === 401),
  )
  const ms = Math.round(performance.now() - revokedAt)
  say('milliseconds until three copies refuse a revoked key', ms)
  expect('within a second', ms < 1000, ms)
  const left = await agreementOf(query)
  expect('all agrees at the end', left.length === 0, left)
}

try {
  await run()
} catch (error) {
  console.error(error)
  failures.push(String(error))
} finally {
  for (const stop of stops.reverse()) await stop().catch((error) => console.error(error.message))
}
console.log(JSON.stringify(figures, null, 1))
console.log(failures.length === 0 ? 'held' : `did not hold: ${failures.join(' · ')}`)
process.exit(failures.length === 0 ? 0 : 1)
