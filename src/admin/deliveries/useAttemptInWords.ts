'use client'
import { useWords } from '../useWords.ts'

/** One attempt as it is kept: see `push/store/settle.ts` of the delivery plugin. */
export type Attempt = { at: string; ms: number; status?: number; error?: string; answer?: string }

/** What came of an attempt: `HTTP 503`, or why nobody answered. */
export const useAttemptInWords = () => {
  const { say } = useWords()
  return ({ status, error }: Attempt): string => {
    if (status) return say('deliveries.http', { status })
    if (error === 'timeout' || error === 'redirect') return say(`deliveries.errors.${error}`)
    return say('deliveries.errors.other', { code: error ?? '?' })
  }
}
