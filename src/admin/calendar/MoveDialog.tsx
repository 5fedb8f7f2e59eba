'use client'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useWords } from '../useWords.ts'
import type { ItemEntry } from './entries.ts'
import { dayInWords } from './words.ts'

/** Asks for a date and a time in the plan's zone. Escape and a click beside it close it. */
export const MoveDialog = ({
  item,
  today,
  timeZone,
  onMove,
  onClose,
}: {
  item: ItemEntry
  today: string
  timeZone: string
  /** @param to `2024-12-05T10:00` */
  onMove: (to: string) => void
  onClose: () => void
}) => {
  const { say } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [to, setTo] = useState(`${item.date ?? today}T${item.time || '09:00'}`)
  const [date = '', time] = to.split('T')
  useEffect(() => dialog.current?.showModal(), [])
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // gives the focus back before the entry goes elsewhere
    dialog.current?.close()
    onMove(to)
  }
  const isApproved = item.stage === 'approved' || item.stage === 'scheduled'
  return (
    <dialog aria-labelledby="loa-move" className="loa-move loa-fields" onClose={onClose} ref={dialog}>
      <form onSubmit={onSubmit}>
        <h2 id="loa-move">{say('calendar.moveHeading', { title: item.title })}</h2>
        <label>
          {say('calendar.moveWhen', { zone: timeZone })}
          <input
            max="2099-12-31T23:59"
            min="2000-01-01T00:00"
            onChange={(event) => setTo(event.target.value)}
            required
            type="datetime-local"
            value={to}
          />
        </label>
        {/* browsers write dates in their own language, this in the reader's */}
        <p>
          {date ? <strong>{dayInWords({ date, time, say })}. </strong> : null}
          {say(isApproved ? 'calendar.moveSchedules' : 'calendar.movePlanned')}
        </p>
        <div className="loa-move__buttons">
          <button className="loa-button loa-button--primary" type="submit">
            {say('calendar.moveDo')}
          </button>
          <button className="loa-button" onClick={() => dialog.current?.close()} type="button">
            {say('calendar.moveCancel')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
