'use client'
import { useTranslation } from '@payloadcms/ui'
import { useCallback } from 'react'
import type { Language } from '../i18n/index.ts'
import type { vi } from '../i18n/vi.ts'

/** A dotted key of vi.ts and en.ts; one that does not exist does not compile. */
export type WordKey = Leaves<typeof vi>
export type Say = (key: WordKey, values?: Record<string, string | number>) => string

/** The words of vi.ts and en.ts inside a component, in the reader's language. */
export const useWords = (): { say: Say; language: Language } => {
  const { t, i18n } = useTranslation()
  const say = useCallback<Say>(
    (key, values) =>
      (t as (key: string, values?: object) => string)(`loa:${key.replaceAll('.', ':')}`, values),
    [t],
  )
  return { say, language: i18n.language === 'en' ? 'en' : 'vi' }
}

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]
