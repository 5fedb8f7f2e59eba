// Loaded with `node --import` into every process that Loa starts: ends it when its parent dies, however that
// happens (kill -9 included), so that no part is left running unseen with the port taken. Plain JavaScript,
// because it also runs where no TypeScript loader does.
import { isMainThread } from 'node:worker_threads'

const LOOK_EVERY_MS = 500
const GRACE_MS = 12_000

if (isMainThread) {
  // The parent may already be gone when this line runs; whoever starts us therefore says who it is.
  const parent = Number(process.env.LOA_PARENT_PID) || process.ppid
  delete process.env.LOA_PARENT_PID

  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY_MS)
  timer.unref()
}
