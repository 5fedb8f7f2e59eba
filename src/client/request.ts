// One request with the key: asked again when the API is busy or away, and no longer than agreed.
import { errorOf, LoaError, unexpected } from './error.ts'

export type RequestOptions = {
  key: string
  fetch: typeof globalThis.fetch
  language: 'vi' | 'en'
  retries: number
  timeout: number
  maxWait: number
}

type Request<Result> = {
  address: string
  /** Sent by POST, as JSON. Only what may be sent twice: it is when an answer gets lost. */
  body?: unknown
  /** What is kept of this address has this ETag; the answer may then be 304. */
  etag?: string
  /** Reads a success or a 304; what is lost on the way of the body is asked for again as well. */
  read: (response: Response) => Result | Promise<Result>
  signal?: AbortSignal
  options: RequestOptions
}

/** Too many requests; and what a server, or the proxy before it, says while it is being restarted. */
const WORTH_ASKING_AGAIN = new Set([429, 502, 503, 504])

/**
 * What `read` makes of the answer. `Retry-After` is honoured; without one the waits double from about one
 * second, with jitter, so that many copies do not come back together.
 *
 * @throws LoaError for every other answer, and when nobody answers; the reason of `signal` when it aborts
 */
export const request = async <Result>(wanted: Request<Result>): Promise<Result> => {
  const { retries, maxWait } = wanted.options
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await attemptOnce(wanted)
    } catch (error) {
      wanted.signal?.throwIfAborted()
      if (!(error instanceof LoaError)) throw error
      const wait = error.retryAfter ?? 2 ** attempt * (0.5 + Math.random() / 2)
      const isWorthIt = error.code === 'unreachable' || WORTH_ASKING_AGAIN.has(error.status)
      if (!isWorthIt || attempt >= retries || wait > maxWait) throw error
      await pause({ seconds: wait, signal: wanted.signal })
    }
  }
}

const attemptOnce = async <Result>({ address, body, etag, read, signal, options }: Request<Result>) => {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), options.timeout * 1000)
  try {
    const response = await options.fetch(address, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept: '*/*',
        'accept-language': options.language,
        authorization: `Bearer ${options.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
      },
      // The API never redirects; following one could carry the key somewhere else.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    })
    if (response.ok || (response.status === 304 && etag !== undefined)) return await read(response)
    throw response.status < 400 ? unexpected({ status: response.status }) : await errorOf(response)
  } catch (cause) {
    if (cause instanceof LoaError) throw cause
    throw new LoaError({ message: 'The delivery API does not answer', status: 0, code: 'unreachable', cause })
  } finally {
    clearTimeout(timer)
  }
}

/** @throws the reason of `signal` when it aborts */
export const pause = ({ seconds, signal }: { seconds: number; signal?: AbortSignal | undefined }) =>
  new Promise<void>((done, fail) => {
    if (signal?.aborted) return fail(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      fail(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      done()
    }, seconds * 1000)
    signal?.addEventListener('abort', stop, { once: true })
  })
