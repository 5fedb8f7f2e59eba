import { setTimeout as sleep } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded/index.ts'
import { createBackoff } from './backoff.ts'
import type { Log } from './supervise.ts'
import { words } from './words.ts'

/**
 * How long it rests when it keeps ending, in milliseconds. It is never given up: the disk is full, say, and as soon
 * as there is room everything goes on.
 */
const LONG_REST_MS = 10_000

/**
 * Starts the embedded PostgreSQL and keeps it running at one address, so that the parts find it again after a
 * crash.
 *
 * @returns its `url`, and `stop`
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
      const ms = backoff.next() ?? LONG_REST_MS
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
  return { url, stop }
}
