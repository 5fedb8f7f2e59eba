'use client'
import { useConfig } from '@payloadcms/ui'
import type { Verb } from '../item/actions.ts'
import { useItem } from '../item/useItem.ts'
import { readableMoment } from '../readableMoment.ts'
import { useAnswer } from '../useAnswer.ts'
import { useWords } from '../useWords.ts'
import { Remark } from './Remark.tsx'
import '../frame/frame.css'
import './talk.css'

type Comment = {
  id: string
  text: string
  createdAt: string
  verb?: Verb | null
  author?: { name?: string } | string | null
}

/** What people say about the item: remarks, and the reasons of transitions, oldest first. */
export const TalkPanel = () => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const { id, version, timeZone, isTrashed } = useItem()
  const query = new URLSearchParams({
    'where[item][equals]': id ?? '',
    sort: 'createdAt',
    limit: '100',
    depth: '1',
  })
  const { answer, askAgain } = useAnswer<{ docs: Comment[] }>(
    id ? `${routes.api}/comments?${query}` : undefined,
    version,
  )
  if (!id) return null
  const all = answer?.isOk ? answer.body.docs : []
  return (
    <section aria-labelledby="loa-talk" className="loa-card">
      <h3>
        <span id="loa-talk">{say('itemScreen.talk.heading')}</span>
        {all.length > 0 ? <span className="loa-card__count"> {all.length}</span> : null}
      </h3>
      {answer ? null : <p className="loa-card__text">{say('actions.loading')}</p>}
      {answer && !answer.isOk ? (
        <p className="loa-card__text">{answer.problem.message || say('actions.offline')}</p>
      ) : null}
      {answer?.isOk && all.length === 0 ? (
        <p className="loa-card__text">{say('itemScreen.talk.none')}</p>
      ) : null}
      {all.length > 0 ? (
        <ol className="loa-talk">
          {all.map(({ id: comment, author, createdAt, text, verb }) => (
            <li key={comment}>
              <p className="loa-talk__head">
                <strong>{nameOf(author) ?? say(`itemScreen.talk.${author ? 'someone' : 'house'}`)}</strong> ·{' '}
                {readableMoment({ instant: createdAt, timeZone, language })}
                {verb ? ` · ${say(`audit.verbOptions.${verb}`)}` : ''}
              </p>
              <p className="loa-talk__text">{text}</p>
            </li>
          ))}
        </ol>
      ) : null}
      {isTrashed ? null : <Remark id={id} onSent={askAgain} />}
    </section>
  )
}

const nameOf = (author: Comment['author']) => (author && typeof author === 'object' ? author.name : undefined)
