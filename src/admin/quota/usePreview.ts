'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { type Answer, ask } from '../ask.ts'
import type { Item } from '../item/useItem.ts'
import { useWords } from '../useWords.ts'
import type { Slot } from './types.ts'
import { useCounted } from './useCounted.ts'

/** How long to wait for the next choice, in milliseconds. */
const PAUSE = 300

/** What the item would take as the form has it, asked again after every choice, save and transition. */
export const usePreview = ({ id, version, isTrashed }: Pick<Item, 'id' | 'version' | 'isTrashed'>) => {
  const { language } = useWords()
  const { routes } = useConfig().config
  const counted = useCounted()
  const [answer, setAnswer] = useState<Answer<{ slots: Slot[] }>>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version asks for the same values again
  useEffect(() => {
    if (isTrashed) return
    const controller = new AbortController()
    const asking = setTimeout(() => {
      const body = { ...(id ? { id } : {}), ...JSON.parse(counted) }
      ask<{ slots: Slot[] }>({
        address: `${routes.api}/items/quota`,
        language,
        body,
        signal: controller.signal,
      })
        .then(setAnswer)
        .catch(() => undefined)
    }, PAUSE)
    return () => {
      clearTimeout(asking)
      controller.abort()
    }
  }, [id, isTrashed, counted, version, language, routes.api])
  return answer
}
