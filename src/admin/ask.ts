import type { Language } from '../i18n/index.ts'
import { session as en } from '../i18n/session/en.ts'
import { session as vi } from '../i18n/session/vi.ts'
import type { Violation } from './quota/types.ts'

/**
 * What the API says when it refuses; `message` is in the reader's language. `session-over` is said here: to the API
 * whoever is not logged in is one more who may not.
 */
export type Problem = {
  code: string
  message: string
  violations?: Violation[]
  /** Of a refused move: the first date and time at which all is free. */
  nextFreeAt?: string | null
}

/** `offline` stands for every answer that did not come from the API: no network, a proxy's page. */
export type Answer<Body> = { isOk: true; body: Body } | { isOk: false; problem: Problem }

/** One request to the API with the reader's session. Never throws but for an abort. */
export const ask = async <Body>({
  address,
  language,
  body,
  signal,
}: {
  address: string
  language: Language
  /** Sends it by POST; without it the request is a GET. */
  body?: object
  signal?: AbortSignal
}): Promise<Answer<Body>> => {
  try {
    const response = await fetch(address, {
      method: body ? 'POST' : 'GET',
      credentials: 'include',
      headers: {
        'Accept-Language': language,
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal,
    })
    const answer = await response.json()
    if (response.ok) return { isOk: true, body: answer }
    const isRefused = response.status === 401 || response.status === 403
    if (isRefused && !address.includes('/users/login') && (await isNobodyHere({ address, signal })))
      return { isOk: false, problem: { code: 'session-over', message: { vi, en }[language].over } }
    const { message = '', data = {} } = answer.errors?.[0] ?? {}
    return { isOk: false, problem: { ...data, code: data.code ?? 'internal', message } }
  } catch (error) {
    if (signal?.aborted) throw error
    return { isOk: false, problem: { code: 'offline', message: '' } }
  }
}

/** Asks, at the API that has refused, whether anybody is logged in; that cannot be known when it does not answer. */
const isNobodyHere = async ({ address, signal }: { address: string; signal?: AbortSignal }) => {
  const [, api] = /^(\/[^/?]+)/.exec(address) ?? []
  const response = await fetch(`${api}/users/me?depth=0`, { credentials: 'include', signal })
  return response.ok && !(await response.json()).user
}
