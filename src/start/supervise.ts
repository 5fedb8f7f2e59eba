// Keeps the parts of Loa running: starts them side by side, shows what they say, starts one again that dies,
// and ends all of them in good order.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBackoff } from './backoff.ts'
import { words } from './words.ts'

export type Part = {
  /** Shown before each line it prints. */
  name: string
  /** Arguments of Node: flags, script and the script's own arguments. */
  args: string[]
  /** Added to this process's environment. */
  env?: Record<string, string | undefined>
}

export type Log = (entry: { from: string; line: string }) => void

/** How long a part has from SIGTERM to SIGKILL, in milliseconds. */
const GRACE_MS = 5000

/**
 * Starts all parts and keeps them running.
 *
 * @returns `gaveUp`, which settles with the name of a part that ended more than five times in a minute; and
 *   `stop`, which ends all parts within some five seconds and may be called repeatedly
 */
export const supervise = ({ parts, log }: { parts: Part[]; log: Log }) => {
  const stopping = new AbortController()
  let reportFailure: (name: string) => void
  const gaveUp = new Promise<string>((resolve) => {
    reportFailure = resolve
  })

  const keepRunning = async (part: Part) => {
    const backoff = createBackoff()
    while (!stopping.signal.aborted) {
      const { how } = await runOnce({ part, log, signal: stopping.signal })
      if (stopping.signal.aborted) return
      const ms = backoff.next()
      if (ms === null) {
        reportFailure(part.name)
        return
      }
      log({ from: part.name, line: words.restarting({ how, ms }) })
      await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const running = Promise.all(parts.map(keepRunning))
  const stop = async () => {
    stopping.abort()
    await running
  }
  return { gaveUp, stop }
}

/**
 * Runs one part until it ends, or until `signal` ends it: SIGTERM, and SIGKILL after five seconds. It also
 * ends by itself when this process dies.
 *
 * @returns its exit code (`null` when a signal ended it), and the same in words
 */
export const runOnce = async ({ part, log, signal }: { part: Part; log: Log; signal: AbortSignal }) => {
  if (signal.aborted) return { code: null, how: 'stopped' }
  const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, ...part.args], {
    env: { ...process.env, ...part.env, LOA_PARENT_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C in the terminal reaches only this process, which ends the parts in
    // order.
    detached: process.platform !== 'win32',
  })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => log({ from: part.name, line }))
  }
  let timer: NodeJS.Timeout | undefined
  const end = () => {
    child.kill('SIGTERM')
    timer = setTimeout(() => killGroup(child), GRACE_MS)
  }
  signal.addEventListener('abort', end, { once: true })
  const result = await ended(child)
  signal.removeEventListener('abort', end)
  clearTimeout(timer)
  // Whatever it started itself must not outlive it.
  killGroup(child)
  return result
}

const FOLLOW_PARENT = new URL('./followParent.mjs', import.meta.url).href

// `exit`, not `close`: a grandchild may hold the pipes open.
const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; how: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: 1, how: error.message }))
    child.once('exit', (code, signal) => resolve({ code, how: signal ?? `exit ${code}` }))
  })

const killGroup = (child: ChildProcess) => {
  if (!child.pid) return
  if (process.platform === 'win32') {
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}
