'use client'
import { useId } from 'react'
import { readableMoment } from '../readableMoment.ts'
import { useWords } from '../useWords.ts'
import type { Kept } from './backups.ts'
import { Notice } from './Notice.tsx'

type Offer = {
  /** Whether the item was changed since the text was begun. */
  isOlder: (backup: Kept) => boolean
  timeZone: string
  onRestore: (backup: Kept) => void
  onDiscard: (backup: Kept) => void
}

/** Offers what was typed before and never saved. Of new items there may be several, the newest comes first. */
export const BackupOffer = ({ backups, ...offer }: Offer & { backups: Kept[] }) => (
  <Notice isTrouble={false}>
    {backups.map((backup) => (
      <One backup={backup} key={backup.key} {...offer} />
    ))}
  </Notice>
)

const One = ({ backup, isOlder, timeZone, onRestore, onDiscard }: Offer & { backup: Kept }) => {
  const { say, language } = useWords()
  const own = useId()
  const time = readableMoment({ instant: backup.at, timeZone, language })
  const { title } = backup.values
  return (
    <>
      <div id={own}>
        <strong>{say('itemScreen.safe.backup', { time })}</strong>
        {typeof title === 'string' && title ? <p>“{title}”</p> : null}
      </div>
      {isOlder(backup) ? <p>{say('itemScreen.safe.backupOlder')}</p> : null}
      <div className="loa-notice__ways">
        <button
          aria-describedby={own}
          className="loa-button loa-button--primary"
          onClick={() => onRestore(backup)}
          type="button"
        >
          {say('itemScreen.safe.restore')}
        </button>
        <button aria-describedby={own} className="loa-button" onClick={() => onDiscard(backup)} type="button">
          {say('itemScreen.safe.discard')}
        </button>
      </div>
    </>
  )
}
