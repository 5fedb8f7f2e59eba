'use client'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../useWords.ts'

/** What a new key is called, and how long it works. Not a form of its own: it stands within Payload's. */
export const NewKey = ({
  isBusy,
  onMake,
  onCancel,
}: {
  isBusy: boolean
  onMake: (wish: { label?: string; expiresAt?: string }) => void
  onCancel: () => void
}) => {
  const { say } = useWords()
  const first = useRef<HTMLInputElement>(null)
  const [label, setLabel] = useState('')
  const [end, setEnd] = useState('')
  const [isPast, setPast] = useState(false)
  useEffect(() => first.current?.focus(), [])
  const make = () => {
    if (end && !(Date.parse(end) > Date.now())) return setPast(true)
    onMake({
      ...(label.trim() ? { label: label.trim() } : {}),
      ...(end ? { expiresAt: new Date(end).toISOString() } : {}),
    })
  }
  return (
    <div className="loa-question">
      <div className="loa-form loa-fields">
        <label>
          {say('keyDesk.label')}
          <input
            maxLength={100}
            onChange={(event) => setLabel(event.target.value)}
            ref={first}
            value={label}
          />
          <small>{say('keyDesk.labelHelp')}</small>
        </label>
        <label>
          {say('keyDesk.expiresAt')}
          <input
            aria-invalid={isPast}
            onChange={(event) => {
              setEnd(event.target.value)
              setPast(false)
            }}
            type="datetime-local"
            value={end}
          />
          <small>{isPast ? say('keyDesk.pastTime') : '\u00a0'}</small>
        </label>
      </div>
      <div className="loa-rows__buttons">
        <button className="loa-button loa-button--primary" disabled={isBusy} onClick={make} type="button">
          {isBusy ? say('keyDesk.working') : say('keyDesk.create')}
        </button>
        <button className="loa-button" disabled={isBusy} onClick={onCancel} type="button">
          {say('keyDesk.cancel')}
        </button>
      </div>
    </div>
  )
}
