'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import type { Answer } from '../ask.ts'
import { Question } from '../rows/Question.tsx'
import { StateMark } from '../rows/StateMark.tsx'
import { useMoment } from '../rows/useMoment.ts'
import { useWords } from '../useWords.ts'
import { NewKey } from './NewKey.tsx'
import { RotateKey } from './RotateKey.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { type Key, type MadeKey, stateOfKey, useKeys } from './useKeys.ts'
import '../frame/frame.css'
import '../rows/rows.css'
import './keys.css'

type Doing = { what: 'make' } | { what: 'rotate' | 'revoke'; key: Key }

/** The keys of a subscriber: made and shown once, changed for a new one, revoked. */
export const Keys = () => {
  const { say } = useWords()
  const moment = useMoment()
  const { id } = useDocumentInfo()
  const { keys, make, rotate, revoke } = useKeys(id === undefined ? undefined : String(id))
  const [doing, setDoing] = useState<Doing>()
  const [isBusy, setBusy] = useState(false)
  // until the reader says it is copied, nothing else is done: the next key would take its place
  const [made, setMade] = useState<MadeKey>()
  const [told, setTold] = useState<{ isGood: boolean; text: string }>()

  const perform = async <Body,>(work: () => Promise<Answer<Body>>, onDone: (body: Body) => void) => {
    setBusy(true)
    setTold(undefined)
    const answer = await work()
    setBusy(false)
    if (!answer.isOk)
      return setTold({ isGood: false, text: answer.problem.message || say('keyDesk.offline') })
    setDoing(undefined)
    onDone(answer.body)
  }
  const named = ({ label, start }: Key) => (label ? `${label} (${start}…)` : `${start}…`)
  const stop = () => setDoing(undefined)
  return (
    <section aria-labelledby="loa-keys" className="loa-card loa-panel">
      <h3 id="loa-keys">{say('keyDesk.title')}</h3>
      <p className="loa-card__text">{say(id ? 'keyDesk.help' : 'keyDesk.saveFirst')}</p>
      <div aria-live="polite">
        {told ? <p className={told.isGood ? 'loa-good' : 'loa-bad'}>{told.text}</p> : null}
      </div>
      {made ? (
        <ShownOnce
          old={
            made.old && say('keyDesk.oldUntil', { start: made.old.start, time: moment(made.old.expiresAt) })
          }
          onKept={() => setMade(undefined)}
          value={made.key}
        />
      ) : null}
      {doing?.what === 'make' ? (
        <NewKey isBusy={isBusy} onCancel={stop} onMake={(wish) => perform(() => make(wish), setMade)} />
      ) : null}
      {doing?.what === 'rotate' ? (
        <RotateKey
          isBusy={isBusy}
          onCancel={stop}
          onRotate={(hours) => perform(() => rotate(doing.key.id, hours), setMade)}
          question={say('keyDesk.rotateOf', { name: named(doing.key) })}
        />
      ) : null}
      {doing?.what === 'revoke' ? (
        <Question
          isBusy={isBusy}
          isDangerous
          no={say('keyDesk.cancel')}
          onNo={stop}
          onYes={() =>
            perform(
              () => revoke(doing.key.id),
              () => setTold({ isGood: true, text: say('keyDesk.revoked') }),
            )
          }
          question={say('keyDesk.revokeAsk', { name: named(doing.key) })}
          yes={say('keyDesk.revokeYes')}
        />
      ) : null}
      {keys === null ? (
        <p className="loa-bad" role="alert">
          {say('keyDesk.failed')}
        </p>
      ) : null}
      {keys?.length === 0 ? <p>{say('keyDesk.none')}</p> : null}
      {keys && keys.length > 0 ? (
        <table className="loa-rows">
          <thead>
            <tr>
              <th scope="col">{say('keyDesk.key')}</th>
              <th scope="col">{say('keyDesk.state')}</th>
              <th scope="col">{say('keyDesk.made')}</th>
              <th scope="col">{say('keyDesk.lastUsed')}</th>
              <th scope="col">{say('keyDesk.expires')}</th>
              <th scope="col">
                <span className="loa-hidden">{say('keyDesk.rotate')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => {
              const state = stateOfKey(key)
              const isOver = state === 'revoked' || state === 'expired'
              const end = key.revokedAt ?? key.expiresAt
              return (
                <tr key={key.id}>
                  <th scope="row">
                    {key.label || say('keyDesk.unnamed')}
                    <small>
                      <code>{key.start}…</code>
                    </small>
                  </th>
                  <td>
                    <StateMark tone={TONES[state]}>{say(`keyDesk.states.${state}`)}</StateMark>
                  </td>
                  <td data-label={say('keyDesk.made')}>{moment(key.createdAt)}</td>
                  <td data-label={say('keyDesk.lastUsed')}>
                    {key.lastUsedAt ? moment(key.lastUsedAt) : say('keyDesk.never')}
                  </td>
                  <td data-label={say('keyDesk.expires')}>{end ? moment(end) : say('keyDesk.noEnd')}</td>
                  <td>
                    {isOver ? null : (
                      <div className="loa-rows__buttons">
                        <button
                          aria-label={say('keyDesk.rotateOf', { name: named(key) })}
                          className="loa-button"
                          disabled={made !== undefined}
                          onClick={() => setDoing({ what: 'rotate', key })}
                          type="button"
                        >
                          {say('keyDesk.rotate')}
                        </button>
                        <button
                          aria-label={say('keyDesk.revokeOf', { name: named(key) })}
                          className="loa-button"
                          disabled={made !== undefined}
                          onClick={() => setDoing({ what: 'revoke', key })}
                          type="button"
                        >
                          {say('keyDesk.revoke')}
                        </button>
                      </div>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ) : null}
      {id && !doing && !made ? (
        <div className="loa-rows__buttons">
          <button
            className="loa-button loa-button--primary"
            onClick={() => setDoing({ what: 'make' })}
            type="button"
          >
            {say('keyDesk.make')}
          </button>
        </div>
      ) : null}
    </section>
  )
}

const TONES = { valid: 'good', ending: 'warning', expired: 'plain', revoked: 'bad' } as const
