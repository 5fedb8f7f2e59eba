// What waits for its time: published by the worker within five seconds, what was missed in order, and no change of
// time past the quota.
import { type ChildProcess, spawn } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishDue } from '../../src/worker/publishDue.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Doc, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  // the demo's own are not what is watched here
  await publishDue({ payload: loa.payload })
})
afterAll(() => loa.stop())

const scheduled = async (publishAt = new Date(Date.now() + DAY), channel = 'screen'): Promise<Doc> => {
  const outlets = [(await steps.newOutlet({ channel })).id]
  const at = publishAt.toISOString()
  return steps.itemAt({ stage: 'scheduled', title: 'Hẹn giờ', publishAt: at, outlets })
}
const publishedIn = async (ids: string[]): Promise<string[]> =>
  (
    await steps.query(
      `select item_id from audit_log where verb = 'publish' and item_id = any($1) order by at`,
      [ids],
    )
  ).map(({ item_id }) => item_id)

describe('the worker', () => {
  const workers: ChildProcess[] = []
  const startWorker = (env: Record<string, string> = {}, attempt = 1): Promise<ChildProcess> => {
    const worker = spawn(process.execPath, ['--import', 'tsx', 'src/worker/index.ts'], {
      env: { ...process.env, ...env, DATABASE_URL: loa.databaseUrl, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    workers.push(worker)
    return new Promise<ChildProcess>((resolve, reject) => {
      worker.stdout?.on('data', (text) => String(text).includes('worker runs') && resolve(worker))
      worker.once('exit', (code) => {
        // as in processes.ts: Node 20's own, before anything of ours ran
        if (code === 13 && attempt < 5) startWorker(env, attempt + 1).then(resolve, reject)
        else reject(new Error(`the worker ended with ${code}`))
      })
    })
  }
  afterAll(() => {
    for (const worker of workers) worker.kill('SIGKILL')
  })

  it('publishes on time while the bucket says nothing, and ends when it is told to', async () => {
    let isAsked = false
    const silent = createServer((socket) => {
      isAsked = true
      socket.on('error', () => undefined).resume()
    })
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    try {
      const worker = await startWorker({
        S3_BUCKET: 'loa',
        S3_ENDPOINT: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
        S3_ACCESS_KEY_ID: 'x',
        S3_SECRET_ACCESS_KEY: 'x',
      })
      while (!isAsked) await sleep(20)
      const due = Date.now() + 1000
      const { id } = await scheduled(new Date(due))
      while ((await publishedIn([id])).length < 1 && Date.now() < due + 8000) await sleep(100)
      expect(Date.now() - due).toBeLessThan(5000)
      const told = Date.now()
      const ended = new Promise((done) => worker.once('exit', done))
      worker.kill('SIGTERM')
      expect(await ended).toBe(0)
      expect(Date.now() - told).toBeLessThan(5000)
    } finally {
      silent.close()
    }
  }, 60_000)

  it('catches up in order when it starts, and is at most five seconds late; two are as good as one', async () => {
    const missed = [await scheduled(), await scheduled(), await scheduled()]
    // made in one order, due in another
    for (const [index, ago] of ['1 minute', '3 minutes', '2 minutes'].entries())
      await steps.makeDue(missed[index]?.id ?? '', ago)
    const [first, second, third] = missed.map(({ id }) => id)
    await Promise.all([startWorker(), startWorker()])
    const due = Date.now() + 4000
    const soon = await scheduled(new Date(due))
    const all = [...missed, soon].map(({ id }) => id)
    while ((await publishedIn(all)).length < 4 && Date.now() < due + 8000) await sleep(100)
    expect(Date.now() - due).toBeLessThan(5000)
    expect(Date.now()).toBeGreaterThanOrEqual(due)
    const missedIds = missed.map(({ id }) => id)
    expect(await publishedIn(missedIds)).toEqual([second, third, first])
    for (const id of all) {
      const { main, editions } = await steps.traceOf(id)
      expect(main).toMatchObject({ stage: 'published', live: true })
      expect(editions).toHaveLength(1)
    }
  })
})

describe('what met an error', () => {
  it('is tried again after seconds, not left until the next minute', async () => {
    const doc = await scheduled()
    await steps.makeDue(doc.id)
    const stageOf = async () => (await steps.latest(doc.id)).stage
    const { beforeChange } = loa.payload.collections.items.config.hooks
    beforeChange.push(() => {
      throw new Error('the database was away')
    })
    await publishDue({ payload: loa.payload })
    beforeChange.pop()
    expect(await stageOf()).toBe('scheduled')
    await sleep(2100)
    await publishDue({ payload: loa.payload })
    expect(await stageOf()).toBe('published')
  })
})

describe('changing the time', () => {
  it('goes through the quota again: refused where it is full, and nothing moves', async () => {
    const outlet = (await steps.newOutlet({ channel: 'portal' })).id
    // at most three a month on a portal: day 5 and day 65 lie in different months
    const early = (await steps.dayOfPlan(0)).getTime()
    const near = new Date(Math.max(Date.now() + DAY, early)).toISOString()
    const far = new Date(Date.parse(near) + 60 * DAY).toISOString()
    const item = (publishAt: string) =>
      steps.itemAt({ stage: 'scheduled', title: 'Đổi giờ', publishAt, outlets: [outlet] })
    for (let n = 0; n < 3; n += 1) await item(far)
    const doc = await item(near)
    const before = await steps.traceOf(doc.id)
    expect(before.slots).toHaveLength(1)
    const refused = await steps.act('editor@so-tttt', 'publish', doc, { publishAt: far })
    expect(verdict(refused)).toBe('409 quota-exceeded')
    expect(await steps.traceOf(doc.id)).toEqual(before)
    // by a save it cannot be changed at all
    const saved = await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token('editor@so-tttt'),
      body: { publishAt: far },
    })
    expect(verdict(saved)).toBe('409 wrong-stage')
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })
})
