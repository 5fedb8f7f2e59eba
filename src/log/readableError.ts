// Why this exists: the values of a statement are people's words, keys and hashes. An error of the database repeats them: in
// its message, in its stack, as `params`, and in what PostgreSQL adds ("Key (email)=(…) already exists").
import { stdSerializers } from 'pino'
import { isError, messageOf, readableMessage } from './readableMessage.ts'

type Known = Record<string, unknown>

/**
 * An error as it may stand in a log: the text of the statement and the SQLSTATE stay, values go. Its causes are told beneath
 * it, each in the same way.
 */
export const readableError = (error: unknown): unknown => (isError(error) ? told(error, new Set()) : error)

/** What of PostgreSQL's own words holds values, and Drizzle's list of them. */
const CUT = ['params', 'parameters', 'values', 'detail', 'where', 'internalQuery']
/** Told apart, or the error itself once more. */
const OWN = ['cause', 'errors', 'aggregateErrors', 'raw', 'message', 'stack', 'type']

const told = (error: Error, seen: Set<Error>): Known => {
  seen.add(error)
  const next = (one: unknown) => (isError(one) && !seen.has(one) ? told(one, seen) : undefined)
  const { type, ...rest } = stdSerializers.errWithCause(error) as unknown as Known
  const own = Object.entries(rest).filter(([key]) => !OWN.includes(key))
  const { cause, errors } = error as { cause?: unknown; errors?: unknown }
  return {
    type,
    message: messageOf(error),
    stack: stackOf(error),
    ...Object.fromEntries(
      own.flatMap(([key, value]) => {
        if (CUT.includes(key)) return []
        const inner = (error as unknown as Known)[key]
        return [[key, isError(inner) ? next(inner) : value]]
      }),
    ),
    ...(isError(cause) ? { cause: next(cause) } : {}),
    ...(Array.isArray(errors) && errors.some(isError) ? { aggregateErrors: errors.map(next) } : {}),
  }
}

/** The message stands at the head of the stack, as it was when the error was made. */
const stackOf = (error: Error): string => {
  const { stack = '', message, name } = error
  const readable = messageOf(error)
  if (readable === message && readableMessage(stack) === stack) return stack
  const at = message ? stack.indexOf(message) : -1
  const frames = at < 0 ? '' : stack.slice(at + message.length)
  return `${name}: ${readable}${readableMessage(frames)}`
}
