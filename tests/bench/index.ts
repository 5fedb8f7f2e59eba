// npm run bench: what Loa costs beside what it stands on, both measured in one run on one machine. Figures
// are ratios: this machine's speed cancels out.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { withoutApprovalGate } from '../../src/approval/database.ts'
import { startEmbeddedPostgres } from '../../src/database/embedded/index.ts'
import { benchCalendar } from './calendar.ts'
import { benchDelivery } from './delivery/index.ts'
import { benchProgress } from './progress.ts'
import { benchPublish } from './publish.ts'
import { benchReport, PLACEMENTS } from './report/index.ts'
import { benchScreens } from './screens.ts'

const ROUNDS = 60

/** `npm run bench -- delivery` measures one part, as `-- report`, `-- screens`, `-- calendar`; `-- others` the rest. */
const isAsked = (part: string) => process.argv.length < 3 || process.argv.includes(part)

/** A copy in which plain Payload may publish: our gate would refuse it. */
const copyWithoutGate = async (url: string): Promise<string> => {
  const original = new URL(url).pathname.slice(1)
  const at = (database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
  const run = async (database: string, statement: string) => {
    const client = new pg.Client({ connectionString: at(database) })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await run('template1', `create database plain template "${original}"`)
  await run('plain', withoutApprovalGate({ collection: 'items', auditLog: 'audit-log' }))
  return at('plain')
}

const directory = await mkdtemp(path.join(tmpdir(), 'loa-bench-'))
const server = await startEmbeddedPostgres({ dataDir: directory })
try {
  const env = {
    DATABASE_URL: server.url,
    DATA_DIR: directory,
    PAYLOAD_SECRET: `bench-${directory}-bench-bench`,
  }
  Object.assign(process.env, env, { NODE_ENV: 'production' })
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/start/migrate.ts'], {
    env: { ...process.env, LOA_SEED: 'demo' },
  })
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`)
  if (isAsked('delivery')) {
    console.log('\nDelivery beside plain Payload and a bare node:http server, and what was asked for:')
    for (const line of await benchDelivery({ databaseUrl: server.url })) console.log(`  ${line}`)
  }
  if (isAsked('screens')) {
    console.log("\nScreens beside Payload's own list of 20,000 placements (medians of 30 in ms; bound 1.5):")
    const measured = await benchScreens({ databaseUrl: server.url, dataDir: directory, rounds: 30 })
    for (const { name, ms, bytes, ratio } of measured)
      console.log(
        `  ${name.padEnd(10)} ${ms.toFixed(0)}   ${(bytes / 1e3).toFixed(0)} kB   ratio ${ratio.toFixed(2)}`,
      )
  }
  if (isAsked('report')) {
    console.log(
      `\nThe report over ${PLACEMENTS.toLocaleString('en')} placements, each format in a process of its own:`,
    )
    for (const { format, seconds, peak, rest, bytes, slowest } of await benchReport({
      databaseUrl: server.url,
    })) {
      const [most, before, size] = [peak, rest, bytes].map((count) => (count / 1e6).toFixed(0))
      console.log(
        `  ${format.padEnd(4)} ${seconds.toFixed(1)} s, ${size} MB; memory at most ${most} MB, before ${before} MB; nobody else waited longer than ${slowest.toFixed(0)} ms`,
      )
    }
  }
  if (isAsked('others')) await benchOthers(server.url)
  // last: it fills the database
  if (isAsked('calendar')) await tellCalendar(server.url)
} finally {
  await server.stop()
  await rm(directory, { recursive: true, force: true })
}
process.exit()

async function tellCalendar(databaseUrl: string) {
  const { placements, shown, list, month, ratio } = await benchCalendar({ databaseUrl, rounds: 30 })
  console.log(
    `\nA month of the calendar (${shown} items of ${placements} placements) beside Payload's list, ms:`,
  )
  console.log(`  month ${month.toFixed(0)}   list ${list.toFixed(0)}   ratio ${ratio.toFixed(2)}`)
}

async function benchOthers(databaseUrl: string) {
  console.log(`\nMedians of ${ROUNDS} in ms`)
  console.log('\nPublishing one item, approval, quota and editions included, beside plain Payload:')
  const plainUrl = await copyWithoutGate(databaseUrl)
  const rows = await benchPublish({ databaseUrl, plainUrl, rounds: ROUNDS })
  for (const { outlets, loa, plain, ratio } of rows) {
    console.log(
      `  ${outlets} outlets   Loa ${loa.toFixed(1)}   Payload ${plain.toFixed(1)}   ratio ${ratio.toFixed(2)}`,
    )
  }
  const { buckets, bytes, rows: read, answer } = await benchProgress({ databaseUrl, rounds: 20 })
  console.log(
    '\nThe state of a plan with 200 outlets, 60 weeks, 10 rules and 20,000 slots held (medians of 20 in ms):',
  )
  console.log(`  ${buckets} buckets read and worked out ${read.toFixed(0)}`)
  console.log(`  the whole answer, ${(bytes / 1e6).toFixed(0)} MB of JSON ${answer.toFixed(0)}`)
}
