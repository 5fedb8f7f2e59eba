'use client'
import { convertLexicalToPlaintext } from '@payloadcms/richtext-lexical/plaintext'
import { useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import {
  paceOf,
  readingSeconds,
  SYLLABLES_A_MINUTE,
  syllablesOf,
  wordsReadOut,
} from '../../channels/readingTime.ts'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

type Station = { name: string; station?: unknown }

/** How long it takes to be read out, while it is written: the words and the pace that the station will be given. */
export const ReadingTime = () => {
  const { say, language } = useWords()
  const script = useFormFields(([fields]) => fields['loudspeaker.script']?.value)
  const summary = useFormFields(([fields]) => fields.summary?.value)
  const body = useFormFields(([fields]) => fields.body?.value)
  const outlets = useFormFields(([fields]) =>
    [fields.outlets?.value ?? []]
      .flat()
      .filter((one) => typeof one === 'string')
      .join(','),
  )
  const [stations, setStations] = useState<Station[]>([])
  useEffect(() => {
    if (!outlets) return setStations([])
    const controller = new AbortController()
    const query = new URLSearchParams({
      'where[id][in]': outlets,
      'where[channel][equals]': 'loudspeaker',
      limit: '100',
      depth: '0',
      'select[name]': 'true',
      'select[station]': 'true',
    })
    ask<{ docs: Station[] }>({ address: `/api/outlets?${query}`, language, signal: controller.signal })
      .then((answer) => setStations(answer.isOk ? answer.body.docs : []))
      .catch(() => undefined)
    return () => controller.abort()
  }, [outlets, language])
  const words = wordsReadOut({ script, text: textOf(body), summary })
  const syllables = syllablesOf(words)
  const paces = [...new Set(stations.map(({ station }) => paceOf(station)))].sort((one, other) => one - other)
  return (
    <p aria-live="polite" className="field-description">
      {String(script ?? '').trim() ? null : <>{say('loudspeaker.readingTimeNone')} </>}
      {syllables === 0
        ? null
        : (paces.length > 0 ? paces : [SYLLABLES_A_MINUTE])
            .map((pace) =>
              say('loudspeaker.readingTimeIs', {
                time: minutesOf(readingSeconds(words, pace)),
                syllables,
                pace,
              }),
            )
            .join(' ')}
    </p>
  )
}

const textOf = (body: unknown): string =>
  body && typeof body === 'object' ? convertLexicalToPlaintext({ data: body as never }).trim() : ''

const minutesOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
