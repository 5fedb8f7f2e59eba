'use client'
import { type ReactNode, useEffect, useRef } from 'react'

/** Asks before something is done that cannot be undone. Takes the focus; Escape goes back. */
export const Question = ({
  question,
  yes,
  no,
  isBusy,
  isDangerous = false,
  onYes,
  onNo,
  children,
}: {
  question: string
  yes: string
  no: string
  isBusy: boolean
  isDangerous?: boolean
  onYes: () => void
  onNo: () => void
  children?: ReactNode
}) => {
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => back.current?.focus(), [])
  return (
    <fieldset
      className="loa-question"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onNo()
      }}
    >
      <legend className="loa-hidden">{question}</legend>
      <p aria-hidden="true">{question}</p>
      {children}
      <div className="loa-rows__buttons">
        <button
          className={`loa-button loa-button--${isDangerous ? 'danger' : 'primary'}`}
          disabled={isBusy}
          onClick={onYes}
          type="button"
        >
          {yes}
        </button>
        <button className="loa-button" disabled={isBusy} onClick={onNo} ref={back} type="button">
          {no}
        </button>
      </div>
    </fieldset>
  )
}
