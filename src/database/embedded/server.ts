// The server process: started when nothing of an earlier run is left, watched until it is ready, stopped in
// time.
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, open, readFile, rm, stat, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { environmentOf } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { isAlive, serversOf } from './processes.ts'

export type Server = { port: number; child: ChildProcess; exited: Promise<void> }

const LOG_LIMIT_BYTES = 8 * 1024 * 1024
const READY_LIMIT_MS = 120_000

/**
 * Ends what an earlier run left running on the cluster, first in PostgreSQL's orderly way, and removes its
 * `postmaster.pid`: its number may belong to an unrelated process by now.
 *
 * @throws Error when such a process cannot be ended
 */
export const endLeftovers = async ({
  clusterDir,
  log,
}: {
  clusterDir: string
  log: (line: string) => void
}) => {
  const pidFile = join(clusterDir, 'postmaster.pid')
  const recorded = (await readPidFile(pidFile))?.pid
  const find = () => serversOf({ clusterDir, recorded })
  const steps = [
    { signal: 'SIGINT', waitMs: 8000 },
    { signal: 'SIGQUIT', waitMs: 3000 },
    { signal: 'SIGKILL', waitMs: 3000 },
  ] as const
  for (const { signal, waitMs } of steps) {
    const left = await find()
    if (left.length === 0) break
    log(`PostgreSQL of an earlier run is still there (${left.join(', ')}): ${signal}`)
    // Only the first process takes orders; where it is gone, the others have noticed and are leaving.
    const isLed = recorded !== undefined && left.includes(recorded)
    for (const pid of isLed && signal !== 'SIGKILL' ? [recorded] : left) kill(pid, signal)
    await until({ check: async () => (await find()).length === 0, limitMs: waitMs })
  }
  const left = await find()
  if (left.length > 0) throw new Error(`PostgreSQL process ${left.join(', ')} still uses ${clusterDir}`)
  await rm(pidFile, { force: true })
}

/**
 * Starts the server on 127.0.0.1 and waits until it takes connections.
 *
 * @param port without one, a free port is taken anew at each start
 * @throws Error with the end of its log when it does not come up
 */
export const startServer = async (target: {
  cluster: Cluster
  logFile: string
  isDurable: boolean
  port?: number
}): Promise<Server> => {
  const deadline = Date.now() + 15_000
  for (;;) {
    const port = target.port ?? (await freePort())
    const result = await tryToStart({ ...target, port })
    if (typeof result !== 'string') return result
    // Between choosing the port and listening on it, somebody else may have taken it; and processes of a
    // killed server may take a moment to let go of its memory.
    const isWorthRetrying = /could not bind|could not create any TCP|is still in use/.test(result)
    if (!isWorthRetrying || Date.now() > deadline) throw new Error(`PostgreSQL: ${result}`)
    await sleep(200)
  }
}

/** Ends the server: open transactions are rolled back; when that takes too long, at once. */
export const stopServer = async ({ server, withinMs }: { server: Server; withinMs: number }) => {
  for (const [signal, share] of [
    ['SIGINT', 0.7],
    ['SIGQUIT', 0.2],
    ['SIGKILL', 0.1],
  ] as const) {
    server.child.kill(signal)
    const isGone = await Promise.race([server.exited.then(() => true), sleep(withinMs * share, false)])
    if (isGone) return
  }
}

/** Keeps the log below some megabytes, one older copy included. Call it now and then. */
export const boundLog = async (logFile: string) => {
  const { size } = await stat(logFile)
  if (size < LOG_LIMIT_BYTES) return
  // Copied and emptied, not renamed: the server goes on writing to the file it has open.
  await copyFile(logFile, `${logFile}.1`)
  await truncate(logFile)
}

/** The running server, or what it said when it ended instead. */
const tryToStart = async (target: {
  cluster: Cluster
  logFile: string
  isDurable: boolean
  port: number
}): Promise<Server | string> => {
  const { cluster, logFile, isDurable, port } = target
  const log = await open(logFile, 'a', 0o600)
  const { size: start } = await log.stat()
  const [command, args] = cluster.launcher.wrap({
    program: cluster.binaries.postgres,
    args: ['-D', cluster.clusterDir, ...settings({ port, isDurable }).flatMap((setting) => ['-c', setting])],
    // The server ends with its starter, even when that is killed.
    deathSignal: 'INT',
  })
  const child = spawn(command, args, {
    ...cluster.launcher.spawnOptions,
    env: environmentOf(cluster.binaries),
    cwd: '/',
    stdio: ['ignore', log.fd, log.fd],
    // Ctrl-C in the terminal reaches the whole process group; the server must outlive its clients.
    detached: true,
  })
  await log.close()
  let hasExited = false
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  }).then(() => {
    hasExited = true
  })

  const isReady = await until({
    check: async () => {
      if (hasExited) return true
      const status = await readPidFile(join(cluster.clusterDir, 'postmaster.pid'))
      return status?.pid === child.pid && status?.isReady === true
    },
    limitMs: READY_LIMIT_MS,
  })
  if (isReady && !hasExited) return { port, child, exited }
  await stopServer({ server: { port, child, exited }, withinMs: 5000 })
  const said = (await readFile(logFile)).subarray(start).toString().trim()
  return said.slice(-2000) || 'did not start'
}

const settings = ({ port, isDurable }: { port: number; isDurable: boolean }) => [
  `port=${port}`,
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=128MB',
  'wal_level=replica',
  'max_wal_size=512MB',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
  'log_checkpoints=off',
  'log_line_prefix=%m [%p] ',
  ...(isDurable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
]

// https://www.postgresql.org/docs/18/storage-file-layout.html: number, folder, start time, port, socket
// folder, address, memory key, status.
const readPidFile = async (file: string) => {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready' } : null
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const kill = (pid: number, signal: NodeJS.Signals) => {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (isAlive(pid)) throw error
  }
}

const until = async ({ check, limitMs }: { check: () => Promise<boolean>; limitMs: number }) => {
  const deadline = Date.now() + limitMs
  while (Date.now() < deadline) {
    if (await check()) return true
    await sleep(25)
  }
  return check()
}
