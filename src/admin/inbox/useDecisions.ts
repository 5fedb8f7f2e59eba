'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState, useTransition } from 'react'
import { ask, type Problem } from '../ask.ts'
import { useWords } from '../useWords.ts'
import type { Waiting } from './types.ts'

/** How one decision ended. `waits`: recorded, but another house is still asked. */
export type Outcome =
  | { item: Waiting; is: 'approved' | 'waits' | 'returned' }
  | { item: Waiting; is: 'refused'; problem: Problem }

type Words = { comment?: string; publishAt?: string; override?: { reason: string } }

/** Approves and returns, each item by a transition of its own: one that is refused leaves the others as they are. */
export const useDecisions = () => {
  const { language } = useWords()
  const { routes } = useConfig().config
  const router = useRouter()
  const [outcomes, setOutcomes] = useState<Outcome[]>([])
  const [progress, setProgress] = useState<{ done: number; all: number }>()
  const [isRefreshing, startRefresh] = useTransition()

  const decide = async (
    item: Waiting,
    verb: 'approve' | 'return',
    words: Words & { revision?: string } = {},
  ): Promise<Outcome> => {
    const body = { revision: item.revision, ...words }
    const answer = await ask<{ doc: { stage: string } }>({
      address: `${routes.api}/items/${item.id}/${verb}`,
      language,
      body,
    })
    if (!answer.isOk) return { item, is: 'refused', problem: answer.problem }
    if (verb === 'return') return { item, is: 'returned' }
    return { item, is: answer.body.doc.stage === 'submitted' ? 'waits' : 'approved' }
  }
  return {
    outcomes,
    progress,
    isBusy: progress !== undefined || isRefreshing,
    forget: () => setOutcomes([]),
    /** The list as it stands now. */
    refresh: () => startRefresh(() => router.refresh()),
    one: async (...args: Parameters<typeof decide>): Promise<Outcome> => {
      setProgress({ done: 0, all: 1 })
      const outcome = await decide(...args)
      setProgress(undefined)
      setOutcomes(outcome.is === 'refused' ? [] : [outcome])
      if (outcome.is !== 'refused') startRefresh(() => router.refresh())
      return outcome
    },
    many: async (items: Waiting[]) => {
      const found: Outcome[] = []
      for (const item of items) {
        setProgress({ done: found.length, all: items.length })
        const outcome = await decide(item, 'approve')
        found.push(outcome)
        setOutcomes([...found])
        // none of the others would fare better, and once is enough to say so
        if (outcome.is === 'refused' && outcome.problem.code === 'session-over') return setProgress(undefined)
      }
      setProgress(undefined)
      startRefresh(() => router.refresh())
    },
  }
}
