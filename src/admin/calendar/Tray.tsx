'use client'
import { useWords } from '../useWords.ts'
import type { ItemEntry } from './entries.ts'
import { MovableEntry } from './MovableEntry.tsx'

/** Items that wait for a date. */
export const Tray = ({
  items,
  hasMore,
  onMove,
}: {
  items: ItemEntry[]
  hasMore: boolean
  onMove: (item: ItemEntry) => void
}) => {
  const { say } = useWords()
  return (
    <section aria-labelledby="loa-undated" className="loa-card loa-tray">
      <h2 id="loa-undated">
        {say('calendar.undated')}{' '}
        <span className="loa-tray__count">{`${items.length}${hasMore ? '+' : ''}`}</span>
      </h2>
      {items.length > 0 ? (
        <>
          <p className="loa-card__text">{say('calendar.undatedHelp')}</p>
          <ul className="loa-day__entries">
            {items.map((item) => (
              <MovableEntry item={item} key={item.id} onMove={onMove} />
            ))}
          </ul>
        </>
      ) : (
        <p className="loa-card__text">{say('calendar.undatedNone')}</p>
      )}
      {hasMore ? <p className="loa-card__text">{say('calendar.undatedMore')}</p> : null}
    </section>
  )
}
