// An ordinary busy day on one machine: editors at work, portals that poll, pushes on. Nobody meets an error.
//
// A few seconds by default; `npm run test:load` for half an hour, and then the times and the memory have to hold too.

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { agreementOf } from '../helpers/agreement.ts'
import { type Application, startApplication } from '../helpers/application.ts'
import { circumstances, tableOf, writeFigures } from './figures.ts'
import { watchMemory } from './memory.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'
import { openPortals } from './polling.ts'
import { type Postgres, startPostgres, until } from './postgres.ts'

const MINUTES = Number(process.env.LOA_MINUTES ?? 0)
const PATIENCE = MINUTES * 60_000 + 600_000
const EDITORS = 10
const [ACTIONS_A_MINUTE, PORTALS, SECONDS] = MINUTES > 0 ? [50, 300, MINUTES * 60] : [120, 40, 15]
/** Below this much time neither memory has settled nor does a percentile mean much. */
const LONG = 10
const [P99_MS, GROWTH] = [50, 0.05]

let postgres: Postgres | undefined
let application: Application
let newsroom: Newsroom
beforeAll(async () => {
  postgres = MINUTES > 0 ? await startPostgres({ mayMount: false }) : undefined
  const push = { PUSH_ALLOW_PRIVATE_TARGETS: 'true' }
  application = await startApplication({
    contents: 'demo',
    hasWorker: true,
    database: postgres,
    settings: { cms: push, worker: push },
  })
  const each = (60_000 * EDITORS) / ACTIONS_A_MINUTE
  newsroom = await openNewsroom({
    application,
    width: EDITORS,
    pause: () => each * (0.5 + Math.random()),
  })
}, PATIENCE)
afterAll(async () => {
  await newsroom?.close().catch(() => undefined)
  await application?.stop()
  await postgres?.stop()
}, PATIENCE)
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.log(application.output())
})

it(
  'editors, portals and pushes at once: no error',
  async () => {
    const portals = await openPortals({ application, newsroom, count: PORTALS })
    const memory = watchMemory([...application.cmsParts, application.worker, application.deliveryPart])
    const before = newsroom.sent.length
    await sleep(SECONDS * 1000)
    await newsroom.close()
    const pool = new pg.Pool({ connectionString: application.databaseUrl, max: 1 })
    const query = async (text: string) => (await pool.query(text)).rows
    await until(async () => (await query(`select from push_deliveries where state = 'waiting'`)).length === 0)
    await Promise.all([portals.close(), memory.close()])
    const undelivered = await query(`select message, state from push_deliveries where state <> 'delivered'`)
    const disagreement = await agreementOf(query)
    await pool.end()

    const actions = newsroom.sent.slice(before)
    const times = portals.pulls.map(({ ms }) => ms).sort((a, b) => a - b)
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
    const thirds = memory.thirds()
    const lines = [
      circumstances({ minutes: MINUTES }),
      '',
      ...tableOf(
        ['what', ''],
        [
          ['editors’ actions a minute', ((actions.length / SECONDS) * 60).toFixed(0)],
          ['of them with an error', actions.filter(({ status }) => !isGood(status)).length],
          ['action, median / 99 %', `${ofActions(actions, 0.5)} / ${ofActions(actions, 0.99)} ms`],
          ['portals', PORTALS],
          ['pulls', times.length],
          ['of them with an error', portals.pulls.filter(({ status }) => !isGood(status)).length],
          [
            'pull, median / 99 % / longest',
            `${[at(0.5), at(0.99), at(1)].map((ms) => ms.toFixed(1)).join(' / ')} ms`,
          ],
          ['pushes delivered', portals.received.length],
          ...thirds.map(({ name, second, last, growth }) => [
            `memory of ${name}, second and last third`,
            `${megabytes(second)} and ${megabytes(last)} MB (${(growth * 100).toFixed(1)} %)`,
          ]),
        ],
      ),
    ]
    console.log(lines.join('\n'))
    if (MINUTES > 0) await writeFigures('load', lines)
    expect(actions.filter(({ status }) => !isGood(status))).toEqual([])
    expect(portals.pulls.filter(({ status }) => !isGood(status))).toEqual([])
    expect({ disagreement, undelivered }).toEqual({ disagreement: [], undelivered: [] })
    expect(actions.length).toBeGreaterThan(SECONDS / 3)
    expect(times.length).toBeGreaterThan(PORTALS)
    if (MINUTES < LONG) return
    expect(at(0.99)).toBeLessThanOrEqual(P99_MS)
    expect(thirds.filter(({ growth }) => growth > GROWTH)).toEqual([])
  },
  PATIENCE,
)

const isGood = (status: number | 'lost') => status === 200 || status === 201 || status === 304

const ofActions = (actions: { ms: number }[], share: number) => {
  const times = actions.map(({ ms }) => ms).sort((a, b) => a - b)
  return (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0)
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)
