'use client'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'
import type { Attempt } from './useAttemptInWords.ts'

/** A push on record. `item` is what it told of, where that is still there. */
export type Push = {
  id: string
  subscriber: string
  edition: number
  state: 'waiting' | 'delivered' | 'dead' | 'dropped'
  attempt: number
  dueAt: string
  attempts: Attempt[]
  item?: { id: string; title: string }
}

export const STATES = ['all', 'dead', 'failing', 'waiting', 'delivered', 'dropped'] as const
export type PushState = (typeof STATES)[number]

const PAGE = 20

/** Pushes in this state, newest first. `pushes` is undefined until the first answer, null when it failed. */
export const usePushes = ({ state, subscriber }: { state: PushState; subscriber?: string }) => {
  const { language } = useWords()
  const [limit, setLimit] = useState(PAGE)
  const [found, setFound] = useState<{ pushes: Push[]; hasMore: boolean } | null>()
  const load = useCallback(async () => {
    const query = new URLSearchParams({ depth: '0', limit: String(limit), sort: '-edition' })
    for (const [field, operator, value] of conditionsOf({ state, subscriber }))
      query.append(`where[${field}][${operator}]`, value)
    const answer = await ask<{ docs: Push[]; hasNextPage: boolean }>({
      address: `/api/push-deliveries?${query}`,
      language,
    })
    if (!answer.isOk) return setFound(null)
    const { docs, hasNextPage } = answer.body
    const items = await itemsOf({ editions: docs.map(({ edition }) => edition), language })
    const pushes = docs.map((push) => ({
      ...push,
      attempts: push.attempts ?? [],
      item: items.get(push.edition),
    }))
    setFound({ pushes, hasMore: hasNextPage })
  }, [language, limit, state, subscriber])
  useEffect(() => {
    load()
  }, [load])
  return {
    pushes: found === null ? null : found?.pushes,
    hasMore: found?.hasMore ?? false,
    more: () => setLimit((now) => now + PAGE),
    reload: load,
  }
}

const conditionsOf = ({ state, subscriber }: { state: PushState; subscriber?: string }) => {
  const conditions: [string, string, string][] = subscriber ? [['subscriber', 'equals', subscriber]] : []
  if (state === 'all') return conditions
  conditions.push(['state', 'equals', state === 'failing' ? 'waiting' : state])
  if (state === 'failing') conditions.push(['attempt', 'greater_than', '0'])
  if (state === 'waiting') conditions.push(['attempt', 'equals', '0'])
  return conditions
}

type Edition = { number: number; item?: { id: string; title: string } | null }

const itemsOf = async ({ editions, language }: { editions: number[]; language: 'vi' | 'en' }) => {
  const items = new Map<number, { id: string; title: string }>()
  if (editions.length === 0) return items
  const query = new URLSearchParams({
    depth: '1',
    limit: String(editions.length),
    'where[number][in]': editions.join(','),
    'select[number]': 'true',
    'select[item]': 'true',
  })
  const answer = await ask<{ docs: Edition[] }>({ address: `/api/editions?${query}`, language })
  for (const { number, item } of answer.isOk ? answer.body.docs : [])
    if (item && typeof item === 'object') items.set(number, { id: item.id, title: item.title })
  return items
}
