// How every process writes its log: lines of JSON in production, for a person otherwise.
import { AsyncLocalStorage } from 'node:async_hooks'
import { destination, type LoggerOptions, pino } from 'pino'
import { readableError } from './readableError.ts'
import { isError, messageOf, readableMessage } from './readableMessage.ts'

/**
 * Whether lines are JSON. `LOG_FORMAT` is `json` or `text`; unset it is JSON in production. `npm start`, which a person
 * watches, sets `text`.
 */
export const isLogStructured = ({ LOG_FORMAT, NODE_ENV }: NodeJS.ProcessEnv = process.env): boolean =>
  LOG_FORMAT ? LOG_FORMAT === 'json' : NODE_ENV === 'production'

/**
 * Options of pino: time in ISO 8601 (UTC), the level by name, and the request a line belongs to. What could hold a
 * secret is cut out of whatever is logged. `LOG_LEVEL` is one of pino's, `info` when unset.
 */
export const loggerOptions = (
  name: string,
  { LOG_LEVEL }: NodeJS.ProcessEnv = process.env,
): LoggerOptions => ({
  name,
  level: LOG_LEVEL && LEVELS.includes(LOG_LEVEL) ? LOG_LEVEL : 'info',
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => {
    const requestId = currentRequest.getStore()
    return requestId ? { requestId } : {}
  },
  redact: {
    paths: SECRETS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    censor: '[cut]',
  },
  serializers: {
    err: readableError,
    error: readableError,
    msg: (said) => (typeof said === 'string' ? readableMessage(said) : said),
  },
  hooks: {
    // without words of its own a line says what the error says
    logMethod([given, ...words], write) {
      const { err, msg } = (isError(given) ? { err: given } : (given ?? {})) as {
        err?: unknown
        msg?: unknown
      }
      if (!isError(err) || msg !== undefined || words[0] !== undefined)
        return write.apply(this, [given, ...words])
      return write.apply(this, [isError(given) ? { err } : given, messageOf(err)])
    },
  },
})

/** Writes to standard output without waiting for it. */
export const createLogger = (name: string) => pino(loggerOptions(name), destination({ dest: 1, sync: false }))

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
const SECRETS = ['password', 'secret', 'token', 'authorization', 'cookie', 'key', 'hash', 'salt', 'apiKey']

// Next bundles the code that starts with the server apart from that of the routes: both must find the same one
const KEY = Symbol.for('loa.currentRequest')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<string> }
shared[KEY] ??= new AsyncLocalStorage<string>()

/** The id of the request that is being answered. */
export const currentRequest: AsyncLocalStorage<string> = shared[KEY]
