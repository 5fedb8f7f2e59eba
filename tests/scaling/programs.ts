// The programs of Debian's packages that these runs need, started as the user `postgres` where one is root.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { chown, mkdtemp, open } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Where the programs of PostgreSQL are. */
export const PG_BIN = process.env.PG_BIN ?? '/usr/lib/postgresql/15/bin'

/** Ends the process with a clear word where something is not installed. @param names programs, or paths to them */
export const requirePrograms = (names: string[], packages: string) => {
  const missing = names.filter((name) => !find(name))
  if (missing.length === 0) return
  console.log(`skipped: ${missing.join(', ')} not installed (apt-get install ${packages})`)
  process.exit(0)
}

const find = (name: string) =>
  [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '']
    .map((folder) => (path.isAbsolute(name) ? name : path.join(folder, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return existsSync(file)
      } catch {
        return false
      }
    })

const isRoot = process.getuid?.() === 0
const run = promisify(execFile)

/** A new folder that belongs to whoever runs PostgreSQL. */
export const newFolder = async (name: string) => {
  const folder = await mkdtemp(path.join(tmpdir(), `loa-${name}-`))
  if (isRoot) await chown(folder, await idOf('-u'), await idOf('-g'))
  return folder
}
const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)

const asPostgres = (program: string, args: string[]): [string, string[]] => {
  const file = find(program) ?? program
  if (!isRoot) return [file, args]
  const become = ['--reuid', 'postgres', '--regid', 'postgres', '--init-groups', '--pdeathsig', 'KILL']
  return ['setpriv', [...become, '--', file, ...args]]
}

/** Runs to the end. @throws Error with what it said */
export const once = (program: string, args: string[], env: Record<string, string> = {}) =>
  run(...asPostgres(program, args), { cwd: '/', env: { ...process.env, LC_ALL: 'C', ...env } })

/** Goes on running, into a log file; ends with this process. */
export const keep = async (
  program: string,
  args: string[],
  logFile: string,
  env: Record<string, string> = {},
): Promise<ChildProcess> => {
  const log = await open(logFile, 'a')
  const child = spawn(...asPostgres(program, args), {
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', ...env },
    stdio: ['ignore', log.fd, log.fd],
  })
  await log.close()
  return child
}

export const end = async (child: ChildProcess | undefined, signal: NodeJS.Signals = 'SIGTERM') => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  await Promise.race([gone, sleep(10_000).then(() => child.kill('SIGKILL'))])
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

export const until = async (what: string, check: () => Promise<boolean>, limitMs = 60_000) => {
  const end = Date.now() + limitMs
  while (!(await check().catch(() => false))) {
    if (Date.now() > end) throw new Error(`it did not come true: ${what}`)
    await sleep(50)
  }
}
