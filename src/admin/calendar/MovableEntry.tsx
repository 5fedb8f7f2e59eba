'use client'
import { useDraggable } from '@dnd-kit/core'
import type { KeyboardEvent, SyntheticEvent } from 'react'
import { useWords } from '../useWords.ts'
import { EntryCard } from './EntryCard.tsx'
import type { ItemEntry } from './entries.ts'

/** An item that can be dragged, or moved by the key M or the button beside it. */
export const MovableEntry = ({ item, onMove }: { item: ItemEntry; onMove: (item: ItemEntry) => void }) => {
  const { say } = useWords()
  // its attributes would make a button of the list item
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: item.id, data: item })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'm' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onMove(item)
  }
  return (
    <li
      className={`loa-movable${isDragging ? ' loa-movable--dragged' : ''}`}
      data-item={item.id}
      onKeyDown={onKeyDown}
      ref={setNodeRef}
      {...listeners}
    >
      <EntryCard entry={item} />
      <button
        aria-label={say('calendar.moveOf', { title: item.title })}
        className="loa-movable__button"
        onClick={() => onMove(item)}
        // a press on it begins no drag
        onMouseDown={stop}
        onTouchStart={stop}
        title={say('calendar.move')}
        type="button"
      >
        <svg aria-hidden="true" fill="currentColor" height="14" viewBox="0 0 16 16" width="14">
          <path d="M3 6.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 0 0 0-3m5 0a1.5 1.5 0 1 0 0 3a1.5 1.5 0 0 0 0-3m5 0a1.5 1.5 0 1 0 0 3a1.5 1.5 0 0 0 0-3" />
        </svg>
      </button>
    </li>
  )
}

const stop = (event: SyntheticEvent) => event.stopPropagation()
