'use client'
import { useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import type { PressState } from '../../pressRequests/state.ts'
import { useItem } from '../item/useItem.ts'
import { useAnswer } from '../useAnswer.ts'
import { useWords } from '../useWords.ts'
import '../frame/frame.css'
import './press.css'

type Listed = { docs: { id: string; subject: string; newsroom?: string | null; state: PressState }[] }

/** What the press asked about the item of this page, and the reply sheets. Nothing where it asked nothing. */
export const RequestsAbout = () => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const { id, version } = useItem()
  const query = new URLSearchParams({ 'where[item][equals]': id ?? '', limit: '20', depth: '0' })
  const { answer } = useAnswer<Listed>(id ? `${routes.api}/press-requests?${query}` : undefined, version)
  if (!answer?.isOk || answer.body.docs.length === 0) return null
  return (
    <section aria-labelledby="loa-press-about" className="loa-card">
      <h3 id="loa-press-about">{say('pressRequests.about')}</h3>
      <ul className="loa-press-about">
        {answer.body.docs.map(({ id: request, subject, newsroom, state }) => (
          <li key={request}>
            <a
              className="loa-link"
              href={formatAdminURL({
                adminRoute: routes.admin,
                path: `/collections/press-requests/${request}`,
              })}
            >
              {subject}
            </a>
            <p className="loa-card__text">
              {[newsroom, say(`pressRequests.stateOptions.${state}`)].filter(Boolean).join(' · ')}
            </p>
            <span className="loa-press-about__ways">
              <a
                className="loa-link"
                href={`${routes.api}/press-requests/${request}/sheet`}
                rel="noopener"
                target="_blank"
              >
                {say('pressRequests.openSheet')}
              </a>
              <a
                className="loa-link"
                href={`${routes.api}/press-requests/${request}/sheet?format=docx`}
                download
              >
                {say('pressRequests.downloadSheet')}
              </a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
