// Errors of the delivery API: the same shape as the cms's, in the caller's language.
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { en } from '../i18n/en.ts'
import { vi } from '../i18n/vi.ts'
import { isError, messageOf } from '../log/readableMessage.ts'
import type { Language } from './language.ts'
import { VARY_BY_LANGUAGE } from './represent.ts'

export type DeliveryCode = keyof typeof vi.delivery

export class DeliveryError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: DeliveryCode,
    readonly data: Record<string, unknown> = {},
    /** Further headers of the answer. */
    readonly headers: Record<string, string> = {},
  ) {
    super(code)
    this.name = 'DeliveryError'
  }
}

export const deliveryError = (
  status: ContentfulStatusCode,
  code: DeliveryCode,
  data?: Record<string, unknown>,
) => new DeliveryError(status, code, data)

/** What is answered; of an unexpected error nothing but that it happened. */
export const toBody = ({ error, language }: { error: unknown; language: Language }) => {
  const known =
    error instanceof DeliveryError
      ? error
      : new DeliveryError(
          isDatabaseAway(error) ? 503 : 500,
          isDatabaseAway(error) ? 'unavailable' : 'internal',
        )
  if (known.status >= 500) {
    const said = isError(error) ? `${error.name}: ${messageOf(error)}` : String(error)
    console.error(JSON.stringify({ level: 'error', msg: 'delivery failed', error: said }))
  }
  const message = (language === 'en' ? en : vi).delivery[known.code]
  const headers: Record<string, string> = {
    'Cache-Control': 'no-store',
    Vary: VARY_BY_LANGUAGE,
    ...known.headers,
  }
  if (known.status === 401)
    headers['WWW-Authenticate'] = 'Bearer realm="loa", Basic realm="loa", charset="UTF-8"'
  if (known.status === 503) headers['Retry-After'] = '5'
  return {
    status: known.status,
    body: { errors: [{ message, data: { code: known.code, ...known.data } }] },
    headers,
  }
}

export const isDatabaseAway = (error: unknown): boolean => {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  return (
    /^(08|53|57)|^ECONN|^ENOTFOUND|^EPIPE/.test(String(code)) ||
    /timeout exceeded|Connection terminated|not queryable/.test(message)
  )
}
