'use client'
import { useEffect, useRef } from 'react'
import { ItemLink } from '../item/ItemLink.tsx'
import { useWords } from '../useWords.ts'
import type { Outcome } from './useDecisions.ts'

/** What became of each item that was decided, with the reason where it was refused. */
export const Outcomes = ({
  outcomes,
  progress,
  onClose,
}: {
  outcomes: Outcome[]
  progress?: { done: number; all: number }
  onClose: () => void
}) => {
  const { say } = useWords()
  const head = useRef<HTMLHeadingElement>(null)
  const isOver = outcomes.length > 0 && !progress
  useEffect(() => {
    if (isOver && outcomes.length > 1) head.current?.focus()
  }, [isOver, outcomes.length])
  if (progress && progress.all > 1) {
    return (
      <p className="loa-card" role="status">
        {say('inbox.working', progress)}
      </p>
    )
  }
  if (!isOver) return <p className="loa-hidden" role="status" />
  const approved = outcomes.filter(({ is }) => is !== 'refused').length
  return (
    <section aria-labelledby="loa-outcomes" className="loa-card">
      <h2 id="loa-outcomes" ref={head} tabIndex={-1}>
        {say('inbox.results')}
      </h2>
      <p role="status">
        {outcomes.length > 1 ? say('inbox.summary', { done: approved, all: outcomes.length }) : null}
      </p>
      <ul className="loa-outcomes">
        {outcomes.map((outcome) => (
          <li className={`loa-outcome loa-outcome--${outcome.is}`} key={outcome.item.id}>
            <strong>{wordsOf(outcome)}</strong> <ItemLink id={outcome.item.id}>{outcome.item.title}</ItemLink>
            {outcome.is === 'refused' ? <p>{outcome.problem.message || say('actions.offline')}</p> : null}
          </li>
        ))}
      </ul>
      <button className="loa-button" onClick={onClose} type="button">
        {say('inbox.close')}
      </button>
    </section>
  )

  function wordsOf({ is }: Outcome) {
    if (is === 'approved') return `${say('inbox.ok')}:`
    if (is === 'waits') return `${say('inbox.waits')}:`
    return is === 'returned' ? `${say('inbox.returned')}:` : `${say('inbox.failed')}:`
  }
}
