'use client'
import { readableMoment } from '../readableMoment.ts'
import { useWords, type WordKey } from '../useWords.ts'
import type { Waiting } from './types.ts'

/** One item in the list: to tick, and to look at. */
export const Row = ({
  item,
  isChosen,
  isTicked,
  onChoose,
  onTick,
}: {
  item: Waiting
  isChosen: boolean
  isTicked: boolean
  onChoose: () => void
  onTick: () => void
}) => {
  const { say, language } = useWords()
  const { id, title, kind, organization, author, priority, publishAt, standing, timeZone } = item
  const isLate = publishAt !== null && new Date(publishAt) < new Date()
  return (
    <li className={`loa-row${isChosen ? ' loa-row--chosen' : ''}`}>
      <input
        aria-label={say('inbox.select', { title })}
        checked={isTicked}
        disabled={!isOpen(item)}
        onChange={onTick}
        type="checkbox"
      />
      <button
        aria-current={isChosen}
        className="loa-row__open"
        id={`loa-row-${id}`}
        onClick={onChoose}
        type="button"
      >
        <span className="loa-row__title">{title}</span>
        <span className="loa-row__about">
          {say(`items.kindOptions.${kind}` as WordKey)} · {[author, organization].filter(Boolean).join(' · ')}
        </span>
        <span className="loa-row__marks">
          <span>
            {publishAt ? readableMoment({ instant: publishAt, timeZone, language }) : say('inbox.noSchedule')}
          </span>
          {isLate ? <span className="loa-mark loa-mark--warning">{say('inbox.late')}</span> : null}
          {priority === 'urgent' || priority === 'priority' ? (
            <span className={`loa-mark loa-mark--${priority === 'urgent' ? 'error' : 'warning'}`}>
              {say(`inbox.${priority}`)}
            </span>
          ) : null}
          {standing === 'mine' ? null : <span className="loa-mark">{say(`inbox.${standing}`)}</span>}
        </span>
      </button>
    </li>
  )
}

/** Whether this approver is asked at all. */
export const isOpen = ({ standing }: Waiting) => standing === 'mine' || standing === 'consent'
