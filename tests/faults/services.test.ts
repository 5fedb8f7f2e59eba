// The services that Loa does not keep running itself are killed while people use them: the object store and the mail
// server. Nothing is left by half, all else goes on, and what waited is caught up, once.
//
// Each once by default; longer and again in `npm run test:faults`.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { bucketObjects } from '../../src/media/storage.ts'
import { sweepFiles } from '../../src/media/sweepFiles.ts'
import { median } from '../bench/statistics.ts'
import { agreementOf } from '../helpers/agreement.ts'
import { type Application, startApplication } from '../helpers/application.ts'
import { circumstances, tableOf, writeFigures } from './figures.ts'
import { type Library, openLibrary } from './library.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'
import { until } from './postgres.ts'
import { startBucket, startMail } from './programs.ts'

const MINUTES = Number(process.env.LOA_MINUTES ?? 0)
/** How long a service is away, in milliseconds, and how often. */
const [AWAY_MS, ROUNDS] = MINUTES > 0 ? [15_000, 5] : [3000, 1]
const PATIENCE = ROUNDS * AWAY_MS * 4 + 600_000

let bucket: Awaited<ReturnType<typeof startBucket>>
let mail: Awaited<ReturnType<typeof startMail>>
let application: Application
let newsroom: Newsroom
let library: Library
let pool: pg.Pool
const query = async (text: string, values?: unknown[]) => (await pool.query(text, values)).rows

beforeAll(async () => {
  ;[bucket, mail] = await Promise.all([startBucket(), startMail()])
  const settings = { ...bucket.settings, ...mail.settings }
  application = await startApplication({
    contents: 'demo',
    hasWorker: true,
    settings: { cms: settings, worker: settings, delivery: bucket.settings },
  })
  pool = new pg.Pool({ connectionString: application.databaseUrl, max: 4 })
  newsroom = await openNewsroom({ application, width: 2, pause: () => 50 + Math.random() * 150 })
  library = await openLibrary({ application, newsroom })
}, PATIENCE)
afterAll(async () => {
  await newsroom?.close().catch(() => undefined)
  await library?.close().catch(() => undefined)
  await pool?.end()
  await application?.stop()
  await bucket?.stop()
  await mail?.stop()
}, PATIENCE)
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.log(application.output())
})

const waiting = async (at: Date) =>
  (await query(`select from notices where mail_state = 'waiting' and created_at <= $1`, [at])).length
const changesBetween = (from: number, to: number) =>
  newsroom.sent.filter(({ sent, status }) => sent >= from && sent < to && [200, 201].includes(Number(status)))
    .length
const within =
  (from: number, to: number) =>
  ({ at }: { at: number }) =>
    at >= from && at < to

/** Kills one, waits, starts it again, and tells how long each kind of work took to go on. Times in milliseconds. */
const strike = async (name: string, program: { kill: () => Promise<void>; start: () => Promise<void> }) => {
  await until(async () => library.downloads.at(-1)?.status === 200 && library.uploads.at(-1)?.status === 201)
  await program.kill()
  const begun = performance.now()
  // what the newsroom submits it also approves, and then nobody has to be told: these nobody acts on
  for (let n = 0; n < 5; n += 1)
    await newsroom.traffic.itemAt({
      stage: 'submitted',
      title: `Chờ ${n}`,
      outlets: newsroom.outlets.slice(0, 1),
    })
  await sleep(AWAY_MS)
  const last = new Date()
  const waited = await waiting(last)
  const ended = performance.now()
  await program.start()
  const whole = performance.now()
  const after = async (check: () => Promise<boolean> | boolean) => {
    await until(async () => check())
    return performance.now() - whole
  }
  const [uploading, downloading, mailing] = await Promise.all([
    after(() => library.uploads.some(({ at, status }) => at >= whole && status === 201)),
    after(() => library.downloads.some(({ at, status }) => at >= whole && status === 200)),
    after(async () => (await waiting(last)) === 0),
  ])
  const away = within(begun, ended)
  return {
    ...{ name, uploading, downloading, mailing, waited, changes: changesBetween(begun, ended) },
    uploads: library.uploads.filter(away),
    downloads: library.downloads.filter(away),
  }
}

it(
  'files and rows stay together, mails are caught up, and the newsroom goes on',
  async () => {
    const struck: Awaited<ReturnType<typeof strike>>[] = []
    for (let n = 0; n < ROUNDS; n += 1) {
      const store = await strike(STORE, bucket)
      struck.push(store)
      // whatever was asked for while it was away was refused in clear words, and is to be asked for again
      expect(new Set(store.uploads.map(({ status, code }) => `${status} ${code}`))).toEqual(
        new Set(['503 unavailable']),
      )
      expect(store.uploads[0]?.message).toContain('Kho tệp')
      expect(new Set(store.downloads.map((one) => `${one.status} ${one.retryAfter}`))).toEqual(
        new Set(['503 5']),
      )
      const post = await strike(POST, mail)
      struck.push(post)
      expect(new Set(post.uploads.map(({ status }) => status))).toEqual(new Set([201]))
      expect(new Set(post.downloads.map(({ status }) => status))).toEqual(new Set([200]))
      expect(post.waited).toBeGreaterThan(0)
      for (const { changes } of [store, post]) expect(changes).toBeGreaterThan(0)
    }
    await newsroom.close()
    await library.close()
    await until(async () => (await waiting(new Date())) === 0)

    const taken = mail.taken()
    const sent = await query(`select id::text from notices where mail_state = 'sent'`)
    const dead = await query(`select id from notices where mail_state = 'dead'`)
    const noticesOf = (ids: Iterable<string>) =>
      [...ids].flatMap((id) => /^<notice-([^@]+)@/.exec(id)?.[1] ?? []).sort()
    expect(dead).toEqual([])
    expect(noticesOf(new Set(taken))).toEqual(sent.map(({ id }) => id).sort())
    const twice = taken.length - new Set(taken).size

    // every file that a row names is there, whole; what no row names goes
    const acknowledged = library.uploads.filter(({ status }) => status === 201)
    const env = bucket.settings as never
    const stored = await bucketObjects(env)
    const files = await query(FILES, [acknowledged.map(({ id }) => id)])
    expect(new Set(files.map(({ media }) => media)).size).toBe(acknowledged.length)
    expect(files.filter(({ name, bytes }) => stored?.objects[name] !== bytes)).toEqual([])
    const swept = await sweepFiles({ pool, olderThanMs: 0, env })
    const named = new Set((await query(FILES_OF_ALL)).map(({ name }) => name))
    const left = Object.keys((await bucketObjects(env))?.objects ?? {})
    expect(left.filter((name) => !named.has(name))).toEqual([])
    expect(files.filter(({ name }) => !left.includes(name))).toEqual([])
    expect(await agreementOf(query)).toEqual([])

    const lines = [
      circumstances({ minutes: MINUTES }),
      '',
      ...report({
        struck,
        acknowledged: acknowledged.length,
        mails: sent.length,
        twice,
        swept: swept.length,
      }),
    ]
    console.log(lines.join('\n'))
    if (MINUTES > 0) await writeFigures('services', lines)
  },
  PATIENCE,
)

const [STORE, POST] = ['object store killed', 'mail server killed']
const NAMES = `
  select m.id::text as media, f.name, f.bytes::int as bytes from media m cross join lateral (values
    ${[
      '',
      'card',
      'full',
      'square',
      'story',
      'wide',
      'screen_wide',
      'screen_double',
      'screen_banner',
      'print',
    ]
      .map((size) => (size ? `sizes_${size}_` : ''))
      .map((prefix) => `(m.${prefix}filename, m.${prefix}filesize)`)
      .join(', ')}) f(name, bytes)
  where f.name is not null`
const FILES = `${NAMES} and m.id::text = any($1)`
const FILES_OF_ALL = NAMES

const report = ({
  struck,
  acknowledged,
  mails,
  twice,
  swept,
}: {
  struck: Awaited<ReturnType<typeof strike>>[]
  acknowledged: number
  mails: number
  twice: number
  swept: number
}) => {
  const sum = (of: (one: (typeof struck)[number]) => number) => struck.reduce((all, one) => all + of(one), 0)
  const seconds = (all: number[]) =>
    `${(median(all) / 1000).toFixed(1)} / ${(Math.max(...all) / 1000).toFixed(1)}`
  return [
    ...tableOf(
      ['what', 'count'],
      [
        ['uploads acknowledged, all of them stored whole, row and files', acknowledged],
        [
          'uploads refused by 503 while the object store was away',
          sum((one) => one.uploads.filter(({ status }) => status === 503).length),
        ],
        ['files that a refused upload left behind, swept afterwards', swept],
        [
          'downloads answered by 503 with `Retry-After` while it was away',
          sum((one) => one.downloads.filter(({ status }) => status === 503).length),
        ],
        ['changes acknowledged to editors while either was away', sum(({ changes }) => changes)],
        ['mails sent, none given up', mails],
        [
          'of them waiting when the mail server came back',
          sum((one) => (one.name === POST ? one.waited : 0)),
        ],
        ['of them taken once more, with the same `Message-ID`', twice],
      ],
    ),
    '',
    ...tableOf(
      [
        `killed and away for ${AWAY_MS / 1000} s (seconds: median / longest)`,
        ...['times', 'uploads again after', 'downloads again after', 'mails caught up after'],
      ],
      [STORE, POST].map((name) => {
        const all = struck.filter((one) => one.name === name)
        return [
          name as string,
          all.length,
          ...(['uploading', 'downloading', 'mailing'] as const).map((what) =>
            seconds(all.map((one) => one[what])),
          ),
        ]
      }),
    ),
  ]
}
