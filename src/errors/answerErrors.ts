// Why this exists: whatever fails, the caller gets a code of CONTRACT and words in his language, and no
// SQL, path or stack trace. Payload hands every error of REST and GraphQL through this hook.
import type { AfterErrorHook, PayloadRequest } from 'payload'
import { CommitFailed } from '../database/transactions.ts'
import { say } from '../i18n/index.ts'
import { type ErrorCode, Refusal, STATUS } from './index.ts'

type Answer = { code: ErrorCode; message: string; data: Record<string, unknown> }

export const answerErrors: AfterErrorHook = ({ error, req, graphqlResult }) => {
  const { code, message, data } = describe(error, req)
  const status = STATUS[code]
  return {
    status,
    response: { errors: [{ message, data: { code, ...data } }] },
    ...(graphqlResult
      ? {
          graphqlResult: {
            ...graphqlResult,
            message,
            extensions: { data: { code, ...data }, statusCode: status },
          } as typeof graphqlResult,
        }
      : {}),
  }
}

const describe = (error: Error, req: PayloadRequest): Answer => {
  const cause = 'originalError' in error && error.originalError instanceof Error ? error.originalError : error
  if (cause instanceof Refusal) {
    const { code, ...data } = cause.data as unknown as { code: ErrorCode }
    return { code, message: cause.message, data }
  }
  const plain = (code: ErrorCode, data: Record<string, unknown> = {}): Answer => ({
    code,
    data,
    message: say(req, `errors.${code}`, { path: String(data.path ?? '') }),
  })
  if (cause instanceof CommitFailed) return plain('not-stored')
  const sqlState = sqlStateOf(cause)
  if (sqlState) return plain(codeOfSqlState(sqlState), BAD_VALUE.has(sqlState) ? { path: '' } : {})

  const { status = 0, data } = cause as { status?: number; data?: unknown }
  if (cause.name === 'ValidationError' || cause.name === 'QueryError') {
    const problems = problemsIn(data)
    const path = problems[0]?.path ?? ''
    const told = problems.map((problem) => problem.message).filter(Boolean)
    return {
      code: 'invalid',
      message: told.length ? told.join(' · ') : say(req, 'errors.invalid', { path }),
      data: { path, problems },
    }
  }
  if (cause.name === 'LockedAuth') return plain('locked')
  if (status === 400) return plain('invalid', { path: cause.message === 'Invalid JSON' ? 'body' : '' })
  if (status === 401) return plain('unauthenticated')
  if (status === 403) return plain('forbidden')
  if (status === 404) return plain('not-found')
  if (status === 413) return plain('too-large')
  if (status === 423) return plain('in-use')
  // GraphQL reports syntax and unknown fields without a status; they are the caller's to mend.
  if (cause.name === 'GraphQLError' && !('originalError' in error && error.originalError)) {
    return { code: 'invalid', message: cause.message, data: { path: 'query' } }
  }
  return plain('internal')
}

const problemsIn = (data: unknown): { path: string; message: string }[] => {
  const errors = Array.isArray(data) ? data : ((data as { errors?: unknown[] } | undefined)?.errors ?? [])
  return errors.map((one) => {
    const { path, message } = (one ?? {}) as { path?: unknown; message?: unknown }
    return { path: String(path ?? ''), message: String(message ?? '') }
  })
}

/** The five-character SQLSTATE of PostgreSQL, wherever in the chain of causes it stands. */
const sqlStateOf = (error: unknown): string | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && 'severity' in at) return code
    if (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT)/.test(code)) return '08006'
    if (/timeout exceeded when trying to connect|Connection terminated/.test(at.message)) return '08006'
  }
  return undefined
}

const BAD_VALUE = new Set([
  '22P02',
  '22021',
  '22P05',
  '22007',
  '22008',
  '22003',
  '22001',
  '23502',
  '23503',
  '23505',
])

// 08 connection, 53 resources, 57 shutdown, 40 deadlock and serialization, 55P03 lock not available
const codeOfSqlState = (state: string): ErrorCode => {
  if (BAD_VALUE.has(state)) return 'invalid'
  return /^(08|53|57|40|55P03)/.test(state) ? 'unavailable' : 'internal'
}
