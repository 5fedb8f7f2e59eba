import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import type { Item } from '../../payload-types.ts'
import { agoInWords } from './agoInWords.ts'
import { Card, Entry } from './Card.tsx'
import { itemAddress } from './itemAddress.ts'

/** What was published without approval and waits for a second person; not there when nothing does. */
export const ForcedCard = ({ req, items, now }: { req: PayloadRequest; items: Item[]; now: Date }) => (
  <Card about={items.length} id="forced" title={say(req, 'home.forced.heading')}>
    <ul>
      {items.map((item) => (
        <Entry
          action={{
            href: itemAddress(req, item.id),
            words: say(req, 'home.forced.open'),
            isPrimary: true,
            about: item.title,
          }}
          key={item.id}
          title={item.title}
        >
          {item.publishedAt ? (
            <p className="loa-home__alert">
              {say(req, 'home.forced.about', { when: agoInWords({ req, instant: item.publishedAt, now }) })}
            </p>
          ) : null}
        </Entry>
      ))}
    </ul>
  </Card>
)
