// The promise of the ledger where it is hardest to keep: two copies of the cms and a worker, each a process
// of its own, on one PostgreSQL, all wanting the same few slots at the same time; and then two of them are
// killed. Whatever was answered, everything the database keeps says the same, at every moment.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { agreementOf, type Query, recordOf } from '../helpers/agreement.ts'
import { type Application, startApplication } from '../helpers/application.ts'
import type { Part } from '../helpers/processes.ts'
import { attemptsOf, type Crowd, gatherCrowd, makeRules, WIDTH } from './crowd.ts'
import { abreast, type Item } from './traffic.ts'

// on a busy machine everything takes longer, and nothing else
const PATIENCE = 240_000
const REFUSALS = new Set(['quota-exceeded', 'wrong-stage', 'stale-revision'])
const DAY = 24 * 60 * 60 * 1000

let application: Application
let pool: pg.Pool
let databaseLog: () => Promise<string>
const query: Query = async (text, values) => (await pool.query(text, values)).rows

beforeAll(async () => {
  const logFile = path.join(inject('postgres').directory, 'logs/postgres.log')
  const { length } = await readFile(logFile, 'utf8')
  databaseLog = async () => (await readFile(logFile, 'utf8')).slice(length)
  application = await startApplication({ contents: 'demo', copies: 2, hasWorker: true })
  pool = new pg.Pool({ connectionString: application.databaseUrl })
  await makeRules(application)
}, PATIENCE)
afterAll(async () => {
  await pool?.end()
  await application?.stop()
})
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.log(application.output())
})

it(
  '200 attempts at buckets of one, two and five: all that is kept agrees',
  async () => {
    const crowd = await gatherCrowd(application)
    await race(crowd, attemptsOf(crowd))
    expect(lostOf(crowd)).toEqual([])
    await expectOrder(crowd)
    // nothing is kept that nobody was told
    expect(await recordFor(crowd)).toEqual({ lost: [], untold: [] })
    await expectFilling(crowd)
  },
  PATIENCE,
)

it(
  'the same when a copy and the worker are killed in the middle of it',
  async () => {
    const crowd = await gatherCrowd(application)
    const attempts = attemptsOf(crowd)
    attempts.splice(70, 0, () => killInTheMiddle(crowd))
    await race(crowd, attempts)
    await expectOrder(crowd)
    // what nobody was told was asked for, and its answer lost
    const { lost, untold } = await recordFor(crowd)
    expect(lost).toEqual([])
    const asked = lostOf(crowd).map(({ item, verb }) => ({ item, verb }))
    for (const { item, verb } of untold) expect(asked).toContainEqual({ item, verb })
    await expectFilling(crowd)
  },
  PATIENCE,
)

/**
 * Holds up all transitions as they are about to write their last row, until four of the first copy wait;
 * kills the copy and the worker; then lets the others go on, and starts both again.
 */
const killInTheMiddle = async ({ traffic, held }: Crowd) => {
  const [victim, survivor] = application.cmsParts as [Part, Part]
  const attempt = (item: Item, part: Part) =>
    item.stage === 'approved'
      ? traffic.act({ person: 'approver', verb: 'publish', item, part })
      : traffic.act({ person: 'approver', verb: 'approve', item, part, publishAt: Date.now() + DAY })
  const gate = await pool.connect()
  try {
    await gate.query('begin; lock table audit_log in share mode')
    const answers = held.map((item) => attempt(item, victim))
    await until(async () => (await openIn(victim.name, `and wait_event_type = 'Lock'`)) >= held.length)
    await Promise.all([victim.kill(), application.worker.kill()])
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(held.map(() => 'lost'))
  } finally {
    await gate.query('rollback')
    gate.release()
  }
  // a connection whose process is gone ends when it gets the lock it waits for
  await until(async () => (await openIn(victim.name)) === 0)
  const ids = held.map(({ id }) => id)
  const traces = await query(
    `select item_id from quota_slots where item_id = any($1) union all select item_id from editions where item_id = any($1)
     union all select parent_id from _items_v where parent_id = any($1) and version_stage in ('scheduled', 'published')`,
    [ids],
  )
  expect(traces).toEqual([])
  await Promise.all([victim.restart(), application.worker.restart()])
  // nothing of theirs is left that could be in the way
  for (const [index, item] of held.entries()) {
    expect((await attempt(item, index % 2 === 0 ? victim : survivor)).status).toBe(200)
  }
}

/** Makes all attempts, compares everything again and again meanwhile, and waits until all is quiet. */
const race = async ({ traffic, bulkSaves }: Crowd, attempts: (() => Promise<unknown>)[]) => {
  const before = traffic.told.length
  const done = new AbortController()
  const watch = async () => {
    while (!done.signal.aborted) {
      expect(await agreementOf(query)).toEqual([])
      await sleep(300, undefined, { signal: done.signal }).catch(() => undefined)
    }
  }
  const work = abreast(WIDTH, attempts, (attempt) => attempt()).finally(() => done.abort())
  await Promise.all([watch(), work])
  expect(traffic.told.length - before + bulkSaves.length).toBeGreaterThanOrEqual(200)
  await settled()
}

/** Everything that must hold once all is quiet, whatever was answered. */
const expectOrder = async (crowd: Crowd) => {
  const { traffic, inBulk, approved, submitted } = crowd
  expect(await agreementOf(query)).toEqual([])
  expect(await databaseLog()).not.toMatch(/deadlock/i)
  expect(application.output()).not.toMatch(/deadlock/i)

  const refused = traffic.told.filter(({ status }) => status !== 200 && status !== 'lost')
  const others = refused.filter(({ status, code = '' }) => status !== 409 || !REFUSALS.has(code))
  expect(others).toEqual([])
  expect(refused.some(({ code }) => code === 'quota-exceeded')).toBe(true)

  const byWorker = await query(
    `select item_id from audit_log where verb = 'publish' and user_id is null and item_id = any($1)`,
    [[...approved, ...submitted].map(({ id }) => id)],
  )
  expect(byWorker.length).toBeGreaterThan(0)
  await expectNothingPublishedInBulk(crowd)
  const inBulkOnly = await query(`select distinct verb from audit_log where item_id = any($1)`, [
    inBulk.map(({ id }) => id),
  ])
  expect(inBulkOnly).toEqual([{ verb: 'submit' }])
  expect(await deliveredOn(crowd)).toEqual(await liveOn(crowd))
}

const expectNothingPublishedInBulk = async ({ bulkSaves }: Crowd) => {
  for (const { status, body, title } of bulkSaves) {
    if (status === 'lost') continue
    // Payload's own answer for a bulk save that was refused in part
    expect(status).toBe(body.errors.length === 0 ? 200 : 400)
    for (const error of body.errors) expect(error).toMatchObject({ isPublic: true })
    for (const doc of body.docs) expect(doc._status).toBe('draft')
    if (!title) continue
    const stored = await query('select distinct parent_id as id from _items_v where version_title = $1', [
      title,
    ])
    expect(stored.map(({ id }) => id).sort()).toEqual(body.docs.map(({ id }: Item) => id).sort())
  }
}

/** Every bucket can be filled to its maximum, not less and not more: no slot was lost on the way. */
const expectFilling = async ({ traffic, outlets, approved, submitted }: Crowd) => {
  const items = [...approved, ...submitted]
  const rows = await query(
    `select parent_id as id, version_stage as stage, version_revision as revision from _items_v
     where latest and parent_id = any($1)`,
    [items.map(({ id }) => id)],
  )
  for (const { id, stage, revision } of rows) {
    Object.assign(items.find((item) => item.id === id) ?? {}, { stage, revision })
  }
  await abreast(3, outlets, async ({ id, code, max }) => {
    const waiting = items.filter(
      ({ outlets, stage }) =>
        outlets.length === 1 && outlets[0] === id && ['approved', 'submitted'].includes(stage),
    )
    const answers = []
    for (const item of waiting) {
      if (item.stage === 'submitted') await traffic.act({ person: 'approver', verb: 'approve', item })
      const answer = await traffic.act({ person: 'approver', verb: 'publish', item })
      answers.push(answer)
      if (answer.status !== 200) break
    }
    expect(answers.at(-1)?.body.errors?.[0].data.violations).toMatchObject([{ outlet: code, used: max, max }])
    const slots = await query('select slot::int from quota_slots where outlet_id = $1 order by slot', [id])
    expect(slots.map(({ slot }) => slot)).toEqual(Array.from({ length: max }, (_, index) => index + 1))
  })
  expect(await agreementOf(query)).toEqual([])
}

/** What a subscriber of these outlets is given. */
const deliveredOn = async ({ traffic: { must }, outlets }: Crowd) => {
  const code = `doc-${outlets[0]?.code}`
  const body = { code, name: code, outlets: outlets.map(({ id }) => id) }
  const { doc } = await must('admin', 'POST', '/api/subscribers', body)
  const { key } = await must('admin', 'POST', `/api/subscribers/${doc.id}/keys`, { label: 'thử' })
  const response = await fetch(`${application.delivery}/v1/items?limit=200`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const { items } = await response.json()
  return items.map((item: { id: string; outlet: string }) => `${item.id} ${item.outlet}`).sort()
}

const liveOn = async ({ outlets }: Crowd) => {
  const rows = await query(
    `select i.id, o.code from items i join items_rels r on r.parent_id = i.id and r.path = 'outlets'
     join outlets o on o.id = r.outlets_id where i.live and o.id = any($1)`,
    [outlets.map(({ id }) => id)],
  )
  return rows.map(({ id, code }) => `${id} ${code}`).sort()
}

const recordFor = ({ traffic, approved, submitted, inBulk, held }: Crowd) =>
  recordOf({
    query,
    items: [approved, submitted, inBulk, held].flat().map(({ id }) => id),
    acknowledged: traffic.acknowledged(),
  })

const lostOf = ({ traffic }: Crowd) => traffic.told.filter(({ status }) => status === 'lost')

/** Waits until the worker has published what falls due now and no transaction is open. */
const settled = async () => {
  await until(async () => {
    const [due] = await query(
      `select from _items_v where latest and version_stage = 'scheduled' and version_publish_at < now() + interval '1 minute'`,
    )
    return !due
  })
  await until(async () => (await openIn('%')) === 0)
}

/** How many transactions the processes of this name have open. */
const openIn = async (name: string, condition = '') => {
  const rows = await query(
    `select from pg_stat_activity where datname = current_database() and application_name like $1
     and backend_type = 'client backend' and pid <> pg_backend_pid() and xact_start is not null ${condition}`,
    [name],
  )
  return rows.length
}

const until = async (check: () => Promise<boolean>) => {
  const deadline = Date.now() + PATIENCE / 2
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`never came: ${check}`)
    await sleep(50)
  }
}
