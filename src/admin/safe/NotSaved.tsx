'use client'
import { useConfig, useForm } from '@payloadcms/ui'
import { useWords } from '../useWords.ts'
import { LogInAgain } from './LogInAgain.tsx'
import { Notice } from './Notice.tsx'
import type { Trouble } from './whyNotSaved.ts'

/** Says once why a text could not be saved, that it is not lost, and what can be done. */
export const NotSaved = ({
  trouble,
  id,
  onSave,
  onDrop,
}: {
  trouble: Trouble
  id?: string
  /** Saves again, over this revision where one is named. */
  onSave: (over?: string) => void
  /** Forgets what was kept in this browser. */
  onDrop: () => void
}) => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const { setModified } = useForm()
  const reload = () => {
    // else the browser asks whether to leave
    setModified(false)
    setTimeout(() => window.location.reload(), 100)
  }
  const help =
    trouble.is === 'session' ? 'itemScreen.safe.sessionHelp' : (`itemScreen.safe.${trouble.is}Help` as const)
  return (
    <Notice isTrouble>
      <strong>{say(`itemScreen.safe.${trouble.is}`)}</strong>
      <p>{say(help)}</p>
      {trouble.is === 'session' ? <LogInAgain onDone={() => onSave()} /> : null}
      <div className="loa-notice__ways">
        {trouble.is === 'offline' ? (
          <button className="loa-button loa-button--primary" onClick={() => onSave()} type="button">
            {say('itemScreen.safe.retry')}
          </button>
        ) : null}
        {trouble.is === 'stale' ? (
          <>
            <a
              className="loa-button"
              href={`${routes.admin}/collections/items/${id}/look`}
              rel="noopener"
              target="_blank"
            >
              {say('itemScreen.safe.theirs')}
            </a>
            <button className="loa-button" onClick={() => onSave(trouble.revision)} type="button">
              {say('itemScreen.safe.overwrite')}
            </button>
            <button
              className="loa-button"
              onClick={() => {
                onDrop()
                reload()
              }}
              type="button"
            >
              {say('itemScreen.safe.takeTheirs')}
            </button>
          </>
        ) : null}
        {trouble.is === 'closed' ? (
          <button className="loa-button" onClick={reload} type="button">
            {say('itemScreen.safe.reload')}
          </button>
        ) : null}
      </div>
    </Notice>
  )
}
