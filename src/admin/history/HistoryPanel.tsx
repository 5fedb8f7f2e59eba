'use client'
import { useState } from 'react'
import type { HistoryEntry } from '../../approval/history.ts'
import { useItem } from '../item/useItem.ts'
import { readableMoment } from '../readableMoment.ts'
import { useAnswer } from '../useAnswer.ts'
import { type Say, useWords, type WordKey } from '../useWords.ts'
import '../frame/frame.css'
import './history.css'

type History = { entries: HistoryEntry[]; people: Record<string, string> }

/** Who did what, and when; asked for when somebody opens it. */
export const HistoryPanel = () => {
  const { say, language } = useWords()
  const { id, version, timeZone, address } = useItem()
  const [isOpen, setOpen] = useState(false)
  const { answer } = useAnswer<History>(id && isOpen ? address('history') : undefined, version)
  if (!id) return null
  const { entries, people } = answer?.isOk ? answer.body : { entries: [], people: {} }
  return (
    <details className="loa-card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="loa-summary">{say('itemScreen.history.heading')}</summary>
      {answer ? null : <p className="loa-card__text">{say('actions.loading')}</p>}
      {answer && !answer.isOk ? (
        <p className="loa-card__text">{answer.problem.message || say('actions.offline')}</p>
      ) : null}
      {answer?.isOk && entries.length === 0 ? (
        <p className="loa-card__text">{say('itemScreen.history.none')}</p>
      ) : null}
      <ol className="loa-history">
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.what === 'transition' ? entry.verb : ''}`}>
            <time dateTime={entry.at}>{readableMoment({ instant: entry.at, timeZone, language })}</time>
            <div>
              <p>{inWords({ entry, people, say })}</p>
              {entry.what === 'transition' && entry.comment ? (
                <p className="loa-card__text">“{entry.comment}”</p>
              ) : null}
              {entry.what === 'transition' && entry.overrideReason ? (
                <p className="loa-card__text">
                  {say('itemScreen.history.override', { reason: entry.overrideReason })}
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </details>
  )
}

const inWords = ({
  entry,
  people,
  say,
}: {
  entry: HistoryEntry
  people: Record<string, string>
  say: Say
}): string => {
  const named = entry.by ? (people[entry.by] ?? say('itemScreen.talk.someone')) : undefined
  if (entry.what === 'saved') {
    if (!named) return say('itemScreen.history.savedUnknown')
    return say(`itemScreen.history.${entry.isFirst ? 'first' : 'saved'}`, { who: named })
  }
  const key = `itemScreen.history.verbs.${entry.verb}` as WordKey
  return say(key, { who: named ?? say('itemScreen.history.house') })
}
