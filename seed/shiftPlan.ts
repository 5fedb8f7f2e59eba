// A demo needs a plan that is running today, with the shape of the real one: the same weeks owed, the same month ends.
import { TZDate } from '@date-fns/tz'
import {
  addDays,
  addMonths,
  differenceInCalendarDays,
  differenceInCalendarMonths,
  format,
  isLastDayOfMonth,
  lastDayOfMonth,
} from 'date-fns'
import type { PlanEvent, PlanFile } from './planFile.ts'

/**
 * The plan moved so that it starts on `to` (YYYY-MM-DD). Every day moves by the same whole months and remaining days;
 * where no days remain, the last day of a month stays the last day of a month. Events keep their local wall time in
 * the plan's zone and their length in days. Codes stay: they are identifiers, also where they hold a date.
 */
export const shiftPlan = ({ plan, to }: { plan: PlanFile; to: string }): PlanFile => {
  const from = plan.plan.startsOn
  const move = (day: string) => shiftDay({ day, from, to })
  const moveKeys = <Entry extends object>(entry: Entry, keys: (keyof Entry)[]): Entry => {
    const moved = { ...entry }
    for (const key of keys) {
      const day = entry[key]
      if (typeof day === 'string') Object.assign(moved, { [key]: move(day) })
    }
    return moved
  }
  return {
    ...plan,
    plan: moveKeys(plan.plan, ['startsOn', 'endsOn']),
    organizations: plan.organizations.map((entry) => moveKeys(entry, ['opensOn', 'closesOn'])),
    outlets: plan.outlets.map((entry) => moveKeys(entry, ['opensOn', 'closesOn'])),
    lines: plan.lines.map((entry) => moveKeys(entry, ['opensOn', 'closesOn'])),
    quotas: plan.quotas.map((entry) => moveKeys(entry, ['startsOn', 'endsOn'])),
    events: plan.events.map((event) => shiftEvent({ event, move, timeZone: plan.plan.timeZone })),
  }
}

/** `day` moved as far as `from` is from `to`; all of them YYYY-MM-DD. */
export const shiftDay = ({ day, from, to }: { day: string; from: string; to: string }): string => {
  const [start, target, date] = [toDate(from), toDate(to), toDate(day)]
  let months = differenceInCalendarMonths(target, start)
  if (addMonths(start, months) > target) months -= 1
  const days = differenceInCalendarDays(target, addMonths(start, months))
  const moved = addMonths(date, months)
  // A start at a month's end that is to land inside a month asks for days, not for month ends.
  const keepsMonthEnds = days === 0 && (!isLastDayOfMonth(start) || isLastDayOfMonth(target))
  if (keepsMonthEnds && isLastDayOfMonth(date)) return toDay(lastDayOfMonth(moved))
  return toDay(addDays(moved, days))
}

/**
 * Where the demo's plan starts: the first day of the month three weeks ago, so that its first weeks are past and its
 * two-month lines are still open. `today` and the answer are YYYY-MM-DD in the plan's zone.
 */
export const demoStart = (today: string): string => `${toDay(addDays(toDate(today), -21)).slice(0, 7)}-01`

const shiftEvent = ({
  event,
  move,
  timeZone,
}: {
  event: PlanEvent
  move: (day: string) => string
  timeZone: string
}): PlanEvent => {
  const start = new TZDate(event.startsAt, timeZone)
  const startDay = toDay(start)
  const movedDay = move(startDay)
  const at = (moment: TZDate) => {
    // Months differ in length: an end moved on its own could come before its start.
    const day = addDays(toDate(movedDay), differenceInCalendarDays(toDate(toDay(moment)), toDate(startDay)))
    return atWallTime({ day: toDay(day), moment, timeZone })
  }
  return {
    ...event,
    startsAt: at(start),
    ...(event.endsAt ? { endsAt: at(new TZDate(event.endsAt, timeZone)) } : {}),
  }
}

const atWallTime = ({ day, moment, timeZone }: { day: string; moment: TZDate; timeZone: string }): string => {
  const date = toDate(day)
  const wall = new TZDate(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    moment.getHours(),
    moment.getMinutes(),
    moment.getSeconds(),
    timeZone,
  )
  return format(wall, "yyyy-MM-dd'T'HH:mm:ssXXX")
}

// Days have no zone; counted in UTC, none of them is 23 or 25 hours long.
const toDate = (day: string): TZDate => new TZDate(`${day}T00:00:00Z`, 'UTC')

const toDay = (date: Date): string => format(date, 'yyyy-MM-dd')
