import { setTimeout as sleep } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded/index.ts'
import { createBackoff } from './backoff.ts'
import type { Log } from './supervise.ts'
import { words } from './words.ts'

/**
 * Starts the embedded PostgreSQL and keeps it running at one address, so that the parts find it again after a
 * crash.
 *
 * @returns its `url`; `gaveUp`, which settles when it keeps ending; and `stop`
 * @throws Error when it cannot be started the first time
 */
export const superviseDatabase = async ({ dataDir, log }: { dataDir: string; log: Log }) => {
  const stopping = new AbortController()
  const say = (line: string) => log({ from: 'postgres', line })
  let current: EmbeddedPostgres | undefined = await startEmbeddedPostgres({ dataDir, log: say })
  const { url, port } = current

  const keepRunning = async () => {
    const backoff = createBackoff()
    for (;;) {
      await current?.exited
      if (stopping.signal.aborted) return
      const ms = backoff.next()
      if (ms === null) return
      say(words.restarting({ how: 'PostgreSQL', ms }))
      await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      current = await startEmbeddedPostgres({ dataDir, port, log: say }).catch((error) => {
        say(error.message)
        return undefined
      })
    }
  }

  const running = keepRunning()
  const stop = async ({ withinMs }: { withinMs: number }) => {
    stopping.abort()
    await current?.stop({ withinMs })
    await running
    // It may have been in the middle of a restart.
    await current?.stop({ withinMs })
  }
  return { url, gaveUp: running, stop }
}
