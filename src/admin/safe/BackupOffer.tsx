'use client'
import { readableMoment } from '../readableMoment.ts'
import { useWords } from '../useWords.ts'
import type { Backup } from './backups.ts'
import { Notice } from './Notice.tsx'

/** Offers what was typed before and never saved. */
export const BackupOffer = ({
  backup: { at },
  isOlder,
  timeZone,
  onRestore,
  onDiscard,
}: {
  backup: Backup
  /** Whether the item was changed since the text was begun. */
  isOlder: boolean
  timeZone: string
  onRestore: () => void
  onDiscard: () => void
}) => {
  const { say, language } = useWords()
  const time = readableMoment({ instant: at, timeZone, language })
  return (
    <Notice isTrouble={false}>
      <strong>{say('itemScreen.safe.backup', { time })}</strong>
      {isOlder ? <p>{say('itemScreen.safe.backupOlder')}</p> : null}
      <div className="loa-notice__ways">
        <button className="loa-button loa-button--primary" onClick={onRestore} type="button">
          {say('itemScreen.safe.restore')}
        </button>
        <button className="loa-button" onClick={onDiscard} type="button">
          {say('itemScreen.safe.discard')}
        </button>
      </div>
    </Notice>
  )
}
