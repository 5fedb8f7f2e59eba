'use client'
import './briefs.css'
import { useAuth, useConfig, useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { type Answer, ask } from '../ask.ts'
import { useWords } from '../useWords.ts'
import { briefsAddress, type Guided, guidedAddress, guidesOf } from './briefsAbout.ts'

type Brief = {
  id: string
  title: string
  messages: string
  avoid?: string
  figures?: string
  figuresAsOf?: string
  contact?: string
  organization?: { name?: string } | string
}

/**
 * What its own organisation and those above it ask of items on the chosen theme, task or line, beside the text that is
 * being written; each with who issued it.
 */
export const Briefs = () => {
  const { say, language } = useWords()
  const { user } = useAuth()
  const { routes } = useConfig().config
  const about = useFormFields(([fields]) =>
    JSON.stringify(
      ['theme', 'task', 'line'].map((name) => [
        name,
        fields[name === 'theme' ? 'themes' : name]?.value ?? [],
      ]),
    ),
  )
  const chosen = useFormFields(([fields]) => fields.organization?.value)
  // an item that is not saved yet becomes one of its writer's own
  const own = (user as { organization?: unknown } | null)?.organization
  const organization = idOf(chosen) ?? idOf(own)
  const [answer, setAnswer] = useState<Answer<{ docs: Brief[]; totalDocs: number }>>()
  useEffect(() => {
    const named = (JSON.parse(about) as [string, unknown][]).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : [])),
    )
    if (named.length === 0 || !organization) return setAnswer(undefined)
    const controller = new AbortController()
    const { signal } = controller
    const read = async () => {
      const above = await ask<Guided>({ address: guidedAddress(organization), language, signal })
      const guides = above.isOk ? guidesOf(above.body) : [organization]
      const address = briefsAddress({ about: named, guides })
      setAnswer(await ask({ address, language, signal }))
    }
    read().catch(() => undefined)
    return () => controller.abort()
  }, [about, organization, language])
  if (!answer?.isOk || answer.body.docs.length === 0) return null
  const more = answer.body.totalDocs - answer.body.docs.length
  return (
    <section aria-labelledby="loa-briefs" className="loa-card">
      <h3 id="loa-briefs">{say('briefs.heading')}</h3>
      {answer.body.docs.map(({ id, title, messages, avoid, figures, figuresAsOf, contact, ...brief }) => (
        <details key={id} className="loa-brief">
          <summary>{title}</summary>
          {nameOf(brief) ? <p>{say('briefs.issuedBy', { name: nameOf(brief) ?? '' })}</p> : null}
          <p>{messages}</p>
          {avoid ? <Part heading={say('briefs.avoid')} text={avoid} /> : null}
          {figures ? (
            <Part
              heading={`${say('briefs.figures')} ${figuresAsOf?.slice(0, 10).split('-').reverse().join('/') ?? ''}`}
              text={figures}
            />
          ) : null}
          {contact ? <Part heading={say('briefs.contact')} text={contact} /> : null}
        </details>
      ))}
      {more > 0 ? (
        <a href={`${routes.admin}/collections/briefs`}>{say('briefs.more', { count: more })}</a>
      ) : null}
    </section>
  )
}

const Part = ({ heading, text }: { heading: string; text: string }) => (
  <>
    <h4>{heading}</h4>
    <p>{text}</p>
  </>
)

const idOf = (value: unknown): string | undefined => {
  if (value && typeof value === 'object' && 'id' in value) return String(value.id)
  return typeof value === 'string' && value ? value : undefined
}

const nameOf = ({ organization }: Pick<Brief, 'organization'>) =>
  typeof organization === 'object' ? organization.name : undefined
