'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { type FormEvent, useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'
import { MadeLink } from './MadeLink.tsx'

/** Makes links and shows their addresses, this once: one stays when the next is made, or fails to be. */
export const MakeLink = ({
  plan,
  organizations,
  days,
}: {
  plan: string
  /** The widest first. */
  organizations: { id: string; name: string }[]
  days: number[]
}) => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const router = useRouter()
  const [made, setMade] = useState<string[]>([])
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(undefined)
    const answer = await ask<{ address: string }>({
      address: `${routes.api}/leader-links/make`,
      language,
      body: {
        plan,
        label: form.get('label'),
        organization: form.get('organization'),
        days: Number(form.get('days')),
      },
    })
    setBusy(false)
    if (!answer.isOk) return setProblem(answer.problem.message || say('leader.screen.offline'))
    const address = new URL(answer.body.address, window.location.origin).href
    setMade((before) => [address, ...before])
    router.refresh()
  }
  return (
    <section className="loa-card">
      <form className="loa-link-form loa-fields" onSubmit={make}>
        <label>
          {say('leader.screen.label')}
          <input aria-describedby="loa-link-help" maxLength={100} name="label" type="text" />
          <small id="loa-link-help">{say('leader.screen.labelHelp')}</small>
        </label>
        <label>
          {say('leader.screen.organization')}
          <select name="organization">
            {organizations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('leader.screen.days')}
          <select defaultValue="90" name="days">
            {days.map((one) => (
              <option key={one} value={one}>
                {say('leader.screen.day', { days: one })}
              </option>
            ))}
          </select>
        </label>
        <button className="loa-button loa-button--primary" type="submit">
          {say('leader.screen.make')}
        </button>
      </form>
      {problem ? <p role="alert">{problem}</p> : null}
      {made.map((address) => (
        <MadeLink address={address} key={address} />
      ))}
    </section>
  )
}
