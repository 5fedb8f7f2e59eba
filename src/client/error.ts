// What went wrong, in a form a program can decide by.

/**
 * A request that was not answered as asked.
 *
 * `status` is the HTTP status, 0 when nobody answered. `code` is the API's (`unauthenticated`, `invalid`,
 * `not-found`, `gone`, `internal`, `unavailable`, …) or one of the client's own: `unreachable` when nobody
 * answered, `unexpected` when the answer is not the API's, as from a proxy or a wrong `baseUrl`.
 */
export class LoaError extends Error {
  readonly status: number
  readonly code: string
  /** The parameter that was not valid, with `invalid`. */
  readonly path: string | undefined
  /** Seconds after which the API wants to be asked again, where it said so. */
  readonly retryAfter: number | undefined

  constructor({
    message,
    status,
    code,
    path,
    retryAfter,
    cause,
  }: {
    message: string
    status: number
    code: string
    path?: string
    retryAfter?: number
    cause?: unknown
  }) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'LoaError'
    this.status = status
    this.code = code
    this.path = path
    this.retryAfter = retryAfter
  }
}

/** Of an answer that is no success. Reads its body. */
export const errorOf = async (response: Response): Promise<LoaError> => {
  const { status } = response
  const retryAfter = secondsOf({ value: response.headers.get('retry-after'), now: Date.now() })
  const [first] = (await errorsIn(response)) ?? []
  const code = first?.data?.code
  if (typeof code !== 'string') return unexpected({ status, retryAfter })
  const path = typeof first?.data?.path === 'string' ? first.data.path : undefined
  return new LoaError({ message: String(first?.message ?? code), status, code, path, retryAfter })
}

/** Of an answer that is not the API's. */
export const unexpected = ({ status, retryAfter }: { status: number; retryAfter?: number }) =>
  new LoaError({
    message: `The answer (status ${status}) is not one of the delivery API; check baseUrl and what stands in between`,
    status,
    code: 'unexpected',
    retryAfter,
  })

/**
 * `Retry-After` in seconds: a number of them, or a date (RFC 9110, 10.2.3). Undefined when there is none that
 * can be read.
 */
export const secondsOf = ({ value, now }: { value: string | null; now: number }): number | undefined => {
  if (value === null) return undefined
  if (/^\s*\d+\s*$/.test(value)) return Number(value)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}

type Told = { message?: unknown; data?: { code?: unknown; path?: unknown } }

const errorsIn = async (response: Response): Promise<(Told | undefined)[] | undefined> => {
  try {
    const { errors } = (await response.json()) as { errors?: Told[] }
    return Array.isArray(errors) ? errors : undefined
  } catch {
    return undefined
  }
}
