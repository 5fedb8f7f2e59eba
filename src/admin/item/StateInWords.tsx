'use client'
import { readableMoment } from '../readableMoment.ts'
import { useWords } from '../useWords.ts'
import { Lock } from './Lock.tsx'
import type { Item } from './useItem.ts'

/** One sentence on the stage; what the approver wrote last; and that the text is locked, where it is. */
export const StateInWords = ({ item }: { item: Item }) => {
  const { say, language } = useWords()
  const { stage, live, isTrashed, publishAt, timeZone, lastComment, frozen } = item
  const time = publishAt ? readableMoment({ instant: publishAt, timeZone, language }) : ''
  const isOverLive = live && stage === 'draft'
  if (isTrashed) return <p className="loa-card__text">{say('errors.inTrash')}</p>
  return (
    <>
      <p className="loa-card__text">
        {isOverLive ? say('actions.states.draftOverLive') : say(`actions.states.${stage}`, { time })}
      </p>
      {lastComment ? (
        <blockquote className="loa-comment">
          <strong>{say('workflow.lastComment')}</strong>
          <p>{lastComment}</p>
        </blockquote>
      ) : null}
      {frozen ? (
        <p className="loa-frozen">
          <Lock />
          <span>{say(`errors.${frozen}`)}</span>
        </p>
      ) : null}
    </>
  )
}
