// A push of ours, checked before it is believed: Standard Webhooks (HMAC-SHA256 over id, time and body).
import { isChange } from './changes.ts'
import { LoaError } from './error.ts'
import type { Change } from './types.ts'

/** What was pushed. `id` stays the same when it is sent again; `timestamp` is ISO 8601 in UTC. */
export type WebhookEvent = { id: string; type: Change['type']; timestamp: string; data: Change }

type HeadersLike = Headers | Record<string, string | string[] | undefined>

/**
 * The event of a push, once its signature and its time are right.
 *
 * @param secret `whsec_…`, as the administrator was shown it
 * @param headers as they came; those of `node:http` as well
 * @param body exactly the bytes that came, before any parsing
 * @param toleranceSeconds how far the sender's clock may be from yours. Default 300.
 * @param now milliseconds, for tests
 * @throws LoaError with status 400 and a code: `missing-header`, `too-old` (or too new), `bad-signature`,
 *   `unexpected` (signed, but not a change); TypeError when `secret` is none
 * @example
 * const { id, data } = await verifyWebhook({ secret, headers: request.headers, body: await request.text() })
 */
export const verifyWebhook = async ({
  secret,
  headers,
  body,
  toleranceSeconds = 300,
  now = Date.now(),
}: {
  secret: string
  headers: HeadersLike
  body: string | Uint8Array
  toleranceSeconds?: number
  now?: number
}): Promise<WebhookEvent> => {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    headerIn(headers, `webhook-${name}`),
  )
  if (!id || !timestamp || !signatures) throw refusal('missing-header')
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds)
    throw refusal('too-old')
  const bytes = typeof body === 'string' ? encoder.encode(body) : body
  const signed = concatenated(encoder.encode(`${id}.${timestamp}.`), bytes)
  const key = await crypto.subtle.importKey(
    'raw',
    bytesOf(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  // several while a secret is changed; the platform compares in constant time
  const given = signatures.split(' ').flatMap((one) => signatureOf(one) ?? [])
  const verdicts = await Promise.all(given.map((one) => crypto.subtle.verify('HMAC', key, one, signed)))
  if (!verdicts.includes(true)) throw refusal('bad-signature')
  return eventOf({ id, text: new TextDecoder().decode(bytes) })
}

const encoder = new TextEncoder()

const eventOf = ({ id, text }: { id: string; text: string }): WebhookEvent => {
  try {
    const { type, timestamp, data } = JSON.parse(text) as Omit<WebhookEvent, 'id'>
    if (typeof timestamp === 'string' && isChange(data) && data.type === type)
      return { id, type, timestamp, data }
  } catch {
    // no JSON: as below
  }
  throw refusal('unexpected')
}

const headerIn = (headers: HeadersLike, name: string): string | undefined => {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const found = Object.entries(headers).find(([one]) => one.toLowerCase() === name)?.[1]
  return Array.isArray(found) ? found[0] : found
}

const bytesOf = (secret: string): Uint8Array<ArrayBuffer> => {
  const bytes = decoded(secret.replace(/^whsec_/, ''))
  if (!bytes || bytes.length < 24) throw new TypeError('The secret is not one of Standard Webhooks (whsec_…)')
  return bytes
}

const signatureOf = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const [version, value = ''] = text.split(',')
  return version === 'v1' ? decoded(value) : undefined
}

const decoded = (base64: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}

const concatenated = (one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(one.length + other.length)
  all.set(one)
  all.set(other, one.length)
  return all
}

const refusal = (code: string) =>
  new LoaError({ message: `The webhook is not accepted: ${code}`, status: 400, code })
