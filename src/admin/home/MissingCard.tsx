import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import { boundsOf, calendarDateIn, periodAt } from '../../quota/calendar.ts'
import { createAddress, mayCreate } from '../board/cellLinks.ts'
import { datesInWords, periodHead, whatKey } from '../board/words.ts'
import { Card, Empty, Entry } from './Card.tsx'
import type { HomeState } from './HomeView.tsx'
import { itemAddress } from './itemAddress.ts'
import type { Missing } from './missing.ts'

/** What is owed now and held by nothing, each with the way to fill it. */
export const MissingCard = ({
  req,
  missing,
  total,
  board,
  state: { plan, names },
  now,
}: {
  req: PayloadRequest
  missing: Missing[]
  total: number
  /** Address of the board with all that is due. */
  board: string
  state: HomeState
  now: Date
}) => {
  const { timeZone } = plan
  return (
    <Card about={weekInWords({ req, now, timeZone })} id="missing" title={say(req, 'home.missing.heading')}>
      {missing.length === 0 ? (
        <Empty help={say(req, 'home.missing.emptyHelp')} title={say(req, 'home.missing.empty')}>
          <a className="loa-button" href={board.split('?')[0]}>
            {say(req, 'home.missing.board')}
          </a>
        </Empty>
      ) : (
        <ul>
          {missing.map(({ rule, slot, count, draft, startsAt, endsAt }) => {
            const place = [
              names.outlets.find(({ code }) => code === slot.outlet)?.name,
              names.tasks.find(({ code }) => code === slot.task)?.name,
              names.events.find(({ code }) => code === slot.event)?.name,
            ]
              .filter(Boolean)
              .join(' · ')
            const title = place || rule.title
            const words = draft ? 'open' : rule.counts === 'items' ? 'create' : 'createEvent'
            const href = draft ? itemAddress(req, draft.id) : createAddress({ req, plan, rule, slot })
            return (
              <Entry
                action={
                  draft || mayCreate({ req, rule })
                    ? { href, words: say(req, `home.missing.${words}`), about: `${title}, ${rule.title}` }
                    : undefined
                }
                key={`${rule.code} ${Object.values(slot).join(' ')}`}
                title={title}
              >
                <p>
                  {[
                    place ? rule.title : null,
                    say(req, 'home.missing.count', {
                      count,
                      what: say(req, `board.${whatKey(count)}.${rule.counts}`),
                    }),
                    rule.period === 'week'
                      ? null
                      : slot.period === 'window'
                        ? say(req, 'home.missing.ends', { date: lastDay({ startsAt, endsAt, timeZone }) })
                        : periodHead({ req, period: slot.period, startsAt, endsAt, timeZone }).name,
                    draft ? say(req, 'home.missing.draft') : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </Entry>
            )
          })}
        </ul>
      )}
      {total > missing.length ? (
        <p className="loa-home__more">
          <a className="loa-link" href={board}>
            {say(req, 'home.missing.more', { count: total })}
          </a>
        </p>
      ) : null}
    </Card>
  )
}

const lastDay = (period: { startsAt: string; endsAt: string; timeZone: string }) =>
  datesInWords(period).split('–').at(-1) ?? ''

/** `tuần 48, đến 29/11`. */
const weekInWords = ({ req, now, timeZone }: { req: PayloadRequest; now: Date; timeZone: string }) => {
  const date = calendarDateIn({ instant: now, timeZone })
  const week = periodAt({ date, period: 'week', window: { from: '0001-01-01', to: '9999-12-31' } })
  if (!week) return undefined
  const bounds = boundsOf({ period: week, timeZone })
  const period = { startsAt: bounds.startsAt.toISOString(), endsAt: bounds.endsAt.toISOString(), timeZone }
  const { name } = periodHead({ req, period: week.key, ...period })
  return say(req, 'home.missing.until', { week: name.toLowerCase(), date: lastDay(period) })
}
