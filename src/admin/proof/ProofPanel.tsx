'use client'
import { useConfig } from '@payloadcms/ui'
import type { Proof } from '../../delivery/proof/findProof.ts'
import type { Answer } from '../ask.ts'
import { useItem } from '../item/useItem.ts'
import { useAnswer } from '../useAnswer.ts'
import { useWords } from '../useWords.ts'
import type { OutletDeliveries } from './deliveriesEndpoint.ts'
import { type KnownOutlet, OutletProof } from './OutletProof.tsx'
import '../frame/frame.css'
import './proof.css'

/** Where the item ran, outlet by outlet, and what proves it. Nothing until it has been published. */
export const ProofPanel = () => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const { id, version, address, wasPublished } = useItem()
  const { answer } = useAnswer<{ outlets: Omit<Proof, 'placement'>[] }>(
    id && wasPublished ? address('proof') : undefined,
    version,
  )
  const outlets = answer?.isOk ? answer.body.outlets : []
  const codes = outlets.map(({ outlet }) => outlet).join(',')
  const { answer: named } = useAnswer<{ docs: KnownOutlet[] }>(
    codes
      ? `${routes.api}/outlets?depth=0&limit=200&where[code][in]=${encodeURIComponent(codes)}`
      : undefined,
  )
  const known = new Map(named?.isOk ? named.body.docs.map((one) => [one.code, one]) : [])
  const isPrinted = [...known.values()].some(({ channel }) => channel === 'publication')
  const { answer: handedOut } = useAnswer<{ outlets: OutletDeliveries[] }>(
    id && isPrinted ? address('deliveries') : undefined,
    version,
  )
  if (!id || !wasPublished) return null
  const unitsOf = (code: string) =>
    (handedOut?.isOk ? handedOut.body.outlets : []).find(({ outlet }) => outlet === code)?.units ?? []
  return (
    <section aria-labelledby="loa-proof" className="loa-card">
      <h3 id="loa-proof">{say('itemScreen.proof.heading')}</h3>
      {answer ? null : <p className="loa-card__text">{say('actions.loading')}</p>}
      <Problem answer={answer} />
      <Problem answer={handedOut} />
      {answer?.isOk && outlets.length === 0 ? (
        <p className="loa-card__text">{say('itemScreen.proof.none')}</p>
      ) : null}
      <ul className="loa-proof">
        {outlets.map((proof) => (
          <OutletProof
            key={proof.outlet}
            outlet={known.get(proof.outlet)}
            proof={proof}
            units={unitsOf(proof.outlet)}
          />
        ))}
      </ul>
    </section>
  )
}

/** Why there is no answer; what was added up stays away then, and nobody takes that for nothing handed out. */
const Problem = ({ answer }: { answer: Answer<unknown> | undefined }) => {
  const { say } = useWords()
  return answer && !answer.isOk ? (
    <p className="loa-card__text">{answer.problem.message || say('actions.offline')}</p>
  ) : null
}
