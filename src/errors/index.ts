// The refusals of Loa: one stable code each, a message in the caller's language, never built from an
// exception's text.
import { APIError, type PayloadRequest } from 'payload'
import { say } from '../i18n/index.ts'

/** Every code a caller may meet, with its HTTP status. */
export const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'own-item': 403,
  'not-found': 404,
  'stale-revision': 409,
  'wrong-stage': 409,
  'line-closed': 409,
  'outlet-closed': 409,
  'quota-exceeded': 409,
  'in-use': 409,
  'too-large': 413,
  'too-many-requests': 429,
  internal: 500,
  'not-stored': 503,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof STATUS

/** A refusal. `data.code` is what programs read; `data` may say more, as the `path` of a bad field. */
export class Refusal extends APIError {
  constructor({ code, message, data = {} }: { code: ErrorCode; message: string; data?: object }) {
    super(message, STATUS[code], { code, ...data }, true)
    this.name = 'Refusal'
  }
}

/**
 * Makes a refusal with its message in the caller's language.
 * @param reason key below `errors` of the translations when it says more than the code; default: the code.
 */
export const refuse = ({
  req,
  code,
  reason = code,
  values,
  data,
}: {
  req: Pick<PayloadRequest, 'i18n'>
  code: ErrorCode
  reason?: string
  values?: Record<string, string | number>
  data?: object
}) => new Refusal({ code, message: say(req, `errors.${reason}`, values), data })

/** 400 for one field or parameter; `path` names it. */
export const invalid = ({
  req,
  path,
  reason = 'invalidAt',
  values,
}: {
  req: Pick<PayloadRequest, 'i18n'>
  path: string
  reason?: string
  values?: Record<string, string | number>
}) => refuse({ req, code: 'invalid', reason, values: { path, ...values }, data: { path } })
