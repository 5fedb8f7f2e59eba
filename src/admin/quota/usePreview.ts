'use client'
import { useEffect, useState } from 'react'
import { type Answer, ask } from '../ask.ts'
import type { Item } from '../item/useItem.ts'
import { useWords } from '../useWords.ts'
import type { Slot } from './types.ts'

/** What the saved item would take, asked again after every save and transition. */
export const usePreview = ({ id, version, address }: Item) => {
  const { language } = useWords()
  const [answer, setAnswer] = useState<Answer<{ slots: Slot[] }>>()
  const url = id ? address('quota') : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version asks the same address again
  useEffect(() => {
    if (!url) return
    const controller = new AbortController()
    ask<{ slots: Slot[] }>({ address: url, language, signal: controller.signal })
      .then(setAnswer)
      .catch(() => undefined)
    return () => controller.abort()
  }, [url, version, language])
  return answer
}
