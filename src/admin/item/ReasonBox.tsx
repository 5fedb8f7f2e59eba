'use client'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../useWords.ts'

/** Asks for the words an action needs, in place. Takes the focus; Escape goes back. */
export const ReasonBox = ({
  label,
  confirm,
  begunWith = '',
  isBusy,
  onConfirm,
  onCancel,
}: {
  label: string
  /** What the confirming button says: the action itself. */
  confirm: string
  /** Words that stand there already. */
  begunWith?: string
  isBusy: boolean
  onConfirm: (reason: string) => void
  onCancel: () => void
}) => {
  const { say } = useWords()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [reason, setReason] = useState(begunWith)
  const [isMissing, setMissing] = useState(false)
  useEffect(() => field.current?.focus(), [])

  const send = () => {
    if (reason.trim()) return onConfirm(reason.trim())
    setMissing(true)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onCancel()
  }
  return (
    <div className="loa-reason">
      <label htmlFor={id}>{label}</label>
      <textarea
        aria-describedby={isMissing ? `${id}-missing` : undefined}
        aria-invalid={isMissing}
        aria-required
        id={id}
        maxLength={1000}
        onChange={(event) => {
          setReason(event.target.value)
          setMissing(false)
        }}
        onKeyDown={onKeyDown}
        ref={field}
        rows={4}
        value={reason}
      />
      {isMissing ? (
        <p className="loa-reason__missing" id={`${id}-missing`}>
          {say('errors.commentRequired')}
        </p>
      ) : null}
      <div className="loa-reason__buttons">
        <button
          className="loa-button loa-button--wide loa-button--primary"
          disabled={isBusy}
          onClick={send}
          onKeyDown={onKeyDown}
          type="button"
        >
          {isBusy ? say('actions.working') : confirm}
        </button>
        <button
          className="loa-button loa-button--wide"
          disabled={isBusy}
          onClick={onCancel}
          onKeyDown={onKeyDown}
          type="button"
        >
          {say('actions.cancel')}
        </button>
      </div>
    </div>
  )
}
