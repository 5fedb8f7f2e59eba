// What has to be there before Loa can run: packages and a build. Each is made only when it is missing or out
// of date. Only Node's own modules here: there may be no others yet.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const OLDEST_NODE = [20, 19]

const FOLLOW_PARENT = new URL('../src/start/followParent.mjs', import.meta.url).href
// as src/dataDir.ts has it, which cannot be loaded before there are packages
const { DATA_DIR } = process.env
const logs = join(resolve(root, DATA_DIR?.trim() ? DATA_DIR : '.data'), 'logs')

/** Ends the process with a clear message where Node is too old. */
export const requireNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  console.error(
    `Loa cần Node.js ${OLDEST_NODE.join('.')} trở lên, máy này có ${process.versions.node} · ` +
      `Loa needs Node.js ${OLDEST_NODE.join('.')} or newer, this is ${process.versions.node}: https://nodejs.org`,
  )
  process.exit(1)
}

/**
 * Installs the packages of package-lock.json unless they are there. A set installed in another way counts
 * too.
 *
 * @throws Error when npm fails; the end of what it said has been shown
 */
export const installWhenNeeded = async () => {
  if (await isInstalled()) return
  // `npm start` names the npm it was called by; a plain `node bin/start.mjs` takes the one on the path.
  const npm = process.env.npm_execpath || ''
  const isNpm = basename(npm).startsWith('npm-cli')
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  await step({
    title: 'Cài đặt thư viện · Installing packages',
    logFile: join(logs, 'install.log'),
    command: isNpm ? process.execPath : 'npm',
    args: isNpm ? ['--import', FOLLOW_PARENT, npm, ...args] : args,
    env: process.env,
  })
  await writeFile(installedLock, await hashLock())
}

/**
 * Builds the web application unless the build in `.next` was made from the same sources. Needs no database.
 *
 * @throws Error when the build fails; the end of what it said has been shown
 */
export const buildWhenNeeded = async () => {
  const recorded = join(root, '.next', 'loa-build-hash')
  const isBuilt = existsSync(join(root, '.next', 'BUILD_ID'))
  if (isBuilt && (await readText(recorded)) === (await hashSources())) return
  await rm(recorded, { force: true })
  const before = await hashSources()
  const { DATABASE_URL: _, ...env } = process.env
  await step({
    title: 'Dựng ứng dụng · Building',
    logFile: join(logs, 'build.log'),
    command: process.execPath,
    args: ['--import', FOLLOW_PARENT, join(root, 'node_modules/next/dist/bin/next'), 'build'],
    env: {
      ...env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      // Payload wants one to load its configuration; nothing is signed with it.
      PAYLOAD_SECRET: 'only while building, never at run time',
    },
  })
  await writeFile(recorded, before)
}

const current = { child: undefined, isInterrupted: false }

/** Ends the installation or build that is under way, if any; npm ignores SIGTERM while it downloads. */
export const interrupt = () => {
  current.isInterrupted = true
  endChild('SIGTERM')
  setTimeout(() => endChild('SIGKILL'), 2000).unref()
}

const endChild = (signal) => {
  if (!current.child) return
  try {
    process.kill(process.platform === 'win32' ? current.child.pid : -current.child.pid, signal)
  } catch {
    // It has just ended.
  }
}

// What we installed ourselves is known by the hash of its lock file. For a set that someone else installed,
// npm's own record counts; npm writes it as its last act, so an interrupted installation is not taken for a
// whole one.
const isInstalled = async () => {
  if ((await readText(installedLock)) === (await hashLock())) return true
  const [wanted, present] = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map((name) => readText(join(root, name))),
  )
  if (!wanted || !present) return false
  const installed = JSON.parse(present).packages
  return Object.entries(JSON.parse(wanted).packages).every(
    ([path, { version, optional, devOptional, link }]) => {
      if (path === '' || link) return true
      // Packages for other platforms are left out.
      if (!installed[path]) return Boolean(optional || devOptional)
      return installed[path].version === version
    },
  )
}

const installedLock = join(root, 'node_modules', '.loa-lock')
const hashLock = async () =>
  createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex')

const SOURCES = [
  ...['src', 'collections', 'hooks', 'seed', 'public', 'payload.config.ts'],
  ...['next.config.ts', 'next.config.mjs', 'package-lock.json', 'tsconfig.json'],
]

/** What a build is made from, absolute. Plans and the content of the demo are read when they are loaded. */
export const sourceFiles = async () => {
  const files = (await Promise.all(SOURCES.map((source) => filesIn(join(root, source))))).flat()
  return files.filter((file) => !file.endsWith('.yaml'))
}

const hashSources = async () => {
  const hash = createHash('sha256')
  for (const file of await sourceFiles()) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(await readFile(file))
      .update('\0')
  }
  return hash.digest('hex')
}

const filesIn = async (path) => {
  if (!existsSync(path)) return []
  try {
    const names = (await readdir(path)).sort()
    return (await Promise.all(names.map((name) => filesIn(join(path, name))))).flat()
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}

const readText = (file) => readFile(file, 'utf8').catch(() => '')

/** Runs a command into a log file, with a line that shows how long it has been at it. */
const step = async ({ title, logFile, command, args, env }) => {
  await mkdir(dirname(logFile), { recursive: true })
  const progress = showProgress(title)
  const log = createWriteStream(logFile)
  const isWindows = process.platform === 'win32'
  const child = spawn(command, args, {
    cwd: root,
    env: { ...env, LOA_PARENT_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows && command === 'npm',
    detached: !isWindows,
  })
  current.child = child
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const code = await new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('close', (exitCode, signal) => done(signal || exitCode))
  })
  current.child = undefined
  await new Promise((done) => log.end(done))
  progress.end(code === 0)
  if (code === 0) return
  if (!current.isInterrupted) console.error(shorten(await readText(logFile)))
  throw new Error(`${title}: ${code} · ${logFile}`)
}

// npm says what is wrong first and explains its options last; compilers do the opposite.
const shorten = (text) => {
  const lines = text.trim().split('\n')
  return (lines.length <= 50 ? lines : [...lines.slice(0, 20), '…', ...lines.slice(-30)]).join('\n')
}

const showProgress = (title) => {
  const since = Date.now()
  const elapsed = () => `${Math.round((Date.now() - since) / 1000)} s`
  const isTerminal = process.stdout.isTTY
  const show = (end) => process.stdout.write(`${isTerminal ? '\r\x1b[K' : ''}${title} … ${elapsed()}${end}`)
  show(isTerminal ? '' : '\n')
  const timer = setInterval(() => show(isTerminal ? '' : '\n'), isTerminal ? 1000 : 15_000)
  return {
    end: (isDone) => {
      clearInterval(timer)
      show(isDone ? ' ✓\n' : ' ✗\n')
    },
  }
}
