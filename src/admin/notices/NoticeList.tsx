'use client'
import { Link, useConfig } from '@payloadcms/ui'
import type { NoticeToRead } from '../../notices/index.ts'
import { readableDate } from '../../readableDate.ts'
import { readableMoment } from '../readableMoment.ts'
import { useWords } from '../useWords.ts'

/** Notices as a list; one that is opened has been read. */
export const NoticeList = ({
  notices,
  onRead,
}: {
  notices: NoticeToRead[]
  onRead: (id: string) => void
}) => {
  const { say, language } = useWords()
  const timeZone = useConfig().config.admin.timezones?.defaultTimezone ?? 'UTC'
  if (notices.length === 0)
    return (
      <div className="loa-notices__none">
        <p>{say('notices.none')}</p>
        <p className="loa-card__text">{say('notices.noneHelp')}</p>
      </div>
    )
  return (
    <ul className="loa-notices__list">
      {notices.map(({ id, kind, title, text, actor, details, path, createdAt, readAt }) => {
        const values = {
          title: title || say('notices.untitled'),
          actor: actor || say('notices.house'),
          count: details?.total ?? 0,
          day: details?.day ? readableDate(details.day) : '',
        }
        const [first] = details?.slots ?? []
        return (
          <li className={`loa-notices__one${readAt ? '' : ' loa-notices__one--unread'}`} key={id}>
            <Link href={path} onClick={() => onRead(id)} prefetch={false}>
              <span className="loa-notices__sentence">{say(`notices.sentence.${kind}`, values)}</span>
              {text ? <span className="loa-notices__text">{text}</span> : null}
              {first ? (
                <span className="loa-notices__text">
                  {[first.quota, first.place, first.period[language]].filter(Boolean).join(' · ')}
                  {details && details.total > 1
                    ? ` · ${say('notices.more', { count: details.total - 1 })}`
                    : null}
                </span>
              ) : null}
              <span className="loa-notices__when">
                {readableMoment({ instant: createdAt, timeZone, language })}
                {readAt ? null : <strong> · {say('notices.unread')}</strong>}
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
