'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import type { PushSummary } from '../../delivery/index.ts'
import { ask } from '../ask.ts'
import { Question } from '../rows/Question.tsx'
import { StateMark } from '../rows/StateMark.tsx'
import { useMoment } from '../rows/useMoment.ts'
import { useWords } from '../useWords.ts'
import { useAttemptInWords } from './useAttemptInWords.ts'

/** Each subscriber that is pushed to, those in trouble first. */
export const SubscriberHealth = ({
  summaries,
  onChoose,
  onReplayed,
}: {
  summaries: PushSummary[]
  onChoose: (id: string) => void
  onReplayed: () => void
}) => {
  const { say, language } = useWords()
  const moment = useMoment()
  const inWords = useAttemptInWords()
  const { admin } = useConfig().config.routes
  const [asking, setAsking] = useState<PushSummary>()
  const [isBusy, setBusy] = useState(false)
  const [told, setTold] = useState<{ isGood: boolean; text: string }>()

  const replay = async ({ id }: PushSummary) => {
    setBusy(true)
    const address = `/api/subscribers/${id}/push/replay`
    const answer = await ask<{ replayed: number }>({ address, language, body: {} })
    setBusy(false)
    setAsking(undefined)
    setTold(
      answer.isOk
        ? { isGood: true, text: say('deliveries.replayed', { count: answer.body.replayed }) }
        : { isGood: false, text: answer.problem.message || say('deliveries.failed') },
    )
    onReplayed()
  }
  if (summaries.length === 0) return <p className="loa-card__text">{say('deliveries.noSubscribers')}</p>
  return (
    <>
      <div aria-live="polite">
        {told ? <p className={told.isGood ? 'loa-good' : 'loa-bad'}>{told.text}</p> : null}
      </div>
      {asking ? (
        <Question
          isBusy={isBusy}
          no={say('deliveries.cancel')}
          onNo={() => setAsking(undefined)}
          onYes={() => replay(asking)}
          question={say('deliveries.replayAsk', { count: asking.dead + asking.failing, name: asking.name })}
          yes={say('deliveries.replayYes')}
        />
      ) : null}
      <table className="loa-rows">
        <thead>
          <tr>
            <th scope="col">{say('deliveries.subscriber')}</th>
            <th scope="col">{say('deliveries.health')}</th>
            <th scope="col">{say('deliveries.counts')}</th>
            <th scope="col">{say('deliveries.lastGood')}</th>
            <th scope="col">{say('deliveries.lastError')}</th>
            <th scope="col">
              <span className="loa-hidden">{say('deliveries.replayAll')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {summaries.map((one) => {
            const { id, code, name, dead, failing, delivered, deliveredAt, last } = one
            const health = healthOf(one)
            return (
              <tr key={id}>
                <th scope="row">
                  <Link className="loa-link" href={`${admin}/collections/subscribers/${id}`} prefetch={false}>
                    {name}
                  </Link>
                  <small>{code}</small>
                </th>
                <td>
                  <StateMark tone={TONES[health]}>{say(`deliveries.healthOptions.${health}`)}</StateMark>
                </td>
                <td data-label={say('deliveries.counts')}>
                  {dead} / {failing} / {delivered}
                </td>
                <td data-label={say('deliveries.lastGood')}>
                  {deliveredAt ? moment(deliveredAt) : say('deliveries.never')}
                </td>
                <td data-label={say('deliveries.lastError')}>
                  {last ? (
                    <>
                      {inWords(last)}
                      <small>{moment(last.at)}</small>
                    </>
                  ) : (
                    '—'
                  )}
                </td>
                <td>
                  <div className="loa-rows__buttons">
                    <button
                      aria-label={say('deliveries.logOf', { name })}
                      className="loa-button"
                      onClick={() => onChoose(id)}
                      type="button"
                    >
                      {say('deliveries.log')}
                    </button>
                    {dead + failing > 0 ? (
                      <button
                        aria-label={say('deliveries.replayAllOf', { name })}
                        className="loa-button loa-button--primary"
                        onClick={() => setAsking(one)}
                        type="button"
                      >
                        {say('deliveries.replayAll')}
                      </button>
                    ) : null}
                  </div>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

const healthOf = ({ isOn, dead, failing, waiting }: PushSummary) => {
  if (dead > 0) return 'dead'
  if (failing > 0) return 'failing'
  if (!isOn) return 'off'
  return waiting > 0 ? 'waiting' : 'good'
}

const TONES = { dead: 'bad', failing: 'warning', off: 'plain', waiting: 'plain', good: 'good' } as const
