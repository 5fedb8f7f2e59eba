'use client'
import { EntryCard } from './EntryCard.tsx'
import type { Entry, ItemEntry } from './entries.ts'
import { MovableEntry } from './MovableEntry.tsx'

/** An entry in the list of its day. */
export const EntryLine = ({ entry, onMove }: { entry: Entry; onMove: (item: ItemEntry) => void }) =>
  entry.type === 'item' ? (
    <MovableEntry item={entry} onMove={onMove} />
  ) : (
    <li>
      <EntryCard entry={entry} />
    </li>
  )
