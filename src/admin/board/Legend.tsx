import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import type { Look } from './look.ts'

const LOOKS: Look[] = ['met', 'full', 'planned', 'due', 'open', 'overdue', 'future', 'optional', 'over']

/** What the signs and colours of the board mean. */
export const Legend = ({ req, help }: { req: PayloadRequest; help?: string }) => (
  <section aria-label={say(req, 'board.legend')} className="loa-legend">
    <ul>
      {LOOKS.map((look) => (
        <li className={look} key={look}>
          {say(req, `board.looks.${look}`)}
        </li>
      ))}
    </ul>
    {help ? <p className="loa-card__text">{help}</p> : null}
  </section>
)
