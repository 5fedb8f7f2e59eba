import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'

/** What stands on a screen that is not this reader's. */
export const Refused = ({ req }: { req: PayloadRequest }) => (
  <section className="loa-card">
    <h1>{say(req, 'screens.refused')}</h1>
    <p className="loa-card__text">{say(req, 'screens.refusedHelp')}</p>
  </section>
)
