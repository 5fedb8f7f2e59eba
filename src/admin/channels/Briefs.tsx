'use client'
import './briefs.css'
import { useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { type Answer, ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

type Brief = {
  id: string
  title: string
  messages: string
  avoid?: string
  figures?: string
  figuresAsOf?: string
  contact?: string
}

/** What the department asks of items on the chosen theme, task or line, beside the text that is being written. */
export const Briefs = () => {
  const { say, language } = useWords()
  const about = useFormFields(([fields]) =>
    JSON.stringify(
      ['theme', 'task', 'line'].map((name) => [
        name,
        fields[name === 'theme' ? 'themes' : name]?.value ?? [],
      ]),
    ),
  )
  const [answer, setAnswer] = useState<Answer<{ docs: Brief[] }>>()
  useEffect(() => {
    const query = new URLSearchParams({ limit: '5', depth: '0', 'where[_status][equals]': 'published' })
    const chosen = (JSON.parse(about) as [string, unknown][]).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one]] : [])),
    )
    chosen.forEach(([name, id], n) => {
      query.set(`where[or][${n}][${name}][equals]`, String(id))
    })
    if (chosen.length === 0) return setAnswer(undefined)
    const controller = new AbortController()
    ask<{ docs: Brief[] }>({ address: `/api/briefs?${query}`, language, signal: controller.signal })
      .then(setAnswer)
      .catch(() => undefined)
    return () => controller.abort()
  }, [about, language])
  if (!answer?.isOk || answer.body.docs.length === 0) return null
  return (
    <section aria-labelledby="loa-briefs" className="loa-card">
      <h3 id="loa-briefs">{say('briefs.heading')}</h3>
      {answer.body.docs.map(({ id, title, messages, avoid, figures, figuresAsOf, contact }) => (
        <details key={id} className="loa-brief">
          <summary>{title}</summary>
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
    </section>
  )
}

const Part = ({ heading, text }: { heading: string; text: string }) => (
  <>
    <h4>{heading}</h4>
    <p>{text}</p>
  </>
)
