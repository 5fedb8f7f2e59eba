'use client'
import { useState } from 'react'
import { Question } from '../rows/Question.tsx'
import { useWords } from '../useWords.ts'
import { localTime } from './localTime.ts'

const HOUR = 60 * 60 * 1000
const MOST = 90 * 24 * HOUR

/** Until when the old key goes on opening; the new one works at once. */
export const RotateKey = ({
  name,
  isBusy,
  onRotate,
  onCancel,
}: {
  name: string
  isBusy: boolean
  onRotate: (graceHours: number) => void
  onCancel: () => void
}) => {
  const { say } = useWords()
  const [until, setUntil] = useState(() => localTime(new Date(Date.now() + 24 * HOUR)))
  const [isWrong, setWrong] = useState(false)
  const rotate = () => {
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
      question={say('keyDesk.rotateOf', { name })}
      yes={say('keyDesk.rotate')}
    >
      <div className="loa-form loa-fields">
        <label>
          {say('keyDesk.rotateAsk')}
          <input
            aria-invalid={isWrong}
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
    </Question>
  )
}
