'use client'
import { useAuth, useConfig } from '@payloadcms/ui'
import type { Handed } from '../../channels/deliveries.ts'
import { proofKindsOf } from '../../channels/proofKinds.ts'
import type { Proof } from '../../delivery/proof/findProof.ts'
import { useItem } from '../item/useItem.ts'
import { readableMoment } from '../readableMoment.ts'
import { draftAddress } from '../slot/draftAddress.ts'
import { useWords } from '../useWords.ts'
import { Confirmation } from './Confirmation.tsx'
import { CopiesTable } from './CopiesTable.tsx'

export type KnownOutlet = { id: string; code: string; name: string; channel: string }

/** How far the item came on one outlet; `outlet` is undefined for one that is not known any more. */
export const OutletProof = ({
  proof,
  outlet,
  units,
}: {
  proof: Omit<Proof, 'placement'>
  outlet: KnownOutlet | undefined
  units: Handed[]
}) => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const { user } = useAuth()
  const { id, timeZone } = useItem()
  const moment = (instant: string) => readableMoment({ instant, timeZone, language })
  const delivered = units.reduce((sum, one) => sum + one.delivered, 0)
  return (
    <li>
      <p className="loa-proof__head">
        <strong>{outlet?.name ?? proof.outlet}</strong>
        <span className={`loa-pill loa-pill--${proof.isLive ? 'published' : 'retracted'}`}>
          {say(proof.isLive ? 'itemScreen.proof.live' : 'itemScreen.proof.off')}
        </span>
      </p>
      <ul className="loa-proof__steps">
        <li>{say('itemScreen.proof.edition', { number: proof.edition })}</li>
        {proof.sentAt ? <li>{say('itemScreen.proof.sent', { time: moment(proof.sentAt) })}</li> : null}
        <li>
          {proof.fetchedAt
            ? say('itemScreen.proof.fetched', { time: moment(proof.fetchedAt) })
            : say('itemScreen.proof.notFetched')}
        </li>
        <li>
          <Confirmation {...proof} />
        </li>
        {delivered > 0 ? (
          <li>{say('itemScreen.proof.delivered', { copies: delivered.toLocaleString(language) })}</li>
        ) : null}
        {user?.role === 'reporter' || !outlet ? null : (
          <li>
            <a
              className="loa-link"
              href={draftAddress({
                adminRoute: routes.admin,
                collection: 'proofs',
                // the kind that is usual for the channel; the form offers the others, and refuses what does not fit
                values: { item: id, outlet: outlet.id, kind: proofKindsOf(outlet.channel)[0] },
              })}
            >
              {say('itemScreen.proof.record')}
            </a>
          </li>
        )}
      </ul>
      <CopiesTable units={units} />
    </li>
  )
}
