'use client'
import { useTranslation } from '@payloadcms/ui'
import { useWords, type WordKey } from '../useWords.ts'

/** The label of a field as the form of its collection has it; its own name where there is none. */
export const useFieldName = () => {
  const { say } = useWords()
  const { i18n } = useTranslation()
  const known = (i18n.translations as unknown as { loa?: Record<string, Record<string, unknown>> }).loa
  return ({ list, field }: { list: string; field: string }): string => {
    const collection = list === 'plan' ? 'plans' : list
    return typeof known?.[collection]?.[field] === 'string' ? say(`${collection}.${field}` as WordKey) : field
  }
}
