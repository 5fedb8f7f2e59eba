// The promise of the feed where it is hardest to keep: publishers in several processes that are killed at
// random, a delivery server that is killed as well, and followers who must each end with every committed change
// of their outlets, once, in one order.
//
// Short by default; the long run: FEED_SECONDS=60 FEED_PUBLISHERS=50 npx vitest run tests/e2e/feed-race.test.ts
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Change, createClient } from '../../src/client/index.ts'
import { newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { createPart, type Part } from '../helpers/processes.ts'
import { type Steps, stepsOf } from '../helpers/steps.ts'

const SECONDS = Number(process.env.FEED_SECONDS ?? 12)
const PUBLISHERS = Number(process.env.FEED_PUBLISHERS ?? 12)
const PROCESSES = 3
const FOLLOWERS = 20
const PATIENCE = SECONDS * 1000 + 240_000

type Follower = { outlets: string[]; seen: Change[]; ended: Promise<void> }

let loa: Loa
let steps: Steps
let delivery: Part
let outlets: string[]
const publishers = new Set<ChildProcess>()
const stop = new AbortController()

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = await createPart({ kind: 'delivery', name: 'delivery' })
  await delivery.start({
    DATABASE_URL: loa.databaseUrl,
    DATA_DIR: loa.dataDir,
    DELIVERY_PORT: delivery.port,
    HOST: '127.0.0.1',
  })
  outlets = []
  for (let n = 0; n < 6; n += 1) outlets.push((await steps.newOutlet({ channel: 'screen' })).id)
}, PATIENCE)
afterAll(async () => {
  stop.abort()
  for (const child of publishers) child.kill('SIGKILL')
  await delivery?.stop()
  await loa?.stop()
})

const startPublisher = async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/e2e/feedPublisher.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: loa.databaseUrl,
      FEED_OUTLETS: outlets.join(','),
      FEED_WIDTH: String(Math.ceil(PUBLISHERS / PROCESSES)),
      PGAPPNAME: 'feed publisher',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  publishers.add(child)
  child.once('exit', () => publishers.delete(child))
  await new Promise<void>((done) => {
    child.stdout?.on('data', (chunk) => String(chunk).includes('publisher runs') && done())
    child.once('exit', () => done())
  })
}
const kill = async (child: ChildProcess | undefined) => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Follows its outlets from the beginning, until told to stop. */
const follow = ({ key, outlets }: { key: string; outlets: string[] }): Follower => {
  const seen: Change[] = []
  const client = createClient({ baseUrl: `${delivery.address}/v1`, key })
  const work = async () => {
    for await (const change of client.changes({ signal: AbortSignal.any([stop.signal]), limit: 7 }))
      seen.push(change)
  }
  const ended = work().catch((error) => {
    if (!stop.signal.aborted) throw error
  })
  return { outlets, seen, ended }
}

const committed = (of: string[]) =>
  steps.query(
    `select number::text as cursor, change::text as type, item_id::text as id from editions
     where outlet_id = any($1) order by number`,
    [of],
  )
const hasEveryKind = async () => new Set((await committed(outlets)).map(({ type }) => type)).size === 3
const openTransactions = async () => {
  const [row] = await steps.query(
    `select count(*)::int from pg_stat_activity where application_name = 'feed publisher'`,
  )
  return row.count as number
}

it(
  'each follower ends with every committed change once, in one order, withdrawals last',
  async () => {
    const admin = await steps.token('admin@so-tttt')
    const followers: Follower[] = []
    for (let n = 0; n < FOLLOWERS; n += 1) {
      const own = n === 0 ? outlets : outlets.filter((_, index) => (n + 1) & (1 << index))
      const { key } = await newSubscriber(loa, { admin, code: `nguoi-theo-${n}`, outlets: own })
      followers.push(follow({ key, outlets: own }))
    }
    await Promise.all(Array.from({ length: PROCESSES }, startPublisher))
    const until = Date.now() + SECONDS * 1000
    let kills = 0
    // on a busy machine longer, until there is something of every kind to get wrong
    while (Date.now() < until || (!(await hasEveryKind()) && Date.now() < until + 60_000)) {
      await sleep(2000 + Math.random() * 5000)
      const running = [...publishers]
      await kill(running[Math.floor(Math.random() * running.length)])
      kills += 1
      // the others go on while a new one gets ready
      void startPublisher()
      if (kills === 1) {
        await delivery.kill()
        await delivery.restart()
      }
    }
    while (publishers.size > 0) await Promise.all([...publishers].map(kill))
    while ((await openTransactions()) > 0) await sleep(100)

    const all = await committed(outlets)
    expect(kills).toBeGreaterThanOrEqual(1)
    expect(all.length).toBeGreaterThan(20)
    for (const follower of followers) {
      const expected = await committed(follower.outlets)
      const deadline = Date.now() + 60_000
      while (follower.seen.at(-1)?.cursor !== expected.at(-1)?.cursor && Date.now() < deadline)
        await sleep(100)
      expect(follower.seen.map(({ cursor, type, id }) => ({ cursor, type, id }))).toEqual(expected)
    }
    stop.abort(new Error('enough'))
    await Promise.all(followers.map(({ ended }) => ended))

    // what is off ended with its withdrawal, what is live did not; and nobody holds a text that is off
    const torn = await steps.query(
      `select p.item_id from placements p
       join lateral (select change from editions e where e.item_id = p.item_id and e.outlet_id = p.outlet_id
                     order by number desc limit 1) last on true
       where p.outlet_id = any($1) and p.is_live <> (last.change <> 'retracted')`,
      [outlets],
    )
    expect(torn).toEqual([])
    const half = await steps.query(
      `select i.id from items i where i.live and not exists
         (select from placements p where p.item_id = i.id and p.is_live)`,
    )
    expect(half).toEqual([])
    expect(await hasEveryKind()).toBe(true)
    console.log(`${all.length} changes of ${PUBLISHERS} publishers, ${kills} kills, ${FOLLOWERS} followers`)
  },
  PATIENCE,
)
