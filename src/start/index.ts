// `npm start`, once packages and build are there: database, migrations, then cms, delivery and worker, and
// all of it down again in the opposite order. With `--dev`, the parts reload when their sources change.
import { ConfigurationError, findOrCreateSecret, readConfiguration } from './configuration.ts'
import { superviseDatabase } from './database.ts'
import { migration, parts } from './parts.ts'
import { portProblem } from './ports.ts'
import { waitUntilReady } from './ready.ts'
import { summarise } from './summary.ts'
import { type Log, runOnce, supervise } from './supervise.ts'
import { words } from './words.ts'

const READY_LIMIT_MS = 180_000
/** The parts have five seconds, the database the rest; whoever asked for the stop waits at most ten. */
const DATABASE_STOP_MS = 3500
const STOP_LIMIT_MS = 9500

const isDev = process.argv.includes('--dev')
const startedAt = Number(process.env.LOA_STARTED_AT) || Date.now()
const stopping = new AbortController()
const stops: (() => Promise<void>)[] = []

const start = async () => {
  const configuration = readConfiguration({ env: process.env, root: process.cwd() })
  for (const notice of configuration.notices) say(notice)
  await requireFreePorts(configuration)
  const secret = configuration.secret ?? (await findOrCreateSecret(configuration))

  const database = configuration.databaseUrl ? undefined : await startDatabase(configuration.dataDir)
  const databaseUrl = configuration.databaseUrl ?? database?.url ?? ''
  const target = { configuration, databaseUrl, secret, isDev }

  say(words.migrating)
  const migrating = runOnce({ part: migration(target), log, signal: stopping.signal })
  stops.push(async () => void (await migrating))
  const { code } = await migrating
  stopping.signal.throwIfAborted()
  if (code !== 0) throw new Error(words.migrationFailed)

  say(words.startingParts)
  const supervisor = supervise({ parts: parts(target), log })
  stops.push(supervisor.stop)
  const failed = supervisor.gaveUp.then((name) => Promise.reject(new Error(words.gaveUp({ name }))))

  const { host, port, deliveryPort } = configuration
  const reachable =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
  const urls = [port, deliveryPort].map((number) => `http://${reachable}:${number}/readyz`)
  await Promise.race([failed, waitUntilReady({ urls, timeoutMs: READY_LIMIT_MS, signal: stopping.signal })])
  for (const line of await summarise({ configuration, ms: Date.now() - startedAt })) console.log(line)
  await failed
}

const startDatabase = async (dataDir: string) => {
  say(words.startingDatabase)
  const starting = superviseDatabase({ dataDir, log })
  // A stop that comes while it starts waits for it, so that nothing is left half done.
  stops.push(async () => {
    const database = await starting.catch(() => undefined)
    await database?.stop({ withinMs: DATABASE_STOP_MS })
  })
  const database = await starting
  stopping.signal.throwIfAborted()
  return database
}

const requireFreePorts = async ({
  host,
  port,
  deliveryPort,
}: {
  host: string
  port: number
  deliveryPort: number
}) => {
  const problems: string[] = []
  for (const [name, number] of [
    ['PORT', port],
    ['DELIVERY_PORT', deliveryPort],
  ] as const) {
    const code = await portProblem({ host, port: number })
    if (code === 'EADDRINUSE') problems.push(words.portTaken({ name, port: number, other: number + 100 }))
    else if (code) problems.push(words.portRefused({ name, port: number, code }))
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

const stop = async ({ exitCode }: { exitCode: number }) => {
  if (stopping.signal.aborted) return
  const since = Date.now()
  stopping.abort(new Error(words.stopping))
  say(words.stopping)
  setTimeout(() => process.exit(exitCode || 1), STOP_LIMIT_MS).unref()
  for (const end of stops.reverse()) await end().catch((error) => console.error(error.message))
  say(words.stopped({ ms: Date.now() - since }))
  process.exit(exitCode)
}

const say = (line: string) => log({ from: 'loa', line })
const log: Log = ({ from, line }) => console.log(`${from.padEnd(8)} │ ${line}`)

// A reader that goes away (`npm start | head`) is no reason to go down.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop({ exitCode: 0 }))

start().catch(async (error) => {
  if (stopping.signal.aborted) return
  if (error instanceof ConfigurationError) {
    for (const problem of error.problems) console.error(problem)
    process.exit(2)
  }
  console.error(error.message)
  if (stops.length === 0) process.exit(1)
  await stop({ exitCode: 1 })
})
