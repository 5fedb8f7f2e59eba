'use client'
import { useWords, type WordKey } from '../useWords.ts'
import { Sign, type SignName } from './Sign.tsx'

const MEANINGS: { sign: SignName; words: WordKey }[] = [
  { sign: 'published', words: 'calendar.legendPublished' },
  { sign: 'scheduled', words: 'calendar.legendScheduled' },
  { sign: 'draft', words: 'calendar.legendPlanned' },
  { sign: 'event', words: 'calendar.legendEvent' },
  { sign: 'slot', words: 'calendar.legendSlot' },
]

/** What signs and colours mean; every entry says it in words besides. */
export const Legend = () => {
  const { say } = useWords()
  return (
    <ul aria-label={say('calendar.legend')} className="loa-calendar-legend">
      {MEANINGS.map(({ sign, words }) => (
        <li key={sign}>
          <span className={`loa-entry loa-entry--${sign} loa-calendar-legend__sign`}>
            <Sign of={sign} />
          </span>
          {say(words)}
        </li>
      ))}
    </ul>
  )
}
