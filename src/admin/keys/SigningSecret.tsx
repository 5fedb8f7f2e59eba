'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import { StateMark } from '../rows/StateMark.tsx'
import { useMoment } from '../rows/useMoment.ts'
import { useWords } from '../useWords.ts'
import { RotateKey } from './RotateKey.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { type MadeSecret, useSigningSecret } from './useSigningSecret.ts'
import '../frame/frame.css'
import '../rows/rows.css'
import './keys.css'

/** With what pushes to a subscriber are signed: made and shown once, changed while both sign. */
export const SigningSecret = () => {
  const { say } = useWords()
  const moment = useMoment()
  const { id } = useDocumentInfo()
  const { secret, make } = useSigningSecret(id === undefined ? undefined : String(id))
  const [isChanging, setChanging] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [made, setMade] = useState<MadeSecret>()
  const [problem, setProblem] = useState<string>()
  if (!id) return null

  const perform = async (graceHours?: number) => {
    setBusy(true)
    setProblem(undefined)
    const answer = await make(graceHours)
    setBusy(false)
    if (!answer.isOk) return setProblem(answer.problem.message || say('keyDesk.offline'))
    setChanging(false)
    setMade(answer.body)
  }
  const until = (oldUntil: string | null) =>
    oldUntil && Date.parse(oldUntil) > Date.now()
      ? say('keyDesk.signing.oldUntil', { time: moment(oldUntil) })
      : undefined
  return (
    <section aria-labelledby="loa-signing" className="loa-card loa-panel">
      <h3 id="loa-signing">{say('keyDesk.signing.title')}</h3>
      <p className="loa-card__text">{say('keyDesk.signing.help')}</p>
      <div aria-live="polite">{problem ? <p className="loa-bad">{problem}</p> : null}</div>
      {made ? (
        <ShownOnce old={until(made.oldUntil)} onKept={() => setMade(undefined)} value={made.secret} />
      ) : null}
      {isChanging ? (
        <RotateKey
          endNow={say('keyDesk.signing.endNow')}
          isBusy={isBusy}
          onCancel={() => setChanging(false)}
          onRotate={perform}
          question={say('keyDesk.signing.change')}
        />
      ) : null}
      {secret === null ? (
        <p className="loa-bad" role="alert">
          {say('keyDesk.signing.failed')}
        </p>
      ) : null}
      {secret && !made ? (
        <p>
          <StateMark tone={secret.hasSecret ? 'good' : 'plain'}>
            {say(secret.hasSecret ? 'keyDesk.signing.there' : 'keyDesk.signing.none')}
          </StateMark>{' '}
          {until(secret.oldUntil)}
        </p>
      ) : null}
      {secret && !isChanging && !made ? (
        <div className="loa-rows__buttons">
          {secret.hasSecret ? (
            <button className="loa-button" onClick={() => setChanging(true)} type="button">
              {say('keyDesk.signing.change')}
            </button>
          ) : (
            <button
              className="loa-button loa-button--primary"
              disabled={isBusy}
              onClick={() => perform()}
              type="button"
            >
              {isBusy ? say('keyDesk.working') : say('keyDesk.signing.make')}
            </button>
          )}
        </div>
      ) : null}
    </section>
  )
}
