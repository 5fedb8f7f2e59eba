'use client'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

/** A key as it is listed; times are ISO 8601 in UTC. */
export type Key = {
  id: string
  label?: string | null
  /** Its first letters. */
  start: string
  createdAt: string
  lastUsedAt?: string | null
  expiresAt?: string | null
  revokedAt?: string | null
}

/** A key that was just made: the only time it is there in full. */
export type MadeKey = {
  key: string
  doc: Pick<Key, 'id' | 'start'>
  old?: { start: string; expiresAt: string }
}

/** The keys of a subscriber, newest first, and what can be done with them. `keys`: null when they could not be loaded. */
export const useKeys = (subscriber: string | undefined) => {
  const { language } = useWords()
  const [keys, setKeys] = useState<Key[] | null>()
  const load = useCallback(async () => {
    if (!subscriber) return
    const query = new URLSearchParams({
      depth: '0',
      limit: '200',
      sort: '-createdAt',
      'where[subscriber][equals]': subscriber,
    })
    const answer = await ask<{ docs: Key[] }>({ address: `/api/subscriber-keys?${query}`, language })
    setKeys(answer.isOk ? answer.body.docs : null)
  }, [language, subscriber])
  useEffect(() => {
    load()
  }, [load])

  const post = async <Body>(path: string, body: object) => {
    const address = `/api/subscribers/${subscriber}/keys${path}`
    const answer = await ask<Body>({ address, language, body })
    await load()
    return answer
  }
  return {
    keys,
    reload: load,
    make: (body: { label?: string; expiresAt?: string }) => post<MadeKey>('', body),
    rotate: (id: string, graceHours: number) => post<MadeKey>(`/${id}/rotate`, { graceHours }),
    revoke: (id: string) => post<object>(`/${id}/revoke`, {}),
  }
}

/** How near its end a key is called so, in milliseconds: two weeks. */
const SOON = 14 * 24 * 60 * 60 * 1000

export const stateOfKey = ({ expiresAt, revokedAt }: Key, now = Date.now()) => {
  if (revokedAt) return 'revoked'
  if (!expiresAt) return 'valid'
  const left = Date.parse(expiresAt) - now
  if (left <= 0) return 'expired'
  return left < SOON ? 'ending' : 'valid'
}
