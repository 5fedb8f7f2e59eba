// One POST to a receiver that may do anything: answer never, endlessly, or by sending us elsewhere.
import http from 'node:http'
import https from 'node:https'
import { checkTarget, guardedLookup, type Resolve, type TargetPolicy, TargetRefused } from './targetGuard.ts'

/** What came of an attempt. Without `status` nobody answered, and `error` says why. */
export type Outcome = {
  status?: number
  /** A code: `timeout`, `redirect`, one of `TargetProblem`, or the system's (`ECONNRESET`, …). */
  error?: string
  /** The beginning of the answer, at most 500 bytes. */
  answer?: string
  /** Seconds the receiver asked for. */
  retryAfter?: number
  /** Duration in milliseconds. */
  ms: number
}

/** From the beginning to the end of the answer, in milliseconds. */
const TIMEOUT = 15_000
/** As much of an answer as is kept, and read, in bytes. */
const EXCERPT = 500

/** Sends once, follows nowhere, and never throws. */
export const send = async ({
  target,
  timeout = TIMEOUT,
  ...request
}: {
  target: string
  headers: Record<string, string>
  body: string
  policy: TargetPolicy
  resolve?: Resolve
  timeout?: number
}): Promise<Outcome> => {
  const since = performance.now()
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), timeout)
  const outcome = await post({ target, signal: stop.signal, ...request }).catch((error) => ({
    error: stop.signal.aborted ? 'timeout' : codeOf(error),
  }))
  clearTimeout(timer)
  return { ...outcome, ms: Math.round(performance.now() - since) }
}

type Request = {
  target: string
  headers: Record<string, string>
  body: string
  policy: TargetPolicy
  resolve?: Resolve
  signal: AbortSignal
}

const post = ({ target, headers, body, policy, resolve, signal }: Request) =>
  new Promise<Omit<Outcome, 'ms'>>((done, fail) => {
    const url = checkTarget(target, policy)
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' },
      lookup: guardedLookup({ policy, resolve }),
      // a connection of its own each time: one that is kept was checked for another name
      agent: false,
      signal,
    })
    request.once('error', fail)
    request.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })))
    request.once('response', (response) => {
      const { statusCode: status = 0 } = response
      const chunks: Buffer[] = []
      const finish = () => {
        const isRedirect = status >= 300 && status < 400
        done({
          status,
          answer: excerptOf(Buffer.concat(chunks)),
          retryAfter: secondsOf(response.headers['retry-after']),
          ...(isRedirect ? { error: 'redirect' } : {}),
        })
        request.destroy()
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (chunks.reduce((sum, { length }) => sum + length, 0) >= EXCERPT) finish()
      })
      // the status was said: that the rest is lost, or slow, changes nothing
      for (const event of ['end', 'close', 'error']) response.once(event, finish)
      signal.addEventListener('abort', finish, { once: true })
    })
    request.end(body)
  })

// PostgreSQL knows no NUL in a text
const excerptOf = (bytes: Buffer): string =>
  bytes.subarray(0, EXCERPT).toString('utf8').replaceAll('\0', '').replace(/�+$/, '')

/** `Retry-After`: seconds or a date (RFC 9110, 10.2.3). */
const secondsOf = (value: string | undefined): number | undefined => {
  if (value === undefined) return undefined
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000))
}

const codeOf = (error: unknown): string => {
  if (error instanceof TargetRefused) return error.code
  const { code } = (error ?? {}) as { code?: unknown }
  // with several addresses Node tells of each
  const [first] = error instanceof AggregateError ? error.errors : []
  return String(code ?? (first as { code?: unknown } | undefined)?.code ?? 'failed').slice(0, 60)
}
