// The application as an operator runs it: the built cms and the delivery API, each a process of its own, on
// free ports, over a database of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Role } from '../../src/access/roles.ts'
import { type Contents, freshDatabase } from './database.ts'

export type Account = { role: Role; email: string; password: string; organization: string }
export type Application = Awaited<ReturnType<typeof startApplication>>

type DemoFile = { accounts: Account[]; subscribers: { outlet: string; key: string }[] }

const root = path.join(import.meta.dirname, '../..')

/** Starts both and waits until they are ready. `npm test` has built the cms; whoever has not, builds here. */
export const startApplication = async ({ contents }: { contents: Exclude<Contents, 'none'> }) => {
  if (!existsSync(path.join(root, '.next/BUILD_ID'))) await ended(run([next, 'build'], {}))
  const { url, dataDir } = await freshDatabase(contents)
  const [port, deliveryPort] = [await freePort(), await freePort()]
  const cms = `http://127.0.0.1:${port}`
  const delivery = `http://127.0.0.1:${deliveryPort}`
  const env = {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    PORT: String(port),
    DELIVERY_PORT: String(deliveryPort),
    HOST: '127.0.0.1',
    PUBLIC_URL: cms,
  }
  const children = [
    run([next, 'start', '-p', String(port), '-H', '127.0.0.1'], env),
    run(['--import', 'tsx', 'src/delivery/server.ts'], env),
  ]
  const stop = async () => {
    for (const { child } of children) child.kill('SIGTERM')
    await Promise.all(children.map(({ exited }) => exited))
  }
  try {
    await Promise.all(
      [cms, delivery].map((address, index) => ready(`${address}/readyz`, children[index] as Running)),
    )
  } catch (error) {
    await stop()
    throw error
  }
  const demo: DemoFile = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'))

  return {
    cms,
    delivery,
    dataDir,
    stop,
    /** What the cms and the delivery API have printed so far. */
    output: () => children.map(({ output }) => output()).join('\n'),
    account: (role: Role, organization: string): Account => {
      const found = demo.accounts.find((one) => one.role === role && one.organization === organization)
      if (!found) throw new Error(`no ${role} at ${organization}`)
      return found
    },
    keyOf: (outlet: string): string => {
      const found = demo.subscribers.find((one) => one.outlet === outlet)
      if (!found) throw new Error(`no subscriber for ${outlet}`)
      return found.key
    },
  }
}

type Running = { child: ChildProcess; exited: Promise<number | null>; output: () => string }

const next = path.join(root, 'node_modules/next/dist/bin/next')

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

const ended = async ({ exited, output }: Running) => {
  if ((await exited) !== 0) throw new Error(output())
}

const ready = async (address: string, { child, output }: Running) => {
  const until = Date.now() + 60_000
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok) return
    await sleep(200)
  }
  throw new Error(`${address} did not become ready\n${output()}`)
}

const freePort = () =>
  new Promise<number>((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
