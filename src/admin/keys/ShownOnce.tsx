'use client'
import { useEffect, useId } from 'react'
import { useWords } from '../useWords.ts'
import { useCopy } from './useCopy.ts'

/** A key that was just made, which nobody sees again. `old`: until when the one before works, as a sentence. */
export const ShownOnce = ({ value, old, onKept }: { value: string; old?: string; onKept: () => void }) => {
  const { say } = useWords()
  const title = useId()
  const { field, told, copy } = useCopy(value)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [field])
  return (
    <section aria-labelledby={title} className="loa-question">
      <h4 id={title}>{say('keyDesk.shownOnce')}</h4>
      <p>{say('keyDesk.shownOnceHelp')}</p>
      <input
        aria-label={say('keyDesk.key')}
        className="loa-key"
        onFocus={(event) => event.target.select()}
        readOnly
        ref={field}
        value={value}
      />
      {old ? <p>{old}</p> : null}
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
