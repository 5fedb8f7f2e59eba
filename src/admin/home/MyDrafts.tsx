import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { say } from '../../i18n/index.ts'
import type { Item } from '../../payload-types.ts'
import { agoInWords } from './agoInWords.ts'
import { Card, Empty, Entry } from './Card.tsx'
import { itemAddress } from './itemAddress.ts'

/** What came back to the reader, and what he or she is writing. */
export const MyDrafts = ({
  req,
  returned,
  drafts,
  isFirst,
  now,
}: {
  req: PayloadRequest
  returned: Item[]
  drafts: Item[]
  /** Whether writing is what the reader is here for. */
  isFirst: boolean
  now: Date
}) => (
  <>
    <Card about={returned.length} id="returned" title={say(req, 'home.returned.heading')}>
      {returned.length === 0 ? (
        <Empty help={say(req, 'home.returned.emptyHelp')} title={say(req, 'home.returned.empty')} />
      ) : (
        <ul>
          {returned.map((item) => (
            <Entry
              action={{
                href: itemAddress(req, item.id),
                words: say(req, 'home.returned.open'),
                isPrimary: isFirst,
                about: item.title,
              }}
              key={item.id}
              title={item.title}
            >
              <blockquote className="loa-home__quote">“{item.lastComment}”</blockquote>
            </Entry>
          ))}
        </ul>
      )}
    </Card>
    {drafts.length > 0 || isFirst ? (
      <Card about={drafts.length} id="drafts" title={say(req, 'home.drafts.heading')}>
        {drafts.length === 0 ? (
          <Empty help={say(req, 'home.drafts.emptyHelp')} title={say(req, 'home.drafts.empty')}>
            <a
              className="loa-button loa-button--primary"
              href={formatAdminURL({
                adminRoute: req.payload.config.routes.admin,
                path: '/collections/items/create',
              })}
            >
              {say(req, 'home.drafts.create')}
            </a>
          </Empty>
        ) : (
          <ul>
            {drafts.map((item) => (
              <Entry
                action={{
                  href: itemAddress(req, item.id),
                  words: say(req, 'home.drafts.open'),
                  about: item.title,
                }}
                key={item.id}
                title={item.title}
              >
                <p>
                  {say(req, `items.kindOptions.${item.kind}`)} ·{' '}
                  {say(req, 'home.drafts.touched', {
                    when: agoInWords({ req, instant: item.updatedAt, now }),
                  })}
                </p>
              </Entry>
            ))}
          </ul>
        )}
      </Card>
    ) : null}
  </>
)
