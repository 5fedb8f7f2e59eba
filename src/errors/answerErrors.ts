// Why this exists: whatever fails, the caller gets a code of CONTRACT and words in his language, and no
// SQL, path or stack trace. Payload hands every error of REST and GraphQL through this hook.
import type { AfterErrorHook, PayloadRequest } from 'payload'
import { CommitFailed } from '../database/transactions.ts'
import { say } from '../i18n/index.ts'
import { isStorageAway } from '../media/isStorageAway.ts'
import { type ErrorCode, Refusal, STATUS } from './index.ts'
import { isDatabaseAway } from './isDatabaseAway.ts'

type Answer = { code: ErrorCode; message: string; data: Record<string, unknown> }

export const answerErrors: AfterErrorHook = async ({ error, req, graphqlResult }) => {
  const { code, message, data } = await describe(error, req)
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

const describe = async (error: Error, req: PayloadRequest): Promise<Answer> => {
  const answer = describeAlone(error, req)
  const isForNobody = answer.code === 'forbidden' || answer.code === 'unauthenticated'
  return isForNobody && (await isDatabaseAway(req))
    ? { code: 'unavailable', message: say(req, 'errors.unavailable'), data: {} }
    : answer
}

const describeAlone = (error: Error, req: PayloadRequest): Answer => {
  const cause = 'originalError' in error && error.originalError instanceof Error ? error.originalError : error
  if (cause instanceof Refusal) {
    const { code, ...data } = cause.data as unknown as { code: ErrorCode }
    return { code, message: cause.message, data }
  }
  const plain = (code: ErrorCode, path?: string): Answer => ({
    code,
    data: path === undefined ? {} : { path },
    message: say(req, path ? `errors.${code}At` : `errors.${code}`, { path: path ?? '' }),
  })
  if (cause instanceof CommitFailed) return plain('not-stored')
  if (isStorageAway(cause)) return { code: 'unavailable', message: say(req, 'errors.storageAway'), data: {} }
  const refused = sqlErrorIn(cause)
  if (refused?.code.startsWith(OURS)) return plain(refused.code === 'LO409' ? 'wrong-stage' : 'forbidden')
  if (refused) {
    const code = codeOfSqlState(refused.code)
    return code === 'invalid' ? plain(code, columnIn(refused.detail)) : plain(code)
  }
  const { status = 0, data } = cause as { status?: number; data?: unknown }
  // Payload's ValidationError and QueryError, told by their data: a build shortens the names of classes
  const problems = problemsIn(data)
  if (status === 400 && problems.length > 0) {
    const path = problems[0]?.path ?? ''
    const told = problems.map((problem) => problem.message).filter(Boolean)
    const message = told.length > 0 ? told.join(' · ') : plain('invalid', path).message
    return { code: 'invalid', message, data: { path, problems } }
  }
  // a parameter that Payload reads as JSON and that is none
  if (cause instanceof SyntaxError) return plain('invalid', '')
  if (status === 400) return plain('invalid', cause.message === 'Invalid JSON' ? 'body' : '')
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

// the class of errors that our own triggers raise, see `src/approval/database.ts`
const OURS = 'LO'

type SqlError = { code: string; detail: string }

/** The error of PostgreSQL, wherever in the chain of causes it stands; a lost connection counts as 08006. */
const sqlErrorIn = (error: unknown): SqlError | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, detail } = at as { code?: unknown; detail?: unknown }
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && 'severity' in at) {
      return { code, detail: String(detail ?? '') }
    }
    const isLost =
      (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT)/.test(code)) ||
      /timeout exceeded|Connection terminated|not queryable/.test(at.message)
    if (isLost) return { code: '08006', detail: '' }
  }
  return undefined
}

/** The field behind `Key (line_id)=(…) is not present in table "lines".` */
const columnIn = (detail: string): string => /^Key \((\w+?)(?:_id)?\)=/.exec(detail)?.[1] ?? ''

// 22 bad value, 23 constraint, 42… an operator that the field does not know (`where[id][not_like]`), 08 connection, 53 resources, 57 shutdown, 40 deadlock, 55P03 lock not available
const codeOfSqlState = (state: string): ErrorCode => {
  if (/^(22|235|23P|42601|42883|42804|42846|42P18)/.test(state)) return 'invalid'
  return /^(08|53|57|40|55P03)/.test(state) ? 'unavailable' : 'internal'
}
