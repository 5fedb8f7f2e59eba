// Signing as Standard Webhooks has it: HMAC-SHA256 over id, time and body.
import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

const PREFIX = 'whsec_'

/** A new secret: 256 random bits, base64, `whsec_…`. */
export const newSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`

/** Whether a text is a secret of ours: what is decrypted with another `PAYLOAD_SECRET` is none. */
export const isSecret = (text: string): boolean => /^whsec_[A-Za-z0-9+/]{43}=$/.test(text)

/**
 * @param secrets the valid ones, newest first: each signs, and a receiver needs to know but one of them
 * @param id the same in every attempt: receivers tell a repetition by it
 */
export const signedHeaders = ({
  secrets,
  id,
  at,
  body,
}: {
  secrets: string[]
  id: string
  at: Date
  body: string
}) => ({
  'content-type': 'application/json; charset=utf-8',
  'user-agent': 'Loa-Webhooks/1',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
})
