'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useWords } from '../useWords.ts'
import type { Entry } from './entries.ts'
import { Sign, signOf } from './Sign.tsx'
import { nameInWords, stateInWords } from './words.ts'

/** What an entry is, how it stands, by sign, words and colour; a link to the item, the event, or a new draft. */
export const EntryCard = ({ entry }: { entry: Entry }) => {
  const { say } = useWords()
  const { admin } = useConfig().config.routes
  const look = entry.type === 'slot' ? `slot loa-entry--${entry.state}` : signOf(entry)
  const href =
    entry.type === 'slot'
      ? entry.draft
      : formatAdminURL({ adminRoute: admin, path: `/collections/${entry.type}s/${entry.id}` })
  const name = nameInWords({ entry, say })
  const tip =
    entry.type === 'slot' ? [say('calendar.slotLink'), ...entry.outlets, name].join('\n') : entry.title
  return (
    <Link
      aria-describedby={entry.type === 'item' ? 'loa-move-key' : undefined}
      className={`loa-entry loa-entry--${look}`}
      draggable={false}
      href={href}
      prefetch={false}
      title={tip}
    >
      <span className="loa-entry__state">
        <Sign of={signOf(entry)} />
        {entry.type === 'item' && !entry.date ? undatedState({ entry, say }) : stateInWords({ entry, say })}
      </span>
      <span className="loa-entry__title">
        {entry.type === 'slot' ? <span className="loa-hidden">{say('calendar.slotLink')}: </span> : null}
        {name}
      </span>
    </Link>
  )
}

const undatedState = ({
  entry: { stage, kind, task },
  say,
}: {
  entry: Extract<Entry, { type: 'item' }>
  say: ReturnType<typeof useWords>['say']
}) =>
  [say(`workflow.stageOptions.${stage}`), say(`items.kindOptions.${kind as 'news'}`), task]
    .filter(Boolean)
    .join(' · ')
