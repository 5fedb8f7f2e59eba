'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { ask, type Problem } from '../ask.ts'
import { useWords } from '../useWords.ts'
import type { ItemEntry } from './entries.ts'
import { whyFixed } from './whyFixed.ts'
import { dayInWords } from './words.ts'

/** A move that was refused, and where to. */
export type Refused = { item: ItemEntry; date: string; problem: Problem }

type Moved = { doc: Pick<ItemEntry, 'id' | 'stage' | 'revision' | 'time'> & { date: string } }

/**
 * Moves items: shown at once, told to the server, and taken back when that refuses.
 * @param shown what the server has given; what was moved is forgotten when it gives anew
 */
export const useMoves = (shown: unknown) => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const router = useRouter()
  const [moved, setMoved] = useState(new Map<string, ItemEntry>())
  const [refused, setRefused] = useState<Refused>()
  const [said, setSaid] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server gives anew is what is
  useEffect(() => setMoved(new Map()), [shown])

  const put = useCallback((item: ItemEntry | undefined, id: string) => {
    setMoved((before) => {
      const after = new Map(before)
      if (item) after.set(id, item)
      else after.delete(id)
      return after
    })
  }, [])

  /** Says why an item stays where it is; false when it may be moved. */
  const refuseFixed = useCallback(
    (item: ItemEntry, date: string) => {
      const reason = whyFixed(item)
      if (!reason) return false
      setSaid('')
      setRefused({ item, date, problem: { code: 'wrong-stage', message: say(`errors.${reason}`) } })
      return true
    },
    [say],
  )

  /** @param to a date, or a date and a time: `2024-12-05T10:00`. @returns whether it was moved */
  const move = useCallback(
    async (item: ItemEntry, to: string): Promise<boolean> => {
      const [date = '', time = item.time] = to.split('T')
      setRefused(undefined)
      if (refuseFixed(item, date)) return false
      setSaid(say('calendar.moving', { title: item.title }))
      put({ ...item, date, time }, item.id)
      const { id, revision, title } = item
      const answer = await ask<Moved>({
        address: `${routes.api}/calendar/move`,
        language,
        body: { id, revision, to },
      })
      if (!answer.isOk) {
        put(undefined, id)
        setSaid('')
        setRefused({ item, date, problem: answer.problem })
        return false
      }
      const { doc } = answer.body
      put({ ...item, ...doc }, id)
      const when = dayInWords({ date: doc.date, time: doc.time, say })
      setSaid(
        say(doc.stage === 'scheduled' ? 'calendar.movedScheduled' : 'calendar.movedPlanned', { title, when }),
      )
      router.refresh()
      return true
    },
    [language, put, refuseFixed, router, routes.api, say],
  )

  return {
    moved,
    said,
    refused,
    move,
    refuseFixed,
    dismiss: () => setRefused(undefined),
    reload: router.refresh,
  }
}
