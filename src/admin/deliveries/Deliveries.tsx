'use client'
import { useCallback, useEffect, useState } from 'react'
import type { PushSummary } from '../../delivery/index.ts'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'
import { PushLog } from './PushLog.tsx'
import { SubscriberHealth } from './SubscriberHealth.tsx'
import '../rows/rows.css'
import './deliveries.css'

/** How each subscriber is doing, and the log of what was pushed: of all, or of one that is chosen. */
export const Deliveries = ({ initial }: { initial?: string }) => {
  const { say, language } = useWords()
  const [summaries, setSummaries] = useState<PushSummary[] | null>()
  const [only, setOnly] = useState(initial)
  // counts up whenever something was sent again, so that the log looks again
  const [round, setRound] = useState(0)
  const load = useCallback(async () => {
    const address = '/api/push-deliveries/summary'
    const answer = await ask<{ subscribers: PushSummary[] }>({ address, language })
    setSummaries(answer.isOk ? answer.body.subscribers : null)
  }, [language])
  useEffect(() => {
    load()
  }, [load])
  const onReplayed = () => {
    load()
    setRound((now) => now + 1)
  }
  if (summaries === undefined) return <p className="loa-card__text">{say('deliveries.loading')}</p>
  if (summaries === null)
    return (
      <div className="loa-bad" role="alert">
        <p>{say('deliveries.failed')}</p>
        <button className="loa-button" onClick={load} type="button">
          {say('deliveries.reload')}
        </button>
      </div>
    )
  const chosen = summaries.find(({ id }) => id === only)
  return (
    <>
      <section className="loa-card">
        <h2>{say('deliveries.subscribers')}</h2>
        <SubscriberHealth onChoose={setOnly} onReplayed={onReplayed} summaries={summaries} />
      </section>
      <section className="loa-card">
        <h2>{say('deliveries.log')}</h2>
        {chosen ? (
          <p>
            {say('deliveries.onlyOf', { name: chosen.name })} ·{' '}
            <button className="loa-plain" onClick={() => setOnly(undefined)} type="button">
              {say('deliveries.ofAll')}
            </button>
          </p>
        ) : null}
        <PushLog
          key={`${only} ${round}`}
          names={new Map(summaries.map(({ id, name }) => [id, name]))}
          onReplayed={load}
          subscriber={only}
        />
      </section>
    </>
  )
}
