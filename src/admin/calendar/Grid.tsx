'use client'
import type { ReactNode } from 'react'
import { useWords } from '../useWords.ts'
import { DayCell } from './DayCell.tsx'
import type { Day, ItemEntry } from './entries.ts'
import type { FilterCodes } from './filters.ts'
import type { CalendarPeriod } from './period.ts'
import { calendarPeriodInWords, weekdayInWords } from './words.ts'

/** Weeks as rows of a table, days as lists in its cells; on a phone the days stand one below the other. */
export const Grid = ({
  period,
  days,
  today,
  codes,
  refusal,
  onMove,
}: {
  period: CalendarPeriod
  days: Record<string, Day>
  today: string
  codes: FilterCodes
  /** What stands in the cell of a day because a move to it was refused. */
  refusal?: { date: string; box: ReactNode }
  onMove: (item: ItemEntry) => void
}) => {
  const { say } = useWords()
  const [firstWeek] = period.weeks
  return (
    <table className={`loa-grid loa-grid--${period.view}`}>
      <caption className="loa-hidden">
        {say('calendar.tableOf', { period: calendarPeriodInWords({ period, say }) })}
      </caption>
      <thead>
        <tr>
          <th className="loa-grid__week" scope="col">
            {say('calendar.week')}
          </th>
          {firstWeek?.dates.map((date) => (
            <th key={date} scope="col">
              {weekdayInWords({ date, say })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {period.weeks.map(({ key, number, dates }) => (
          <tr key={key}>
            <th className="loa-grid__week" scope="row">
              <span className="loa-hidden">{say('calendar.week')} </span>
              {number}
            </th>
            {dates.map((date, column) => (
              <DayCell
                codes={codes}
                column={column}
                date={date}
                day={days[date] ?? EMPTY}
                isOutside={date < period.from || date > period.to}
                isToday={date === today}
                key={date}
                onMove={onMove}
                refusal={refusal?.date === date ? refusal.box : null}
                week={key}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const EMPTY: Day = { entries: [], more: 0 }
