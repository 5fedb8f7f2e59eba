'use client'
import { useAuth, useConfig } from '@payloadcms/ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

/** Asks for the password in place, so that nothing on the page is lost; then `onDone` goes on. */
export const LogInAgain = ({ onDone }: { onDone: () => void }) => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const { user, fetchFullUser } = useAuth()
  const own = useId()
  const field = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [message, setMessage] = useState('')
  const [isBusy, setBusy] = useState(false)
  // who was here; later answers of the server no longer tell
  const [email] = useState((user as { email?: string } | null)?.email ?? '')
  useEffect(() => field.current?.focus(), [])

  const logIn = async () => {
    setBusy(true)
    const body = { email, password }
    const answer = await ask({ address: `${routes.api}/users/login?depth=0`, language, body })
    setBusy(false)
    if (!answer.isOk) return setMessage(answer.problem.message || say('actions.offline'))
    await fetchFullUser()
    onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    logIn()
  }
  return (
    <div className="loa-reason">
      <label htmlFor={own}>{say('itemScreen.safe.password', { email })}</label>
      <input
        aria-describedby={message ? `${own}-message` : undefined}
        autoComplete="current-password"
        id={own}
        onChange={(event) => setPassword(event.target.value)}
        onKeyDown={onKeyDown}
        ref={field}
        type="password"
        value={password}
      />
      {message ? (
        <p className="loa-reason__missing" id={`${own}-message`} role="alert">
          {message}
        </p>
      ) : null}
      <button className="loa-button loa-button--primary" disabled={isBusy} onClick={logIn} type="button">
        {isBusy ? say('actions.working') : say('itemScreen.safe.logIn')}
      </button>
    </div>
  )
}
