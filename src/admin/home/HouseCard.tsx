import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { say } from '../../i18n/index.ts'
import { readableDate } from '../../readableDate.ts'
import type { standOf } from '../plan/figures.ts'
import { Card, Entry } from './Card.tsx'
import type { House } from './readHouse.ts'

type Line = { words: string; isGood: boolean; path: `/${string}` }

/** The state of the house in a few sentences, each with the way to what it speaks of. */
export const HouseCard = ({
  req,
  house,
  stand: { isAhead, isOver },
}: {
  req: PayloadRequest
  house: House
  stand: ReturnType<typeof standOf>
}) => {
  const told = (key: string, values?: Record<string, string | number>) =>
    say(req, `home.house.${key}`, values)
  const { subscribers, withoutKey, disabled, givenUp, check } = house
  const lines: Line[] = [
    {
      words: told(isAhead ? 'planAhead' : isOver ? 'planOver' : 'planRuns'),
      isGood: !isOver,
      path: '/collections/plans',
    },
    { words: told('subscribers', { count: subscribers }), isGood: true, path: '/collections/subscribers' },
    ...(withoutKey > 0
      ? [
          {
            words: told('withoutKey', { count: withoutKey }),
            isGood: false,
            path: '/collections/subscribers' as const,
          },
        ]
      : []),
    ...(disabled > 0
      ? [
          {
            words: told('disabled', { count: disabled }),
            isGood: false,
            path: '/collections/subscribers' as const,
          },
        ]
      : []),
    {
      words: givenUp > 0 ? told('givenUp', { count: givenUp }) : told('allSent'),
      isGood: givenUp === 0,
      path: '/collections/push-deliveries',
    },
    {
      words: check
        ? told(check.differences > 0 ? 'differs' : 'checked', {
            count: check.differences,
            day: readableDate(check.day),
          })
        : told('unchecked'),
      isGood: check?.differences === 0,
      path: '/collections/quota-checks',
    },
  ]
  return (
    <Card id="house" title={told('heading')}>
      <ul>
        {lines.map(({ words, isGood, path }) => (
          <Entry
            action={{
              href: formatAdminURL({ adminRoute: req.payload.config.routes.admin, path }),
              words: told('see'),
              about: words,
            }}
            key={words}
            title={isGood ? words : <span className="loa-home__alert">! {words}</span>}
          />
        ))}
      </ul>
    </Card>
  )
}
