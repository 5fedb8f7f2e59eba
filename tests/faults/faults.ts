// What can break, one function each: it breaks something while the newsroom works, and settles when what it broke
// is whole again as far as the outside is concerned. All that follows, Loa has to do by itself.
import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Application } from '../helpers/application.ts'
import type { Part } from '../helpers/processes.ts'
import { type Postgres, until } from './postgres.ts'
import type { Cut, Wire } from './wire.ts'

export type House = {
  postgres: Postgres
  wire: Wire
  application: Application
  clockFile: string
  /** How long the disk stays full after PostgreSQL has ended, in milliseconds. */
  fullMs: number
}
export type Fault = {
  name: string
  isPossible?: (house: House) => boolean
  strike: (house: House) => unknown
}

const HOUR = 3_600_000

const killPart = (partOf: (house: House) => Part) => async (house: House) => {
  const part = partOf(house)
  await part.kill()
  await part.restart()
}

const cut = (where: Cut, times: number) => async (house: House) => {
  for (let n = 0; n < times; n += 1) await house.wire.cut(where)
}

/** Nothing can be written to the disk: first no table can grow, then no log. */
const fillDisk = async ({ postgres, fullMs }: House) => {
  const client = new pg.Client({ connectionString: postgres.url })
  client.on('error', () => undefined)
  await client.connect()
  await postgres.fillDisk()
  try {
    await sleep(1500)
    // what is set aside for the log is used up; PostgreSQL then ends
    for (let n = 0; n < 40; n += 1) {
      await client.query(`select pg_logical_emit_message(false, 'loa', repeat('x', 100000)), pg_switch_wal()`)
    }
  } catch {
    await sleep(fullMs)
  } finally {
    await postgres.makeRoom()
    await client.end().catch(() => undefined)
  }
  await postgres.isBack()
}

/** The worker's clock jumps a day ahead and a day back, while things fall due by the database's. */
const jump = async ({ clockFile }: House) => {
  for (const hours of [24, -24, 0]) {
    await writeFile(clockFile, String(hours * HOUR))
    await sleep(2500)
  }
}

export const FAULTS: Fault[] = [
  {
    name: 'PostgreSQL killed (SIGKILL, all its processes)',
    strike: async ({ postgres }) => {
      await postgres.kill()
      await postgres.isBack()
    },
  },
  {
    name: 'cms killed',
    strike: killPart(
      ({ application: { cmsParts } }) => cmsParts[Math.floor(Math.random() * cmsParts.length)] as Part,
    ),
  },
  { name: 'worker killed', strike: killPart(({ application }) => application.worker) },
  { name: 'delivery killed', strike: killPart(({ application }) => application.deliveryPart) },
  { name: 'connection cut in the middle of a transaction', strike: cut('statement', 5) },
  { name: 'connection cut before COMMIT arrives', strike: cut('before-commit', 5) },
  { name: 'connection cut after COMMIT, before its answer', strike: cut('after-commit', 5) },
  {
    name: 'slow database (every message 40 ms late, both ways)',
    strike: async ({ wire }) => {
      wire.slowDown(40)
      await sleep(4000)
      wire.slowDown(0)
    },
  },
  {
    name: 'database silent for three seconds',
    strike: async ({ wire }) => {
      const speak = wire.fallSilent()
      await sleep(3000)
      speak()
    },
  },
  { name: 'disk full', isPossible: ({ postgres }) => postgres.hasDisk, strike: fillDisk },
  { name: "the worker's clock a day ahead, then a day back", strike: jump },
]

/** Breaks it and waits until all is as before. Times in milliseconds. */
export const strike = async ({
  house,
  fault,
  isWriting,
  isServed,
  isCaughtUp,
}: {
  house: House
  fault: Fault
  isWriting: (since: number) => Promise<boolean>
  isServed: (since: number) => Promise<boolean>
  /** Whether what fell due before this moment (by the system's clock) has been published and pushed. */
  isCaughtUp: (at: Date) => Promise<boolean>
}) => {
  const begun = performance.now()
  await fault.strike(house)
  const whole = performance.now()
  const at = new Date()
  const after = async (check: () => Promise<boolean>) => {
    await until(check)
    return performance.now() - whole
  }
  const [writing, served, caughtUp] = await Promise.all([
    after(() => isWriting(whole)),
    after(() => isServed(whole)),
    after(() => isCaughtUp(at)),
  ])
  return { name: fault.name, outage: whole - begun, writing, served, caughtUp }
}

export type Struck = Awaited<ReturnType<typeof strike>>
