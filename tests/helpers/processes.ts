// The processes of the application, each as an operator runs it: it can be killed in the middle of its work,
// and started again at the same address.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Kind = 'cms' | 'delivery' | 'worker'
export type Part = Awaited<ReturnType<typeof createPart>>

/** `npm test` has built the cms; whoever has not, builds here. */
export const buildWhenMissing = async () => {
  if (existsSync(path.join(root, '.next/BUILD_ID'))) return
  const { exited, output } = run([next, 'build'], {})
  if ((await exited) !== 0) throw new Error(output())
}

/**
 * One process of the application, not started yet, with a port of its own.
 * @param name what PostgreSQL calls its connections (`application_name` in `pg_stat_activity`)
 */
export const createPart = async ({ kind, name }: { kind: Kind; name: string }) => {
  const port = String(await freePort())
  const address = `http://127.0.0.1:${port}`
  let environment: Record<string, string> = {}
  let running: Running | undefined
  let earlier = ''
  let isUp = false

  const launch = async (attempt = 1): Promise<void> => {
    earlier += running?.output() ?? ''
    const now = run(COMMANDS[kind](port), { ...environment, PGAPPNAME: name })
    running = now
    try {
      await (kind === 'worker' ? says(now, 'worker runs') : answers(now, `${address}/readyz`))
      isUp = true
    } catch (error) {
      // Node 20 now and then ends with 13 where an import through a loader should go on; nothing of ours ran yet
      if (now.child.exitCode !== 13 || attempt === 5) throw error
      await launch(attempt + 1)
    }
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    isUp = false
    running?.child.kill(signal)
    await running?.exited
  }
  return {
    kind,
    name,
    port,
    address,
    /** Number of the process that runs now, or ran last. */
    pid: () => running?.child.pid,
    /** Whether it is ready and has not been told to end. */
    isUp: () => isUp,
    /** Starts it and waits until it is ready. */
    start: (env: Record<string, string>) => {
      environment = env
      return launch()
    },
    /** The same process again, at the same address. */
    restart: () => launch(),
    stop: () => end('SIGTERM'),
    /** Ends it at once, whatever it is doing. */
    kill: () => end('SIGKILL'),
    /** What it has printed, earlier lives included. */
    output: () => earlier + (running?.output() ?? ''),
  }
}

const root = path.join(import.meta.dirname, '../..')
const next = path.join(root, 'node_modules/next/dist/bin/next')

const COMMANDS: Record<Kind, (port: string) => string[]> = {
  cms: (port) => [next, 'start', '-p', port, '-H', '127.0.0.1'],
  delivery: () => ['--import', 'tsx', 'src/delivery/server.ts'],
  worker: () => ['--import', 'tsx', 'src/worker/index.ts'],
}

type Running = { child: ChildProcess; exited: Promise<number | null>; output: () => string }

const run = (args: string[], env: Record<string, string>): Running => {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text = (text + chunk).slice(-20_000)
    })
  }
  const exited = new Promise<number | null>((done) => child.once('exit', done))
  return { child, exited, output: () => text }
}

const answers = (running: Running, address: string) =>
  ready({
    running,
    what: address,
    check: async () => (await fetch(address).catch(() => undefined))?.ok === true,
  })

const says = (running: Running, words: string) =>
  ready({ running, what: words, check: async () => running.output().includes(words) })

const ready = async ({
  running: { child, output },
  what,
  check,
}: {
  running: Running
  what: string
  check: () => Promise<boolean>
}) => {
  const until = Date.now() + 60_000
  while (Date.now() < until && child.exitCode === null) {
    if (await check()) return
    await sleep(200)
  }
  throw new Error(`not ready, exit code ${child.exitCode}: ${what}\n${output()}`)
}

export const freePort = () =>
  new Promise<number>((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
