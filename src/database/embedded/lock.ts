// One starter for one data folder. PostgreSQL guards its files against a second server, but not against a
// second starter that would stop the first one's server as a left-over.
import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf } from './processes.ts'

type Holder = { pid: number; identity: string | null }

// A holder that was just killed is still there for a moment.
const PATIENCE_MS = 2000

/**
 * Takes the lock, also over the lock of a process that has died, whoever has its number now.
 *
 * @returns a function that gives the lock back
 * @throws Error when a living process holds it
 */
export const takeLock = async ({ file, dataDir }: { file: string; dataDir: string }) => {
  const mine = JSON.stringify({ pid: process.pid, identity: await identityOf(process.pid) } satisfies Holder)
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const isTaken = await writeFile(file, mine, { flag: 'wx', mode: 0o600 }).then(
      () => true,
      (error) => {
        if (error.code !== 'EEXIST') throw error
        return false
      },
    )
    if (isTaken) return () => rm(file, { force: true })

    const seen = await readHolder(file)
    if (seen.holder && (await identityOf(seen.holder.pid)) === seen.holder.identity) {
      if (Date.now() < deadline) {
        await sleep(50)
        continue
      }
      throw new Error(
        `Thư mục ${dataDir} đang được tiến trình ${seen.holder.pid} sử dụng. ` +
          `${dataDir} is in use by process ${seen.holder.pid}; stop it or set another DATA_DIR.`,
      )
    }
    await setAside({ file, text: seen.text })
  }
}

// A lock that was created a moment ago may still be empty.
const readHolder = async (file: string): Promise<{ text: string; holder: Holder | null }> => {
  let text = ''
  for (let attempt = 0; attempt < 20; attempt++) {
    text = await readFile(file, 'utf8').catch(() => '')
    try {
      return { text, holder: JSON.parse(text) }
    } catch {
      await sleep(50)
    }
  }
  return { text, holder: null }
}

// Renamed, not deleted: of two starters that find the same dead lock only one gets it, and one that was late
// and moved the winner's new lock notices and puts it back.
const setAside = async ({ file, text }: { file: string; text: string }) => {
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  const isMoved = await rename(file, aside).then(
    () => true,
    () => false,
  )
  if (!isMoved) return
  if ((await readFile(aside, 'utf8')) === text) await rm(aside, { force: true })
  else await rename(aside, file)
}
