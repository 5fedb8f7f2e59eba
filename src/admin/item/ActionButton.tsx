'use client'
import { useEffect, useId, useRef } from 'react'

/** One action. Where it cannot be taken, why not stands inside it. */
export const ActionButton = ({
  label,
  isPrimary,
  isDisabled,
  reason,
  takesFocus,
  onTake,
}: {
  label: string
  isPrimary: boolean
  isDisabled: boolean
  reason?: string
  /** Whether it takes the focus when it appears: its question has just been cancelled. */
  takesFocus: boolean
  onTake: () => void
}) => {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) button.current?.focus()
  }, [takesFocus])
  return (
    <button
      aria-describedby={reason ? id : undefined}
      className={`loa-button loa-button--wide${isPrimary ? ' loa-button--primary' : ''}`}
      disabled={isDisabled}
      onClick={onTake}
      ref={button}
      type="button"
    >
      {label}
      {reason ? (
        // told as the description; as a part of the name it would be told twice
        <small aria-hidden id={id}>
          {reason}
        </small>
      ) : null}
    </button>
  )
}
