'use client'
import type { Proof } from '../../delivery/proof/findProof.ts'
import { readableDate } from '../../readableDate.ts'
import { useItem } from '../item/useItem.ts'
import { readableMoment } from '../readableMoment.ts'
import { useWords } from '../useWords.ts'

/** Whether an outlet confirmed that it ran, when, and where it can be read. */
export const Confirmation = ({
  confirmedAt,
  confirmedEdition,
  edition,
  url,
  publishedAt,
}: Pick<Proof, 'confirmedAt' | 'confirmedEdition' | 'edition' | 'url' | 'publishedAt'>) => {
  const { say, language } = useWords()
  const { timeZone } = useItem()
  if (!confirmedAt) return say('itemScreen.proof.notConfirmed')
  const isEarlier = confirmedEdition !== null && confirmedEdition < edition
  const ranAt = publishedAt ?? confirmedAt
  // a proof that an editor records has a day, which is kept as its noon in UTC: see `calendarDate`
  const time = ranAt.endsWith('T12:00:00.000Z')
    ? readableDate(ranAt.slice(0, 10))
    : readableMoment({ instant: ranAt, timeZone, language })
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
