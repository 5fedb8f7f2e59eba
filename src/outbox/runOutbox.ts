// The loop of whoever sends what an outbox holds: claim what is due, handle it, look again. As many copies as you like.
import { setTimeout as sleep } from 'node:timers/promises'

const IDLE_MS = 1000
const GRACE_MS = 4000

/**
 * Runs until `signal` aborts; what is under way then has four seconds to end.
 * @param claim leases at most `limit` rows; must let no other process have them meanwhile. Must not throw
 * @param handle sends one row and records what came of it; must not throw
 * @param width how many are handled at a time
 */
export const runOutbox = async <Row>({
  claim,
  handle,
  width,
  signal,
}: {
  claim: (limit: number) => Promise<Row[]>
  handle: (row: Row) => Promise<void>
  width: number
  signal: AbortSignal
}): Promise<void> => {
  const busy = new Set<Promise<void>>()
  while (!signal.aborted) {
    const rows = busy.size < width ? await claim(width - busy.size) : []
    for (const row of rows) {
      const one: Promise<void> = handle(row).finally(() => busy.delete(one))
      busy.add(one)
    }
    // who is done may have a next one at once
    const idle = new AbortController()
    const either = AbortSignal.any([signal, idle.signal])
    const rest = sleep(IDLE_MS, undefined, { signal: either }).catch(() => undefined)
    await Promise.race([...busy, rest])
    idle.abort()
  }
  await Promise.race([Promise.all(busy), sleep(GRACE_MS)])
}
