import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { staffOf } from '../../access/roles.ts'
import { languageOf, say } from '../../i18n/index.ts'
import { readableMoment } from '../readableMoment.ts'
import { Card, Empty, Entry } from './Card.tsx'
import type { Deliveries } from './readDeliveries.ts'

/** What was sent to portals in the last day, and who does not answer. */
export const DeliveryCard = ({
  req,
  deliveries: { sent, subscribers, delivered, failing },
  timeZone,
  now,
}: {
  req: PayloadRequest
  deliveries: Deliveries
  timeZone: string
  now: Date
}) => {
  const isAdmin = staffOf(req)?.role === 'admin'
  const language = languageOf(req)
  const log = formatAdminURL({
    adminRoute: req.payload.config.routes.admin,
    path: '/collections/push-deliveries',
  })
  return (
    <Card
      about={say(req, 'home.deliveries.about')}
      id="deliveries"
      title={say(req, 'home.deliveries.heading')}
    >
      {sent === 0 && failing.length === 0 ? (
        <Empty help={say(req, 'home.deliveries.noneHelp')} title={say(req, 'home.deliveries.none')} />
      ) : (
        <ul>
          {sent > 0 ? (
            <Entry title={say(req, 'home.deliveries.sent', { sent, subscribers })}>
              <p className="loa-home__good">{say(req, 'home.deliveries.delivered', { delivered })}</p>
            </Entry>
          ) : null}
          {failing.map(({ id, name, since, attempt, givenUp }) => {
            const told = {
              name,
              since: since ? readableMoment({ instant: since, timeZone, language, now }) : '–',
              attempt: attempt + 1,
              count: givenUp,
            }
            return (
              <Entry
                // only an admin may open the log
                action={
                  isAdmin
                    ? {
                        href: `${log}?where[or][0][and][0][subscriber][equals]=${id}`,
                        words: say(req, 'home.deliveries.see'),
                        about: name,
                      }
                    : undefined
                }
                key={id}
                title={
                  <span className="loa-home__alert">
                    {say(req, givenUp > 0 ? 'home.deliveries.givenUp' : 'home.deliveries.failing', told)}
                  </span>
                }
              />
            )
          })}
        </ul>
      )}
    </Card>
  )
}
