'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useCallback, useState } from 'react'
import { ask } from '../ask.ts'
import { StateMark } from '../rows/StateMark.tsx'
import { useMoment } from '../rows/useMoment.ts'
import { useWords } from '../useWords.ts'
import { useAttemptInWords } from './useAttemptInWords.ts'
import { type Push, type PushState, STATES, usePushes } from './usePushes.ts'

/** The log of pushes, newest first, by state; each can be sent again. */
export const PushLog = ({
  subscriber,
  names,
  onReplayed,
}: {
  /** Only of this one. */
  subscriber?: string
  /** Names of subscribers by identifier; left out where there is but one. */
  names?: Map<string, string>
  onReplayed: () => void
}) => {
  const { say, language } = useWords()
  const moment = useMoment()
  const { admin } = useConfig().config.routes
  const [state, setState] = useState<PushState>('all')
  const { pushes, hasMore, more, reload } = usePushes({ state, subscriber })
  const [told, setTold] = useState<{ isGood: boolean; text: string }>()

  const replay = useCallback(
    async ({ id }: Push) => {
      const answer = await ask({ address: `/api/push-deliveries/${id}/replay`, language, body: {} })
      setTold(
        answer.isOk
          ? { isGood: true, text: say('deliveries.replayed', { count: 1 }) }
          : { isGood: false, text: answer.problem.message || say('deliveries.failed') },
      )
      reload()
      onReplayed()
    },
    [language, onReplayed, reload, say],
  )
  return (
    <>
      <fieldset className="loa-states">
        <legend className="loa-hidden">{say('deliveries.filter')}</legend>
        {STATES.map((one) => (
          <button
            aria-pressed={one === state}
            className="loa-states__one"
            key={one}
            onClick={() => {
              setState(one)
              setTold(undefined)
            }}
            type="button"
          >
            {say(`deliveries.states.${one}`)}
          </button>
        ))}
      </fieldset>
      <div aria-live="polite">
        {told ? <p className={told.isGood ? 'loa-good' : 'loa-bad'}>{told.text}</p> : null}
      </div>
      {pushes === undefined ? <p className="loa-card__text">{say('deliveries.loading')}</p> : null}
      {pushes === null ? (
        <p className="loa-bad" role="alert">
          {say('deliveries.failed')}
        </p>
      ) : null}
      {pushes?.length === 0 ? <p className="loa-card__text">{say('deliveries.none')}</p> : null}
      {pushes && pushes.length > 0 ? (
        <table className="loa-rows">
          <thead>
            <tr>
              <th scope="col">{say('deliveries.edition')}</th>
              {names ? <th scope="col">{say('deliveries.subscriber')}</th> : null}
              <th scope="col">{say('deliveries.state')}</th>
              <th scope="col">{say('deliveries.attempts')}</th>
              <th scope="col">
                <span className="loa-hidden">{say('deliveries.replay')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {pushes.map((push) => {
              const shown = stateOf(push)
              return (
                <tr key={push.id}>
                  <th scope="row">
                    {push.item ? (
                      <Link
                        className="loa-link"
                        href={`${admin}/collections/items/${push.item.id}`}
                        prefetch={false}
                      >
                        {push.item.title}
                      </Link>
                    ) : (
                      `${say('deliveries.edition')} ${push.edition}`
                    )}
                    <small>
                      {say('deliveries.edition')} {push.edition}
                    </small>
                  </th>
                  {names ? (
                    <td data-label={say('deliveries.subscriber')}>
                      {names.get(push.subscriber) ?? push.subscriber}
                    </td>
                  ) : null}
                  <td>
                    <StateMark tone={TONES[shown]}>{say(`deliveries.states.${shown}`)}</StateMark>
                    {shown === 'failing' ? (
                      <small>{say('deliveries.next', { time: moment(push.dueAt) })}</small>
                    ) : null}
                  </td>
                  <td data-label={say('deliveries.attempts')}>
                    <Attempts push={push} />
                  </td>
                  <td>
                    {shown === 'waiting' || shown === 'dropped' ? null : (
                      <button
                        aria-label={say('deliveries.replayOne', { number: push.edition })}
                        className="loa-button"
                        onClick={() => replay(push)}
                        type="button"
                      >
                        {say('deliveries.replay')}
                      </button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ) : null}
      {hasMore ? (
        <button className="loa-button" onClick={more} type="button">
          {say('deliveries.more')}
        </button>
      ) : null}
    </>
  )
}

const Attempts = ({ push: { attempts } }: { push: Push }) => {
  const { say } = useWords()
  const moment = useMoment()
  const inWords = useAttemptInWords()
  const [last, ...earlier] = [...attempts].reverse()
  if (!last) return <>{say('deliveries.noAttempts')}</>
  return (
    <ol className="loa-attempts" reversed>
      {[last, ...earlier].map((attempt) => (
        <li key={attempt.at}>
          {moment(attempt.at)} · {inWords(attempt)} · {say('deliveries.duration', { ms: attempt.ms })}
          {attempt.answer ? (
            <small>
              {say('deliveries.answer')}: <code>{attempt.answer.slice(0, ANSWER)}</code>
            </small>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

/** Letters of an answer that are shown. */
const ANSWER = 160

const stateOf = ({ state, attempt }: Push) => (state === 'waiting' && attempt > 0 ? 'failing' : state)

const TONES = {
  dead: 'bad',
  failing: 'warning',
  waiting: 'plain',
  dropped: 'plain',
  delivered: 'good',
} as const
