// Ends this process when the npm that runs it dies: npm cannot pass on a SIGKILL. Without npm nothing is
// followed, because whoever typed the command may well go away (nohup, a service manager).
import { readFileSync } from 'node:fs'

const LOOK_EVERY_MS = 500

/** Sends SIGTERM to this process once npm, or the shell that npm put between, is gone. */
export const followNpm = async () => {
  if (!process.env.npm_lifecycle_event) return
  await import('../src/start/followParent.mjs')
  if (process.platform !== 'linux' || !isShellOfNpm(process.ppid)) return
  const npm = parentOf(process.ppid)
  const timer = setInterval(() => {
    if (parentOf(process.ppid) === npm) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY_MS)
  timer.unref()
}

// `sh -c "node bin/start.mjs"`: some shells replace themselves by the command, others stay as our parent.
const isShellOfNpm = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[1] === '-c'
  } catch {
    return false
  }
}

const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}
