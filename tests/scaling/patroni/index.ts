// npm run test:patroni: the primary of a Patroni cluster is killed under publishing load, ten times (KILLS). No
// acknowledged transition may be lost, and writing must go on within 60 s. Prints its figures as JSON.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { trafficOn } from '../../e2e/traffic.ts'
import { agreementOf, type Query, recordOf } from '../../helpers/agreement.ts'
import { buildWhenMissing } from '../../helpers/processes.ts'
import { startProxy } from '../haproxy.ts'
import { startNewsroom } from '../newsroom.ts'
import { end, newFolder, PG_BIN, requirePrograms, until } from '../programs.ts'
import { startCluster } from './cluster.ts'

const KILLS = Number(process.env.KILLS ?? 10)
const WIDTH = 4
const LIMIT_MS = 60_000
/** For so long a portal may be without content; a failover takes twice as long. */
const LONGEST_GAP_MS = 10_000

requirePrograms(
  [path.join(PG_BIN, 'postgres'), 'patroni', 'etcd', 'haproxy', 'setpriv'],
  'postgresql-15 patroni python3-etcd etcd-server haproxy',
)

const stops: (() => Promise<unknown>)[] = []
const run = async () => {
  await buildWhenMissing()
  const folder = await newFolder('patroni')
  stops.push(() => rm(folder, { recursive: true, force: true }))
  const cluster = await startCluster({ folder })
  stops.push(cluster.stop)
  console.log('the cluster is whole')
  const dataDir = await newFolder('patroni-data')
  stops.push(() => rm(dataDir, { recursive: true, force: true }))
  const newsroom = await startNewsroom({
    databaseUrl: cluster.url,
    readUrl: cluster.readUrl,
    dataDir,
    deliveries: 2,
  })
  stops.push(newsroom.stop)
  const servers = newsroom.deliveryParts.map(({ port }) => `127.0.0.1:${port}`)
  const proxy = await startProxy({ folder, servers })
  stops.push(() => end(proxy.child))
  const pool = new pg.Pool({ connectionString: cluster.url, max: 2 })
  pool.on('error', () => undefined)
  stops.push(() => pool.end())
  const query: Query = async (text, values) => (await pool.query(text, values)).rows

  const traffic = trafficOn(newsroom.application)
  for (const person of ['admin', 'reporter', 'editor', 'approver'] as const) await traffic.logIn(person)
  const { docs } = await traffic.must(
    'admin',
    'GET',
    '/api/organizations?where[code][equals]=so-tttt&depth=0',
  )
  const { doc: outlet } = await traffic.must('admin', 'POST', '/api/outlets', {
    code: 'may-chu-chet',
    name: 'Máy chủ chết',
    channel: 'press',
    organization: docs[0].id,
  })

  // people who publish one item after the other, whatever happens
  const loading = new AbortController()
  const items: string[] = []
  const published: { begunAt: number; at: number }[] = []
  let refused = 0
  const publish = async (who: number) => {
    for (let n = 0; !loading.signal.aborted; n += 1) {
      const begunAt = Date.now()
      try {
        const title = `Tin ${who}-${n}`
        const item = await traffic.itemAt({ stage: 'draft', outlets: [outlet.id], title })
        items.push(item.id)
        for (const [person, verb] of [
          ['reporter', 'submit'],
          ['approver', 'approve'],
          ['approver', 'publish'],
        ] as const) {
          const { status } = await traffic.act({ person, verb, item })
          if (status !== 200) throw new Error(`${verb}: ${status}`)
        }
        published.push({ begunAt, at: Date.now() })
      } catch {
        refused += 1
        await sleep(200)
      }
    }
  }
  // a portal that pulls every 100 ms
  const headers = { authorization: `Bearer ${newsroom.application.keyOf('portal-dinh-hoa')}` }
  const pulls = { answered: 0, unavailable: 0, failed: 0 }
  let longestGapMs = 0
  let lastAnswerAt = Date.now()
  const pull = async () => {
    while (!loading.signal.aborted) {
      const signal = AbortSignal.timeout(15_000)
      const answer = await fetch(`${proxy.address}/v1/items?limit=20`, { headers, signal }).catch(() => null)
      await answer?.arrayBuffer().catch(() => null)
      const status = answer?.status
      if (status === 200) {
        pulls.answered += 1
        longestGapMs = Math.max(longestGapMs, Date.now() - lastAnswerAt)
        lastAnswerAt = Date.now()
      } else if (status === 503) pulls.unavailable += 1
      else pulls.failed += 1
      await sleep(100)
    }
  }
  const load = [...Array.from({ length: WIDTH }, (_, who) => publish(who)), pull()]

  const seconds: number[] = []
  try {
    for (let n = 1; n <= KILLS; n += 1) {
      await sleep(2000)
      const leader = await cluster.leader()
      if (!leader) throw new Error('nobody leads')
      const killedAt = Date.now()
      await cluster.kill(leader)
      await until(
        'writing goes on',
        async () => published.some(({ begunAt }) => begunAt > killedAt),
        LIMIT_MS * 2,
      )
      const at = Math.min(...published.filter(({ begunAt }) => begunAt > killedAt).map((one) => one.at))
      seconds.push((at - killedAt) / 1000)
      await cluster.start(leader)
      await cluster.whole()
      console.log(
        `kill ${n}: ${leader.name}, writing again after ${seconds.at(-1)} s, ${published.length} published`,
      )
    }
  } finally {
    loading.abort()
    await Promise.all(load)
  }
  await sleep(2000)

  const acknowledged = traffic.acknowledged()
  const { lost, untold } = await recordOf({ query, items, acknowledged })
  const disagreements = await agreementOf(query)
  const figures = {
    kills: seconds.length,
    acknowledged: acknowledged.length,
    published: published.length,
    lost: lost.length,
    recordedButNotAnswered: untold.length,
    attemptsRefusedMeanwhile: refused,
    secondsUntilPublishedAgain: seconds,
    worst: Math.max(...seconds),
    pulls,
    longestGapOfPullsInSeconds: longestGapMs / 1000,
    disagreements,
  }
  console.log(JSON.stringify(figures, null, 1))
  return (
    lost.length === 0 &&
    disagreements.length === 0 &&
    figures.worst * 1000 < LIMIT_MS &&
    pulls.answered > 0 &&
    pulls.failed === 0 &&
    longestGapMs < LONGEST_GAP_MS
  )
}

let hasHeld = false
try {
  hasHeld = await run()
} catch (error) {
  console.error(error)
} finally {
  for (const stop of stops.reverse()) await stop().catch((error) => console.error(error.message))
}
console.log(hasHeld ? 'held' : 'did not hold')
process.exit(hasHeld ? 0 : 1)
