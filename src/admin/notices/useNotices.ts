'use client'
import { useCallback, useEffect, useState } from 'react'
import type { NoticeToRead } from '../../notices/index.ts'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

export type Notices = { unread: number; notices: NoticeToRead[] }

/** How often the bell looks again, in milliseconds; a hidden page does not look. */
const LOOK_AGAIN = 60_000

/** The reader's newest notices. `answer` is undefined until the first answer, and null when it failed. */
export const useNotices = (limit: number) => {
  const { language } = useWords()
  const [answer, setAnswer] = useState<Notices | null>()
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const address = `/api/notices/mine?limit=${limit}`
      const asked = await ask<Notices>({ address, language, signal })
      setAnswer(asked.isOk ? asked.body : null)
    },
    [language, limit],
  )
  useEffect(() => {
    const stop = new AbortController()
    const look = () => {
      if (document.visibilityState === 'visible') load(stop.signal).catch(() => undefined)
    }
    look()
    const timer = setInterval(look, LOOK_AGAIN)
    document.addEventListener('visibilitychange', look)
    return () => {
      stop.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [load])

  /** Marks these, or all, as read; shown at once. */
  const markRead = async (ids?: string[]) => {
    const readAt = new Date().toISOString()
    setAnswer((now) => {
      if (!now) return now
      const notices = now.notices.map((one) =>
        !ids || ids.includes(one.id) ? { ...one, readAt: one.readAt ?? readAt } : one,
      )
      const newly = notices.filter((one, at) => one.readAt && !now.notices[at]?.readAt).length
      return { notices, unread: ids ? now.unread - newly : 0 }
    })
    await ask({ address: '/api/notices/read', language, body: ids ? { ids } : {} })
    await load().catch(() => undefined)
  }
  return { answer, markRead, reload: load }
}
