'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../useWords.ts'
import { NoticeList } from './NoticeList.tsx'
import { useNotices } from './useNotices.ts'
import '../frame/frame.css'
import './notices.css'

/** How many the bell shows; the screen has more. */
const SHOWN = 8

/** The bell in the head of every screen: how many are unread, and the newest of them. */
export const Bell = () => {
  const { say } = useWords()
  const { admin } = useConfig().config.routes
  const { answer, markRead } = useNotices(SHOWN)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const whole = useRef<HTMLDivElement>(null)
  const bell = useRef<HTMLButtonElement>(null)
  const unread = answer?.unread ?? 0

  useEffect(() => {
    if (!isOpen) return
    const leave = (event: Event) => {
      if (!whole.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    setOpen(false)
    bell.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from wherever inside the focus is
    <div className="loa-bell" onKeyDown={onKeyDown} ref={whole}>
      <button
        aria-controls={isOpen ? id : undefined}
        aria-expanded={isOpen}
        aria-label={say('notices.bell', { count: unread })}
        className="loa-bell__button"
        onClick={() => setOpen(!isOpen)}
        ref={bell}
        type="button"
      >
        <svg aria-hidden="true" fill="none" height="20" viewBox="0 0 20 20" width="20">
          <path
            d="M10 2.5a5 5 0 0 0-5 5V11l-1.5 3h13L15 11V7.5a5 5 0 0 0-5-5ZM8 16.5a2 2 0 0 0 4 0"
            stroke="currentColor"
            strokeLinecap="round"
            strokeLinejoin="round"
            strokeWidth="1.5"
          />
        </svg>
        {unread > 0 ? (
          <span aria-hidden="true" className="loa-bell__count">
            {unread > 99 ? '99+' : unread}
          </span>
        ) : null}
      </button>
      {isOpen ? (
        <section aria-labelledby={`${id}-title`} className="loa-bell__panel" id={id}>
          <header className="loa-bell__head">
            <h2 id={`${id}-title`}>{say('notices.heading')}</h2>
            {unread > 0 ? (
              <button className="loa-button" onClick={() => markRead()} type="button">
                {say('notices.markAll')}
              </button>
            ) : null}
          </header>
          {answer === null ? <p role="alert">{say('notices.failed')}</p> : null}
          {answer ? (
            <NoticeList
              notices={answer.notices}
              onRead={(read) => {
                setOpen(false)
                markRead([read])
              }}
            />
          ) : null}
          <footer className="loa-bell__foot">
            <Link
              className="loa-link"
              href={`${admin}/notices`}
              onClick={() => setOpen(false)}
              prefetch={false}
            >
              {say('notices.all')}
            </Link>
            <Link
              className="loa-link"
              href={`${admin}/account`}
              onClick={() => setOpen(false)}
              prefetch={false}
            >
              {say('notices.settings')}
            </Link>
          </footer>
        </section>
      ) : null}
    </div>
  )
}
