// The plan in one line: pure arithmetic over its buckets, in items and events, as the report counts.
import { differenceInCalendarDays, differenceInCalendarISOWeeks } from 'date-fns'
import { calendarDateIn } from '../../quota/calendar.ts'
import type { ProgressRow } from '../../quota/index.ts'
import type { PlanFacts } from './readPlan.ts'

export type PlanFigures = {
  /** All that the plan asks for; `planned` of the report. */
  owed: number
  /** Of that, what ran. */
  met: number
  /** Of that, missing in periods that end soon. */
  due: number
  /** Of that, missing in periods that are over; `overdue` of the report. */
  overdue: number
}

export const figuresOf = (rows: ProgressRow[]): PlanFigures => {
  const found = { owed: 0, met: 0, due: 0, overdue: 0 }
  for (const { cells } of rows)
    for (const { owed, used, state } of cells) {
      const met = Math.min(owed, used)
      found.owed += owed
      found.met += met
      if (state === 'due' || state === 'overdue') found[state] += owed - met
    }
  return found
}

/** Where a plan stands in time: week `week` of `weeks` (ISO, both at least 1), and days left after today. */
export const standOf = ({ plan, now }: { plan: PlanFacts; now: Date }) => {
  const today = dateOf(calendarDateIn({ instant: now, timeZone: plan.timeZone }))
  const [from, to] = [dateOf(plan.startsOn), dateOf(plan.endsOn)]
  const weeks = differenceInCalendarISOWeeks(to, from) + 1
  return {
    isAhead: today < from,
    isOver: today > to,
    week: Math.min(weeks, Math.max(1, differenceInCalendarISOWeeks(today, from) + 1)),
    weeks,
    daysLeft: Math.max(0, differenceInCalendarDays(to, today)),
  }
}

// local midnight: what date-fns counts calendar days by, whatever the zone of the process
const dateOf = (day: string) => new Date(`${day}T00:00:00`)
