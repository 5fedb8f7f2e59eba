'use client'
import { useCallback, useEffect, useState } from 'react'
import { type Answer, ask } from './ask.ts'
import { useWords } from './useWords.ts'

/**
 * What an address answers, asked again whenever it, or `version`, changes, and when somebody asks for it.
 * @param address undefined asks nothing
 */
export const useAnswer = <Body>(address: string | undefined, version = '') => {
  const { language } = useWords()
  const [answer, setAnswer] = useState<Answer<Body>>()
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or round asks the same address again
  useEffect(() => {
    if (!address) return
    const controller = new AbortController()
    ask<Body>({ address, language, signal: controller.signal })
      .then(setAnswer)
      .catch(() => undefined)
    return () => controller.abort()
  }, [address, version, round, language])
  return { answer, askAgain: useCallback(() => setRound((one) => one + 1), []) }
}
