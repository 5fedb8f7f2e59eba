// The secret part of a leader's address: 256 random bits, so a plain SHA-256 is enough to keep it.
import { createHash, randomBytes } from 'node:crypto'

/** A new secret, and what is stored of it. The secret itself is shown once and kept nowhere. */
export const newSecret = () => {
  const secret = randomBytes(32).toString('base64url')
  return { secret, start: secret.slice(0, 6), hash: hashOfSecret(secret) }
}

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const isSecret = (word: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(word)
