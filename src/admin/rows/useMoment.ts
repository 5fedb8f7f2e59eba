'use client'
import { useConfig } from '@payloadcms/ui'
import { readableMoment } from '../readableMoment.ts'
import { useWords } from '../useWords.ts'

/** Instants in the reader's language and the house's time zone. */
export const useMoment = () => {
  const { language } = useWords()
  const timeZone = useConfig().config.admin.timezones?.defaultTimezone ?? 'UTC'
  return (instant: string) => readableMoment({ instant, timeZone, language })
}
