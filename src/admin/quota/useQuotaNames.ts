'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'
import type { Slot } from './types.ts'

type Names = { docs: { code: string; title?: string; name?: string }[] }

/**
 * Titles of quotas, tasks and events and names of outlets, by their codes. Empty until they are known, or
 * when they cannot be.
 */
export const useQuotaNames = (slots: Slot[]) => {
  const { language } = useWords()
  const { routes } = useConfig().config
  const [names, setNames] = useState(new Map<string, string>())
  const wanted = [
    of(
      'quotas',
      slots.map(({ quota }) => quota),
    ),
    of(
      'outlets',
      slots.map(({ outlet, outletName }) => (outletName ? undefined : outlet)),
    ),
    of(
      'tasks',
      slots.map(({ task }) => task),
    ),
    of(
      'events',
      slots.map(({ event }) => event),
    ),
  ]
    .flat()
    .join(' ')
  useEffect(() => {
    const controller = new AbortController()
    const asked = wanted
      .split(' ')
      .filter(Boolean)
      .map((path) => ask<Names>({ address: `${routes.api}/${path}`, language, signal: controller.signal }))
    Promise.all(asked)
      .then((answers) => {
        const docs = answers.flatMap((answer) => (answer.isOk ? answer.body.docs : []))
        setNames(new Map(docs.map(({ code, title, name }) => [code, title ?? name ?? code])))
      })
      .catch(() => undefined)
    return () => controller.abort()
  }, [wanted, routes.api, language])
  return names
}

const of = (collection: string, codes: (string | undefined)[]) => {
  const known = [...new Set(codes)].filter((code) => code !== undefined)
  const among = known.map(encodeURIComponent).join(',')
  return known.length === 0 ? [] : [`${collection}?depth=0&limit=100&where[code][in]=${among}`]
}
