// The line of each request where there are thousands a second: made by hand and handed on many at once. Through pino, line by
// line, it took the delivery server two thirds of its rate of 304s.
import { type Logger, symbols } from 'pino'
import { isLogStructured } from './logger.ts'
import { isProbe } from './probes.ts'
import { readablePath } from './readablePath.ts'

/** `ms`: from request to answer. `isGivenUp`: the caller went away before it had the answer. */
export type RequestLine = {
  requestId: string
  method: string
  url: string
  status: number
  ms: number
  isGivenUp?: boolean
}

/** For so long a line may be held back, in milliseconds. */
const HELD_MS = 50
/** In characters. */
const MOST_HELD = 32_000

/**
 * Writes the same lines as `followRequests`, to where the logger writes. What is held goes out when the process exits.
 * @returns null where no lines are written: logs are for a person, or the level is above
 */
export const requestLines = (logger: Logger): ((line: RequestLine) => void) | null => {
  if (!isLogStructured() || !logger.isLevelEnabled('error')) return null
  const isInfo = logger.isLevelEnabled('info')
  const isWarn = logger.isLevelEnabled('warn')
  const output = (logger as unknown as Record<symbol, { write: (text: string) => void }>)[symbols.streamSym]
  const fixed = `,"pid":${process.pid},"name":${JSON.stringify(logger.bindings().name)},"requestId":"`
  const pathOf = pathsOf()
  const timeOf = timesOf()
  let held = ''
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (held) output?.write(held)
    held = ''
  }
  // before the output's own, which writes what it has
  process.prependListener('exit', flush)
  return ({ requestId, method, url, status, ms, isGivenUp = false }) => {
    const path = pathOf(url)
    if (path === null && status < 400) return
    const level = status >= 500 ? 'error' : isGivenUp ? 'warn' : 'info'
    if ((level === 'info' && !isInfo) || (level === 'warn' && !isWarn)) return
    const text = level === 'warn' ? GIVEN_UP : 'request'
    const rounded = Math.round(ms * 100) / 100
    // the id and the method were checked by their form before: nothing in them needs escaping
    held += `{"level":"${level}","time":"${timeOf()}"${fixed}${requestId}","method":"${method}","path":${path ?? JSON.stringify(readablePath(url))},"status":${status},"ms":${rounded},"msg":"${text}"}\n`
    if (held.length > MOST_HELD) flush()
    else timer ??= setTimeout(flush, HELD_MS).unref()
  }
}

/** Said of a request whose caller went away. */
export const GIVEN_UP = 'request given up by its caller'

/** The readable path as JSON, remembered by the address; null: a probe's. */
const pathsOf = () => {
  const known = new Map<string, string | null>()
  return (url: string): string | null => {
    const already = known.get(url)
    if (already !== undefined) return already
    const path = readablePath(url)
    const made = isProbe(path) ? null : JSON.stringify(path)
    if (known.size >= 1000) known.clear()
    if (url.length <= 500) known.set(url, made)
    return made
  }
}

/** Now as ISO 8601 (UTC), made once a millisecond. */
const timesOf = () => {
  let at = 0
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== at) {
      at = now
      text = new Date(now).toISOString()
    }
    return text
  }
}
