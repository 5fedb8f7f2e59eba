// Why this exists: a lease as long as the slowest receiver keeps everything that waits behind a worker that died for as
// long. Here a lease is short, and renewed while its row is being sent.

/**
 * Renews what is held, every `everyMs` milliseconds; nothing is asked of the database while sending is quick.
 * @param renew must not throw; what it fails to renew is taken over by others when its lease is over
 * @returns does `work` while the row counts as held
 */
export const keepLeases = <Row>({
  renew,
  everyMs,
}: {
  renew: (rows: Row[]) => Promise<void>
  everyMs: number
}) => {
  const held = new Set<Row>()
  let timer: NodeJS.Timeout | undefined
  return async (row: Row, work: () => Promise<void>): Promise<void> => {
    held.add(row)
    timer ??= setInterval(() => void renew([...held]), everyMs).unref()
    try {
      await work()
    } finally {
      held.delete(row)
      if (held.size === 0) {
        clearInterval(timer)
        timer = undefined
      }
    }
  }
}
