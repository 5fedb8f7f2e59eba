'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState } from 'react'
import { ask } from '../ask.ts'
import { Question } from '../rows/Question.tsx'
import { useWords } from '../useWords.ts'
import '../rows/rows.css'

/** Revokes a link, after asking once. */
export const RevokeLink = ({ id, label }: { id: string; label: string }) => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const revoke = async () => {
    const address = `${routes.api}/leader-links/${id}/revoke`
    setBusy(true)
    setProblem(undefined)
    const answer = await ask({ address, language, body: {} })
    setBusy(false)
    if (!answer.isOk) return setProblem(answer.problem.message || say('leader.screen.offline'))
    router.refresh()
  }
  if (!isAsking)
    return (
      <button
        aria-label={say('leader.screen.revokeOf', { label })}
        className="loa-button"
        onClick={() => setAsking(true)}
        type="button"
      >
        {say('leader.screen.revoke')}
      </button>
    )
  return (
    <>
      <Question
        isBusy={isBusy}
        isDangerous
        no={say('leader.screen.cancel')}
        onNo={() => setAsking(false)}
        onYes={revoke}
        question={say('leader.screen.sureRevoke')}
        yes={say('leader.screen.revoke')}
      />
      {problem ? <p role="alert">{problem}</p> : null}
    </>
  )
}
