'use client'
import { useRouter } from 'next/navigation.js'
import { use, useEffect, useRef, useState, useTransition } from 'react'
import { ask, type Problem } from '../ask.ts'
import { readableMoment } from '../readableMoment.ts'
import { LogInAgain } from '../safe/LogInAgain.tsx'
import { type Say, useWords } from '../useWords.ts'
import { ActionButton } from './ActionButton.tsx'
import { inOrder, reasonInWords, type Verb } from './actions.ts'
import { Done } from './Done.ts'
import { ReasonBox } from './ReasonBox.tsx'
import { Refusal } from './Refusal.tsx'
import { useActions } from './useActions.ts'
import type { Item } from './useItem.ts'
import { Wish } from './Wish.ts'

/** What is under way: nothing, words being asked for, or an answer that was no. */
type Now =
  | { is: 'choosing'; cancelled?: Verb }
  | { is: 'asking'; verb: Verb; what: 'comment' | 'override'; begunWith?: string }
  | { is: 'refused'; verb: Verb; problem: Problem }
  // the session is over: asked to log in, then it is done as it was meant
  | { is: 'outside'; verb: Verb; words: Words }

type Words = { comment?: string; override?: { reason: string }; publishAt?: string }

/** The actions as the API lists them. Every one names the revision that this page shows. */
export const Actions = ({ item, isModified }: { item: Item; isModified: boolean }) => {
  const { say, language } = useWords()
  const router = useRouter()
  const { answer, askAgain } = useActions(item)
  const [now, setNow] = useState<Now>({ is: 'choosing' })
  const [isSending, setSending] = useState(false)
  const [isRefreshing, startRefresh] = useTransition()
  const status = useRef<HTMLParagraphElement>(null)
  const [done, setDone] = use(Done)
  const isBusy = isSending || isRefreshing
  // the button that was pressed is gone by now
  useEffect(() => {
    if (done) status.current?.focus({ preventScroll: true })
  }, [done])

  const reload = () => {
    setNow({ is: 'choosing' })
    setDone(undefined)
    startRefresh(() => router.refresh())
    askAgain()
  }
  const take = async (verb: Verb, words: Words = {}) => {
    setSending(true)
    setDone(undefined)
    const body = { revision: item.revision, ...words }
    const answered = await ask({ address: item.address(verb), language, body })
    setSending(false)
    if (!answered.isOk && answered.problem.code === 'session-over')
      return setNow({ is: 'outside', verb, words })
    if (!answered.isOk) return setNow({ is: 'refused', verb, problem: answered.problem })
    setNow({ is: 'choosing' })
    setDone(verb)
    startRefresh(() => router.refresh())
  }

  // a way out that was chosen in the panel of the quota
  const [wished, setWished] = use(Wish)
  const follow = useRef(take)
  follow.current = take
  useEffect(() => {
    if (!wished) return
    setWished(undefined)
    if (wished.is === 'moved') follow.current(wished.verb, { publishAt: wished.publishAt })
    else if (wished.is === 'override') setNow({ is: 'asking', verb: wished.verb, what: 'override' })
    else setNow({ is: 'asking', verb: 'return', what: 'comment', begunWith: wished.comment })
  }, [wished, setWished])

  if (answer && !answer.isOk) {
    return (
      <div className="loa-refusal" role="alert">
        <p>{answer.problem.message || say('actions.offline')}</p>
        <button className="loa-button loa-button--wide" onClick={askAgain} type="button">
          {say('actions.retry')}
        </button>
      </div>
    )
  }
  const actions = answer ? inOrder({ actions: answer.body.actions, stage: item.stage }) : undefined
  return (
    <div aria-busy={isBusy} className="loa-actions">
      <p aria-live="polite" className="loa-done" ref={status} role="status" tabIndex={-1}>
        {isBusy ? say('actions.working') : null}
        {!isBusy && !isModified && now.is === 'choosing' && done
          ? say('actions.done', { action: say(`actions.${done}`) })
          : null}
      </p>
      {now.is === 'refused' ? (
        <Refusal
          label={labelOf({ verb: now.verb, item, say, language })}
          item={item}
          onMove={(publishAt) => take(now.verb, { publishAt })}
          onOverride={() => setNow({ is: 'asking', verb: now.verb, what: 'override' })}
          onReload={reload}
          problem={now.problem}
          verb={now.verb}
        />
      ) : null}
      {now.is === 'outside' ? (
        <div className="loa-refusal" role="alert">
          <strong>{say('itemScreen.safe.sessionStep')}</strong>
          <LogInAgain onDone={() => take(now.verb, now.words)} />
        </div>
      ) : null}
      {now.is === 'asking' ? (
        <ReasonBox
          confirm={labelOf({ verb: now.verb, what: now.what, item, say, language })}
          begunWith={now.begunWith}
          isBusy={isBusy}
          key={`${now.verb} ${now.what}`}
          label={say(promptOf(now))}
          onCancel={() => setNow({ is: 'choosing', cancelled: now.verb })}
          onConfirm={(reason) =>
            take(now.verb, now.what === 'override' ? { override: { reason } } : { comment: reason })
          }
        />
      ) : null}
      {isModified && actions?.length !== 0 ? (
        <p className="loa-card__text">{say('actions.saveFirst')}</p>
      ) : null}
      {actions ? null : <p className="loa-card__text">{say('actions.loading')}</p>}
      {actions?.length === 0 ? <p className="loa-card__text">{say('actions.none')}</p> : null}
      {now.is === 'asking'
        ? null
        : actions?.map((one) => (
            <ActionButton
              isDisabled={!(one.isPossible || one.mayOverride) || isModified || isBusy}
              isPrimary={one.isPrimary}
              key={one.action}
              label={labelOf({ verb: one.action, item, say, language })}
              onTake={() =>
                one.needsComment
                  ? setNow({ is: 'asking', verb: one.action, what: 'comment' })
                  : take(one.action)
              }
              reason={reasonInWords(one, say)}
              takesFocus={now.is === 'choosing' && now.cancelled === one.action}
            />
          ))}
    </div>
  )
}

/** What the button says: what will happen. */
const labelOf = ({
  verb,
  what,
  item: { publishAt, timeZone },
  say,
  language,
}: {
  verb: Verb
  what?: 'comment' | 'override'
  item: Item
  say: Say
  language: 'vi' | 'en'
}): string => {
  if (what === 'override')
    return say(verb === 'publish' ? 'actions.overridePublish' : 'actions.overrideAction')
  const isAhead = publishAt !== undefined && new Date(publishAt) > new Date()
  if (verb === 'approve' && isAhead) {
    return say('actions.approveAt', { time: readableMoment({ instant: publishAt, timeZone, language }) })
  }
  return verb === 'publish' ? say('actions.publishNow') : say(`actions.${verb}`)
}

const promptOf = ({ verb, what }: { verb: Verb; what: 'comment' | 'override' }) => {
  if (what === 'override') return 'actions.overrideComment'
  return verb === 'retract' ? 'actions.retractComment' : 'actions.returnComment'
}
