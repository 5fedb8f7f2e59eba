'use client'
import { useFormFields } from '@payloadcms/ui'
import { readingSeconds, SYLLABLES_A_MINUTE, syllablesOf } from '../../channels/readingTime.ts'
import { useWords } from '../useWords.ts'

/** How long the script takes to be read out, while it is written. */
export const ReadingTime = () => {
  const { say } = useWords()
  const script = useFormFields(([fields]) => String(fields['loudspeaker.script']?.value ?? ''))
  const syllables = syllablesOf(script)
  const seconds = readingSeconds(script)
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <p aria-live="polite" className="field-description">
      {syllables === 0
        ? say('loudspeaker.readingTimeNone')
        : say('loudspeaker.readingTimeIs', { time, syllables, pace: SYLLABLES_A_MINUTE })}
    </p>
  )
}
