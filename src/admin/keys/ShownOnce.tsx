'use client'
import { useEffect, useRef, useState } from 'react'
import { useMoment } from '../rows/useMoment.ts'
import { useWords } from '../useWords.ts'
import type { MadeKey } from './useKeys.ts'

/** A key that was just made, which nobody sees again. */
export const ShownOnce = ({ made: { key, old }, onKept }: { made: MadeKey; onKept: () => void }) => {
  const { say } = useWords()
  const moment = useMoment()
  const field = useRef<HTMLInputElement>(null)
  const [told, setTold] = useState<'copied' | 'copyFailed'>()
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const copy = async () => {
    try {
      // there only on https and on localhost
      await navigator.clipboard.writeText(key)
      setTold('copied')
    } catch {
      field.current?.select()
      setTold('copyFailed')
    }
  }
  return (
    <section aria-labelledby="loa-shown-once" className="loa-question">
      <h4 id="loa-shown-once">{say('keyDesk.shownOnce')}</h4>
      <p>{say('keyDesk.shownOnceHelp')}</p>
      <input
        aria-label={say('keyDesk.key')}
        className="loa-key"
        onFocus={(event) => event.target.select()}
        readOnly
        ref={field}
        value={key}
      />
      {old ? <p>{say('keyDesk.oldUntil', { start: old.start, time: moment(old.expiresAt) })}</p> : null}
      <div className="loa-rows__buttons">
        <button className="loa-button loa-button--primary" onClick={copy} type="button">
          {say('keyDesk.copy')}
        </button>
        <button className="loa-button" onClick={onKept} type="button">
          {say('keyDesk.kept')}
        </button>
      </div>
      <p aria-live="polite">{told ? say(`keyDesk.${told}`) : null}</p>
    </section>
  )
}
