import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import { ScreenHead } from '../frame/ScreenHead.tsx'

/** What stands on a screen of the plan while there is none. */
export const NoPlan = ({ req, title }: { req: PayloadRequest; title: string }) => (
  <>
    <ScreenHead title={title} />
    <section className="loa-card">
      <h2>{say(req, 'board.plan.none')}</h2>
      <p className="loa-card__text">{say(req, 'board.plan.noneHelp')}</p>
    </section>
  </>
)
