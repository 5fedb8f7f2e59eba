'use client'
import { useAuth, useConfig } from '@payloadcms/ui'
import { proofKindsOf } from '../../channels/proofKinds.ts'
import type { Proof } from '../../delivery/proof/findProof.ts'
import { readableDate } from '../../readableDate.ts'
import { useItem } from '../item/useItem.ts'
import { readableMoment } from '../readableMoment.ts'
import { draftAddress } from '../slot/draftAddress.ts'
import { useAnswer } from '../useAnswer.ts'
import { useWords } from '../useWords.ts'
import '../frame/frame.css'
import './proof.css'

type Placed = Omit<Proof, 'placement'>

/** Where the item ran, outlet by outlet, and what proves it. Nothing until it has been published. */
export const ProofPanel = () => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const { user } = useAuth()
  const { id, version, timeZone, address, wasPublished } = useItem()
  const { answer } = useAnswer<{ outlets: Placed[] }>(
    id && wasPublished ? address('proof') : undefined,
    version,
  )
  const outlets = answer?.isOk ? answer.body.outlets : []
  const codes = outlets.map(({ outlet }) => outlet).join(',')
  const { answer: named } = useAnswer<{
    docs: { id: string; code: string; name: string; channel: string }[]
  }>(
    codes
      ? `${routes.api}/outlets?depth=0&limit=200&where[code][in]=${encodeURIComponent(codes)}`
      : undefined,
  )
  const delivered = new URLSearchParams({
    'where[item][equals]': id ?? '',
    'where[kind][equals]': 'delivery',
    limit: '200',
    depth: '0',
  })
  const { answer: handedOut } = useAnswer<{ docs: { outlet: string; copies?: number | null }[] }>(
    codes ? `${routes.api}/proofs?${delivered}` : undefined,
    version,
  )
  if (!id || !wasPublished) return null
  const known = new Map(named?.isOk ? named.body.docs.map((one) => [one.code, one]) : [])
  const copiesOf = (code: string) =>
    (handedOut?.isOk ? handedOut.body.docs : [])
      .filter(({ outlet }) => outlet === known.get(code)?.id)
      .reduce((sum, { copies }) => sum + (copies ?? 0), 0)
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
              <strong>{known.get(one.outlet)?.name ?? one.outlet}</strong>
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
              {copiesOf(one.outlet) > 0 ? (
                <li>
                  {say('itemScreen.proof.delivered', {
                    copies: copiesOf(one.outlet).toLocaleString(language),
                  })}
                </li>
              ) : null}
              {user?.role === 'reporter' || !known.has(one.outlet) ? null : (
                <li>
                  <a
                    className="loa-link"
                    href={draftAddress({
                      adminRoute: routes.admin,
                      collection: 'proofs',
                      values: proofValues(one.outlet),
                    })}
                  >
                    {say('itemScreen.proof.record')}
                  </a>
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )

  /** The kind that is usual for the channel; the form offers the others, and refuses what does not fit. */
  function proofValues(code: string) {
    const outlet = known.get(code)
    return { item: id, outlet: outlet?.id, kind: outlet && proofKindsOf(outlet.channel)[0] }
  }

  function confirmation({ confirmedAt, confirmedEdition, edition, url, publishedAt }: Placed) {
    if (!confirmedAt) return say('itemScreen.proof.notConfirmed')
    const isEarlier = confirmedEdition !== null && confirmedEdition < edition
    const ranAt = publishedAt ?? confirmedAt
    // a proof that an editor records has a day, which is kept as its noon in UTC: see `calendarDate`
    const time = ranAt.endsWith('T12:00:00.000Z') ? readableDate(ranAt.slice(0, 10)) : moment(ranAt)
    return (
      <>
        {isEarlier
          ? say('itemScreen.proof.confirmedEarlier', { number: confirmedEdition, time })
          : say('itemScreen.proof.confirmed', { time })}
        {url && /^(https?:|\/admin\/)/.test(url) ? (
          <>
            {' · '}
            <a className="loa-link" href={url} rel="noreferrer noopener" target="_blank">
              {say(url.startsWith('/') ? 'itemScreen.proof.recorded' : 'itemScreen.proof.address')}
            </a>
          </>
        ) : null}
      </>
    )
  }
}
