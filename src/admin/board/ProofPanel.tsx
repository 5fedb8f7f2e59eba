import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { languageOf, say } from '../../i18n/index.ts'
import type { Proved, Unproved } from '../plan/proved.ts'
import type { PlanFacts } from '../plan/readPlan.ts'
import { readableMoment } from '../readableMoment.ts'
import { SLOT_ANCHOR } from './cellLinks.ts'

/** What ran and has no proof yet. */
export const ProofPanel = ({
  req,
  plan: { timeZone },
  proved,
  unproved,
  close,
}: {
  req: PayloadRequest
  plan: PlanFacts
  proved: Proved
  unproved: Unproved[]
  close: string
}) => (
  <section aria-labelledby="loa-proof-head" className="loa-card loa-slot-panel" id={SLOT_ANCHOR}>
    <div className="loa-slot-panel__head">
      <h2 id="loa-proof-head">{say(req, 'board.proof.heading')}</h2>
      <a className="loa-link" href={close}>
        {say(req, 'board.slot.close')}
      </a>
    </div>
    <p className="loa-card__text">{say(req, 'board.proof.about', proved)}</p>
    {unproved.length === 0 ? <p>{say(req, 'board.proof.none')}</p> : null}
    <ul>
      {unproved.map(({ id, title, outlet, ranAt }) => (
        <li key={`${id} ${outlet} ${ranAt}`}>
          <a
            className="loa-link"
            href={formatAdminURL({
              adminRoute: req.payload.config.routes.admin,
              path: `/collections/items/${id}`,
            })}
          >
            {title}
          </a>
          {' · '}
          <span className="loa-card__text">
            {outlet} · {readableMoment({ instant: ranAt, timeZone, language: languageOf(req) })}
          </span>
        </li>
      ))}
    </ul>
    {proved.ran - proved.proved > unproved.length ? (
      <p className="loa-card__text">{say(req, 'board.proof.more', { count: unproved.length })}</p>
    ) : null}
  </section>
)
