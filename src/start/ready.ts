import { setTimeout as sleep } from 'node:timers/promises'
import { words } from './words.ts'

/**
 * Waits until every address answers 200.
 *
 * @throws Error with the last answer of the first that does not within `timeoutMs`; or when `signal` aborts
 */
export const waitUntilReady = async (target: { urls: string[]; timeoutMs: number; signal: AbortSignal }) => {
  await Promise.all(target.urls.map((url) => waitFor({ ...target, url })))
}

const waitFor = async ({
  url,
  timeoutMs,
  signal,
}: {
  url: string
  timeoutMs: number
  signal: AbortSignal
}) => {
  const deadline = Date.now() + timeoutMs
  let answer = ''
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) })
      if (response.status === 200) return
      answer = `${response.status} ${(await response.text()).slice(0, 200)}`
    } catch (error) {
      signal.throwIfAborted()
      const { cause, message } = error as Error
      answer = cause instanceof Error ? cause.message : message
    }
    await sleep(200, undefined, { signal })
  }
  throw new Error(words.notReady({ url, answer, ms: timeoutMs }))
}
