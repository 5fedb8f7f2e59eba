// Everything that can break breaks while a newsroom works, and afterwards nothing that was acknowledged is lost,
// nothing is there twice or by half, and nobody has had to do anything by hand.
//
// Each fault once by default; as long as you like by `npm run test:faults -- --minutes 20`.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { median } from '../bench/statistics.ts'
import { agreementOf, type Query } from '../helpers/agreement.ts'
import { type Application, startApplication } from '../helpers/application.ts'
import { FAULTS, type House, type Struck, strike } from './faults.ts'
import { circumstances, tableOf, writeFigures } from './figures.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'
import { openPortal, type Portal } from './portal.ts'
import { type Postgres, startPostgres, until } from './postgres.ts'
import { verdictOf } from './verdict.ts'
import { startWire, type Wire } from './wire.ts'

const MINUTES = Number(process.env.LOA_MINUTES ?? 0)
const PATIENCE = MINUTES * 60_000 + 600_000
const EDITORS = 5

let postgres: Postgres
let wire: Wire
let application: Application
let newsroom: Newsroom
let portal: Portal
let house: House
let pool: pg.Pool
/** Past the wire, and again when the server was away. */
const query: Query = async (text, values) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await pool.query(text, values)).rows
    } catch (error) {
      if (attempt === 20 || !isAway(error as { code?: string })) throw error
      await postgres.isBack()
    }
  }
}
const isAway = ({ code = '' }: { code?: string }) => !/^[0-9A-Z]{5}$/.test(code) || /^(08|53|57)/.test(code)

beforeAll(async () => {
  postgres = await startPostgres()
  wire = await startWire({ url: postgres.url })
  const clockFile = path.join(postgres.dataDir, 'clock')
  await writeFile(clockFile, '0')
  const clock = `--import ${new URL('./clock.mjs', import.meta.url).href}`
  const push = { PUSH_ALLOW_PRIVATE_TARGETS: 'true' }
  application = await startApplication({
    contents: 'demo',
    hasWorker: true,
    database: { url: wire.url, dataDir: postgres.dataDir },
    settings: { cms: push, worker: { ...push, NODE_OPTIONS: clock, CLOCK_FILE: clockFile } },
  })
  pool = new pg.Pool({ connectionString: postgres.url, max: 4 })
  pool.on('error', () => undefined)
  // longer than PostgreSQL is started again at once
  house = { postgres, wire, application, clockFile, fullMs: MINUTES > 0 ? 15_000 : 500 }
  newsroom = await openNewsroom({ application, width: EDITORS, pause: () => 20 + Math.random() * 80 })
  portal = await openPortal({ application, newsroom })
}, PATIENCE)
afterAll(async () => {
  await newsroom?.close().catch(() => undefined)
  await portal?.close().catch(() => undefined)
  await pool?.end()
  await application?.stop()
  wire?.close()
  await postgres?.stop()
}, PATIENCE)
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.log(application.output(), postgres.output())
})

const isCaughtUp = async (at: Date) => {
  const left = await query(
    `select from _items_v where latest and version_stage = 'scheduled' and version_publish_at <= $1
     union all select from push_deliveries where state = 'waiting' and created_at <= $1 limit 1`,
    [at],
  )
  return left.length === 0
}

it(
  'nothing acknowledged is lost, nothing is doubled, and all is caught up',
  async ({ annotate }) => {
    const possible = FAULTS.filter(({ isPossible }) => !isPossible || isPossible(house))
    for (const { name } of FAULTS.filter((fault) => !possible.includes(fault)))
      await annotate(`left out, only root can do it: ${name}`)
    const struck: Struck[] = []
    const end = Date.now() + MINUTES * 60_000
    do {
      for (const fault of possible) {
        const { isWriting } = newsroom
        const last = await strike({ house, fault, isWriting, isServed: portal.isServed, isCaughtUp })
        struck.push(last)
        const times = [last.outage, last.writing, last.served, last.caughtUp].map(seconds)
        console.log(`${fault.name}: ${times.join(', ')} s`)
        expect(await agreementOf(query), fault.name).toEqual([])
      }
    } while (Date.now() < end)
    await newsroom.close()
    const last = new Date()
    await until(() => isCaughtUp(new Date(last.getTime() + 5000)))
    const editions = async () => {
      const [row] = await query(`select max(number)::text as last from editions where outlet_id = any($1)`, [
        newsroom.outlets,
      ])
      return row?.last
    }
    await until(async () => portal.seen.at(-1)?.cursor === (await editions()))
    await portal.close()

    const { wrong, counts } = await verdictOf({ query, newsroom, portal })
    const lines = [circumstances({ minutes: MINUTES }), '', ...report({ struck, counts })]
    console.log(lines.join('\n'))
    expect(wrong).toEqual(Object.fromEntries(Object.keys(wrong).map((name) => [name, []])))
    expect(counts.acknowledged).toBeGreaterThan(50)
    if (MINUTES > 0) await writeFigures('faults', lines)
  },
  PATIENCE,
)

const report = ({
  struck,
  counts,
}: {
  struck: Struck[]
  counts: Awaited<ReturnType<typeof verdictOf>>['counts']
}) => {
  const rows = FAULTS.map(({ name }) => ({ name, all: struck.filter((one) => one.name === name) }))
    .filter(({ all }) => all.length > 0)
    .map(({ name, all }) => [
      name,
      all.length,
      ...(['outage', 'writing', 'served', 'caughtUp'] as const).map(
        (what) =>
          `${seconds(median(all.map((one) => one[what])))} / ${seconds(Math.max(...all.map((one) => one[what])))}`,
      ),
    ])
  return [
    ...tableOf(
      ['what', 'count'],
      [
        ['changes acknowledged to editors', counts.acknowledged],
        ['of them lost', counts.lost],
        ['of them, or of the others, recorded twice', counts.doubled],
        ['changes not acknowledged', counts.unacknowledged],
        ['of them wholly stored, the others wholly not', counts.storedUntold],
        ['editions, each seen once and in order by a portal that follows', counts.changes],
        ['receipts of that portal acknowledged, all stored', counts.receipts],
        ['looks at the newest items, ten a second and one after the other', counts.looks],
        ['of them not answered by 200: something was broken, or the key had asked too much', counts.unserved],
        ['pushes received', counts.pushed],
        ['of them received once more, with the same `webhook-id`', counts.pushedTwice],
      ],
    ),
    '',
    ...tableOf(
      [
        'fault (seconds: median / longest)',
        'times',
        'broken for',
        'writing again after',
        'portals served after',
        'caught up after',
      ],
      rows,
    ),
  ]
}

const seconds = (ms: number) => (ms / 1000).toFixed(1)
