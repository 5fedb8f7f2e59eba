'use client'
import { useState } from 'react'
import { Question } from '../rows/Question.tsx'
import { useWords } from '../useWords.ts'
import { localTime } from './localTime.ts'

const HOUR = 60 * 60 * 1000
const MOST = 90 * 24 * HOUR

/** Until when the old key goes on opening; the new one works at once. */
export const RotateKey = ({
  question,
  isBusy,
  endNow,
  onRotate,
  onCancel,
}: {
  question: string
  isBusy: boolean
  /** Offers, in these words, to end the old key at once: `onRotate(0)`. */
  endNow?: string
  onRotate: (graceHours: number) => void
  onCancel: () => void
}) => {
  const { say } = useWords()
  const [until, setUntil] = useState(() => localTime(new Date(Date.now() + 24 * HOUR)))
  const [isWrong, setWrong] = useState(false)
  const [isEndedNow, setEndedNow] = useState(false)
  const rotate = () => {
    if (isEndedNow) return onRotate(0)
    const left = Date.parse(until) - Date.now()
    if (!(left > 0 && left <= MOST)) return setWrong(true)
    onRotate(left / HOUR)
  }
  return (
    <Question
      isBusy={isBusy}
      no={say('keyDesk.cancel')}
      onNo={onCancel}
      onYes={rotate}
      question={question}
      yes={say('keyDesk.rotate')}
    >
      <div className="loa-form loa-fields">
        <label>
          {say('keyDesk.rotateAsk')}
          <input
            aria-invalid={isWrong}
            disabled={isEndedNow}
            onChange={(event) => {
              setUntil(event.target.value)
              setWrong(false)
            }}
            type="datetime-local"
            value={until}
          />
          <small role={isWrong ? 'alert' : undefined}>
            {say(isWrong ? 'keyDesk.badTime' : 'keyDesk.rotateHelp')}
          </small>
        </label>
      </div>
      {endNow ? (
        <label className="loa-check">
          <input
            checked={isEndedNow}
            onChange={(event) => setEndedNow(event.target.checked)}
            type="checkbox"
          />
          {endNow}
        </label>
      ) : null}
    </Question>
  )
}
