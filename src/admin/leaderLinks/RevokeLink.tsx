'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

/** Revokes a link, after asking once. */
export const RevokeLink = ({ id, label }: { id: string; label: string }) => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const revoke = async () => {
    const address = `${routes.api}/leader-links/${id}/revoke`
    const answer = await ask({ address, language, body: {} })
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
    <div className="loa-link-sure" role="alert">
      <p>{problem ?? say('leader.screen.sureRevoke')}</p>
      <button className="loa-button loa-button--primary" onClick={revoke} type="button">
        {say('leader.screen.revoke')}
      </button>{' '}
      <button className="loa-button" onClick={() => setAsking(false)} type="button">
        {say('leader.screen.cancel')}
      </button>
    </div>
  )
}
