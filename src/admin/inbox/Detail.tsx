'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '../ask.ts'
import type { Comparison } from '../compare/comparison.ts'
import { Facts } from '../compare/Facts.tsx'
import { Passages } from '../compare/Passages.tsx'
import { type Action, reasonInWords } from '../item/actions.ts'
import { ReasonBox } from '../item/ReasonBox.tsx'
import { Refusal } from '../item/Refusal.tsx'
import { SlotList } from '../quota/SlotList.tsx'
import type { Slot } from '../quota/types.ts'
import { readableMoment } from '../readableMoment.ts'
import { useAnswer } from '../useAnswer.ts'
import { useWords } from '../useWords.ts'
import type { Waiting } from './types.ts'
import '../item/item.css'

/** What is being asked of the reader of this pane. */
export type Asking = { is: 'return' | 'override' } | { is: 'refused'; problem: Problem } | undefined

/** One item to read and to decide: what changed, what it would take, and the two buttons. */
export const Detail = ({
  item,
  asking,
  isBusy,
  onAsk,
  onApprove,
  onReturn,
  onReload,
  onBack,
}: {
  item: Waiting
  asking: Asking
  isBusy: boolean
  onAsk: (asking: Asking) => void
  onApprove: (words?: { publishAt?: string; override?: { reason: string }; revision?: string }) => void
  onReturn: (comment: string) => void
  onReload: () => void
  onBack: () => void
}) => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const { id, title, outlets, organization, author, publishAt, timeZone, revision } = item
  const [round, setRound] = useState(0)
  const version = `${revision} ${round}`
  const at = (path: string) => `${routes.api}/items/${id}/${path}`
  const { answer: compared } = useAnswer<Comparison>(at('comparison'), version)
  const { answer: taken } = useAnswer<{ slots: Slot[] }>(at('quota'), version)
  const { answer: possible } = useAnswer<{ actions: Action[] }>(at('actions'), version)
  const comparison = compared?.isOk ? compared.body : undefined
  const slots = taken?.isOk ? taken.body.slots : undefined
  const actions = possible?.isOk ? possible.body.actions : undefined
  const approve = actions?.find(({ action }) => action === 'approve')
  const back = actions?.find(({ action }) => action === 'return')
  const mayApprove = Boolean(approve?.isPossible || approve?.mayOverride)
  const isAhead = publishAt !== null && new Date(publishAt) > new Date()
  const label = isAhead
    ? say('actions.approveAt', { time: readableMoment({ instant: publishAt, timeZone, language }) })
    : say('inbox.approve')
  const head = useRef<HTMLHeadingElement>(null)
  const failed = [compared, taken, possible].find((one) => one && !one.isOk)
  // the key A asks for the words that a full quota needs
  const whyNot = approve && !approve.isPossible ? reasonInWords(approve, say) : undefined
  useEffect(() => {
    if (asking?.is === 'refused') head.current?.scrollIntoView({ block: 'nearest' })
  }, [asking])
  return (
    <article aria-labelledby="loa-detail" className="loa-detail">
      <button className="loa-button loa-detail__back" onClick={onBack} type="button">
        {say('inbox.back')}
      </button>
      <header className="loa-detail__head">
        <h2 id="loa-detail" ref={head}>
          {title}
        </h2>
        <p className="loa-card__text">{[author, organization].filter(Boolean).join(' · ')}</p>
        {outlets.length > 0 ? (
          <p className="loa-card__text">{say('inbox.for', { outlets: outlets.join(' · ') })}</p>
        ) : null}
      </header>
      <div className="loa-detail__decide">
        {failed && !failed.isOk ? (
          <p className="loa-refusal" role="alert">
            {failed.problem.message || say('actions.offline')}
          </p>
        ) : null}
        {asking?.is === 'refused' ? (
          <Refusal
            item={{ publishAt: publishAt ?? undefined, timeZone }}
            label={label}
            onMove={(moment) => onApprove({ publishAt: moment })}
            onOverride={() => onAsk({ is: 'override' })}
            onReload={() => {
              setRound((one) => one + 1)
              onReload()
            }}
            problem={asking.problem}
            verb="approve"
          />
        ) : null}
        {asking?.is === 'return' || asking?.is === 'override' ? (
          <ReasonBox
            confirm={say(asking.is === 'return' ? 'inbox.return' : 'actions.overrideAction')}
            isBusy={isBusy}
            key={asking.is}
            label={say(asking.is === 'return' ? 'actions.returnComment' : 'actions.overrideComment')}
            onCancel={() => onAsk(undefined)}
            onConfirm={(words) =>
              asking.is === 'return' ? onReturn(words) : onApprove({ override: { reason: words } })
            }
          />
        ) : (
          <>
            <div className="loa-detail__buttons">
              <button
                className="loa-button loa-button--primary"
                disabled={!mayApprove || isBusy}
                onClick={() => onApprove()}
                type="button"
              >
                {label} <kbd>A</kbd>
              </button>
              <button
                className="loa-button"
                disabled={!back?.isPossible || isBusy}
                onClick={() => onAsk({ is: 'return' })}
                type="button"
              >
                {say('inbox.return')} <kbd>R</kbd>
              </button>
              <a className="loa-button" href={`${routes.admin}/collections/items/${id}`}>
                {say('inbox.open')} <kbd>O</kbd>
              </a>
            </div>
            {whyNot && asking?.is !== 'refused' ? <p className="loa-detail__why">{whyNot}</p> : null}
          </>
        )}
      </div>
      {/* a refusal tells of the full ones itself */}
      {slots && asking?.is !== 'refused' ? (
        <section className="loa-card">
          <h3>{say('actions.quotaHeading')}</h3>
          {slots.length > 0 ? <SlotList slots={slots} /> : <p>{say('actions.quotaNone')}</p>}
        </section>
      ) : null}
      {comparison ? (
        <section className="loa-side">
          <h3>{say(comparison.before ? 'inbox.changes' : 'inbox.isNew')}</h3>
          {comparison.before ? <p className="loa-card__text">{say('itemScreen.compare.legend')}</p> : null}
          <Facts facts={comparison.facts} language={language} say={say} timeZone={timeZone} />
          <Passages passages={comparison.passages} say={say} show="both" />
          <a className="loa-link" href={`${routes.admin}/collections/items/${id}/compare`}>
            {say('inbox.compare')}
          </a>
        </section>
      ) : (
        <p className="loa-card__text">{failed ? null : say('actions.loading')}</p>
      )}
    </article>
  )
}
