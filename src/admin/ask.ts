import type { Language } from '../i18n/index.ts'
import type { Violation } from './quota/types.ts'

/** What the API says when it refuses; `message` is in the reader's language. */
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
    const { message = '', data = {} } = answer.errors?.[0] ?? {}
    return { isOk: false, problem: { ...data, code: data.code ?? 'internal', message } }
  } catch (error) {
    if (signal?.aborted) throw error
    return { isOk: false, problem: { code: 'offline', message: '' } }
  }
}
