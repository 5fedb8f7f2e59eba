'use client'
import { useCallback, useEffect, useState } from 'react'
import { type Answer, ask } from '../ask.ts'
import { useWords } from '../useWords.ts'
import type { Action } from './actions.ts'
import type { Item } from './useItem.ts'

/** What this person may do with the item now, asked again whenever it changed. */
export const useActions = ({ id, version, address }: Item) => {
  const { language } = useWords()
  const [answer, setAnswer] = useState<Answer<{ actions: Action[] }>>()
  const [round, setRound] = useState(0)
  const url = id ? address('actions') : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or round asks the same address again
  useEffect(() => {
    if (!url) return
    const controller = new AbortController()
    ask<{ actions: Action[] }>({ address: url, language, signal: controller.signal })
      .then(setAnswer)
      .catch(() => undefined)
    return () => controller.abort()
  }, [url, version, round, language])
  return { answer, askAgain: useCallback(() => setRound((one) => one + 1), []) }
}
