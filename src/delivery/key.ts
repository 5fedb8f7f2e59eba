// Subscriber keys: 256 random bits, so a plain SHA-256 is enough to keep them (nothing to guess, no salt).
import { createHash, randomBytes } from 'node:crypto'

const PREFIX = 'loa_'

/** A new key, and what is stored of it. The key itself is shown once and kept nowhere. */
export const newKey = () => {
  const key = `${PREFIX}${randomBytes(32).toString('base64url')}`
  return { key, start: key.slice(0, 10), hash: hashOf(key) }
}

export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/**
 * The key in a request's headers: `Authorization: Bearer KEY`, HTTP Basic with the key as password (feed
 * readers), or Payload's own `subscribers API-Key KEY`. Null when there is none that could be ours.
 * @param subscribers slug of the collection that Payload's own way names
 */
export const keyIn = (headers: Headers, subscribers = 'subscribers'): string | null => {
  const [, scheme = '', rest = ''] = /^(\S+) +(.*)$/.exec(headers.get('authorization') ?? '') ?? []
  const isOwn = scheme.toLowerCase() === subscribers.toLowerCase()
  const read = isOwn ? apiKey : readers.get(scheme.toLowerCase())
  const given = read?.(rest.trim()) ?? null
  return given && SHAPE.test(given) ? given : null
}

const SHAPE = /^loa_[A-Za-z0-9_-]{43}$/

const readers = new Map<string, (rest: string) => string | null>([
  ['bearer', (rest) => rest],
  ['basic', (rest) => Buffer.from(rest, 'base64').toString('utf8').split(':').slice(1).join(':')],
])

const apiKey = (rest: string) => /^API-Key +(\S+)$/i.exec(rest)?.[1] ?? null
