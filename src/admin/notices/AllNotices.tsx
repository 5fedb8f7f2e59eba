'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { useWords } from '../useWords.ts'
import { NoticeList } from './NoticeList.tsx'
import { useNotices } from './useNotices.ts'
import './notices.css'

/** As many as one answer gives. */
const SHOWN = 200

export const AllNotices = () => {
  const { say } = useWords()
  const { admin } = useConfig().config.routes
  const { answer, markRead } = useNotices(SHOWN)
  return (
    <>
      <ScreenHead title={say('notices.heading')}>
        <Link className="loa-button" href={`${admin}/account`} prefetch={false}>
          {say('notices.settings')}
        </Link>
        <button
          className="loa-button"
          disabled={!answer || answer.unread === 0}
          onClick={() => markRead()}
          type="button"
        >
          {say('notices.markAll')}
        </button>
      </ScreenHead>
      <section className="loa-card loa-notices">
        {answer === undefined ? <p className="loa-card__text">{say('actions.loading')}</p> : null}
        {answer === null ? <p role="alert">{say('notices.failed')}</p> : null}
        {answer ? <NoticeList notices={answer.notices} onRead={(id) => markRead([id])} /> : null}
      </section>
    </>
  )
}
