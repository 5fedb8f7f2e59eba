'use client'
import { useDroppable } from '@dnd-kit/core'
import { Link, useConfig } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { useWords } from '../useWords.ts'
import { calendarAddress, TODAY } from './addresses.ts'
import { EntryLine } from './EntryLine.tsx'
import type { Day, ItemEntry } from './entries.ts'
import type { FilterCodes } from './filters.ts'
import { dayInWords, weekdayInWords } from './words.ts'

/** One day: its date, what stands in it, and a place to drop what is dragged. */
export const DayCell = ({
  date,
  day: { entries, more },
  week,
  column,
  isToday,
  isOutside,
  codes,
  refusal,
  onMove,
}: {
  date: string
  day: Day
  /** Key of its week. */
  week: string
  /** 0 for Monday. */
  column: number
  isToday: boolean
  isOutside: boolean
  codes: FilterCodes
  refusal: ReactNode
  onMove: (item: ItemEntry) => void
}) => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const { setNodeRef, isOver } = useDroppable({ id: date })
  const name = dayInWords({ date, say })
  return (
    <td
      aria-current={isToday ? 'date' : undefined}
      className={[
        'loa-day',
        isToday ? 'loa-day--today' : '',
        isOutside ? 'loa-day--outside' : '',
        isOver ? 'loa-day--over' : '',
        column > 3 ? 'loa-day--late' : '',
      ].join(' ')}
      data-date={date}
      id={isToday ? TODAY : undefined}
      ref={setNodeRef}
    >
      <time className="loa-day__date" dateTime={date}>
        <span className="loa-day__weekday">{weekdayInWords({ date, say })} </span>
        {Number(date.slice(8))}
        {isToday ? <span className="loa-day__today"> {say('calendar.isToday')}</span> : null}
      </time>
      {entries.length > 0 ? (
        <ul aria-label={say('calendar.entriesOf', { date: name })} className="loa-day__entries">
          {entries.map((entry) => (
            <EntryLine entry={entry} key={`${entry.type} ${entry.id}`} onMove={onMove} />
          ))}
        </ul>
      ) : null}
      {more > 0 ? (
        <Link
          aria-label={say('calendar.moreIn', { count: more, date: name })}
          className="loa-day__more loa-link"
          href={calendarAddress({ adminRoute: routes.admin, view: 'week', key: week, codes })}
          prefetch={false}
        >
          {say('calendar.more', { count: more })}
        </Link>
      ) : null}
      {refusal}
    </td>
  )
}
