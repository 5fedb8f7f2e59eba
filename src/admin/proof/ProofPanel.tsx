'use client'
import { useConfig } from '@payloadcms/ui'
import type { Proof } from '../../delivery/proof/findProof.ts'
import { useItem } from '../item/useItem.ts'
import { readableMoment } from '../readableMoment.ts'
import { useAnswer } from '../useAnswer.ts'
import { useWords } from '../useWords.ts'
import '../frame/frame.css'
import './proof.css'

type Placed = Omit<Proof, 'placement'>

/** Where the item ran, outlet by outlet, and what proves it. Nothing until it has been published. */
export const ProofPanel = () => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const { id, version, timeZone, address, wasPublished } = useItem()
  const { answer } = useAnswer<{ outlets: Placed[] }>(
    id && wasPublished ? address('proof') : undefined,
    version,
  )
  const outlets = answer?.isOk ? answer.body.outlets : []
  const codes = outlets.map(({ outlet }) => outlet).join(',')
  const { answer: named } = useAnswer<{ docs: { code: string; name: string }[] }>(
    codes
      ? `${routes.api}/outlets?depth=0&limit=200&where[code][in]=${encodeURIComponent(codes)}`
      : undefined,
  )
  if (!id || !wasPublished) return null
  const names = new Map(named?.isOk ? named.body.docs.map(({ code, name }) => [code, name]) : [])
  const moment = (instant: string) => readableMoment({ instant, timeZone, language })
  return (
    <section aria-labelledby="loa-proof" className="loa-card">
      <h3 id="loa-proof">{say('itemScreen.proof.heading')}</h3>
      {answer ? null : <p className="loa-card__text">{say('actions.loading')}</p>}
      {answer && !answer.isOk ? (
        <p className="loa-card__text">{answer.problem.message || say('actions.offline')}</p>
      ) : null}
      {answer?.isOk && outlets.length === 0 ? (
        <p className="loa-card__text">{say('itemScreen.proof.none')}</p>
      ) : null}
      <ul className="loa-proof">
        {outlets.map((one) => (
          <li key={one.outlet}>
            <p className="loa-proof__head">
              <strong>{names.get(one.outlet) ?? one.outlet}</strong>
              <span className={`loa-pill loa-pill--${one.isLive ? 'published' : 'retracted'}`}>
                {say(one.isLive ? 'itemScreen.proof.live' : 'itemScreen.proof.off')}
              </span>
            </p>
            <ul className="loa-proof__steps">
              <li>{say('itemScreen.proof.edition', { number: one.edition })}</li>
              {one.sentAt ? <li>{say('itemScreen.proof.sent', { time: moment(one.sentAt) })}</li> : null}
              <li>
                {one.fetchedAt
                  ? say('itemScreen.proof.fetched', { time: moment(one.fetchedAt) })
                  : say('itemScreen.proof.notFetched')}
              </li>
              <li>{confirmation(one)}</li>
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )

  function confirmation({ confirmedAt, confirmedEdition, edition, url, publishedAt }: Placed) {
    if (!confirmedAt) return say('itemScreen.proof.notConfirmed')
    const isEarlier = confirmedEdition !== null && confirmedEdition < edition
    const time = moment(publishedAt ?? confirmedAt)
    return (
      <>
        {isEarlier
          ? say('itemScreen.proof.confirmedEarlier', { number: confirmedEdition, time })
          : say('itemScreen.proof.confirmed', { time })}
        {url && /^https?:/.test(url) ? (
          <>
            {' · '}
            <a className="loa-link" href={url} rel="noreferrer noopener" target="_blank">
              {say('itemScreen.proof.address')}
            </a>
          </>
        ) : null}
      </>
    )
  }
}
