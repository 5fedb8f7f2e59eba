// All that a calendar shows, for the screen and for the file that calendar programs read. Five or six statements,
// however much there is: names, the tree of organisations, dated and undated items, events, and progress (one a plan).
import type { PayloadRequest } from 'payload'
import { organizationTree } from '../../access/organizations.ts'
import { boundsOf, calendarDateIn } from '../../quota/calendar.ts'
import { clockOf } from './clock.ts'
import type { EventEntry, ItemEntry, SlotEntry } from './entries.ts'
import { codesIn, type FilterCodes, type FilterName, type Filters, findFilters } from './filters.ts'
import { type NamedPlan, type Names, readNames } from './names.ts'
import { type CalendarPeriod, periodOf } from './period.ts'
import { type FoundEvent, readEvents } from './readEvents.ts'
import { readDated, readUndated } from './readItems.ts'
import { readSlots } from './readSlots.ts'

/** What an address asks for, understood. `timeZone` is an IANA name, `today` the calendar date there. */
export type CalendarQuestion = {
  period: CalendarPeriod
  codes: FilterCodes
  filters: Filters
  names: Names
  timeZone: string
  today: string
}

export type CalendarContents = {
  items: ItemEntry[]
  events: FoundEvent[]
  slots: SlotEntry[]
  undated: { items: ItemEntry[]; hasMore: boolean }
}

/**
 * Understands the parameters `month`, `week`, `outlet`, `organization`, `task`, `line`, `stage`: the last five by code.
 * @returns the name of the first parameter that means nothing
 */
export const understand = async ({
  req,
  query,
  now,
}: {
  req: PayloadRequest
  query: Record<string, unknown>
  now: Date
}): Promise<CalendarQuestion | { invalid: 'month' | 'week' | FilterName }> => {
  const names = await readNames(req)
  const timeZone = zoneOf({ plans: names.plan, now })
  const today = calendarDateIn({ instant: now, timeZone })
  const text = (value: unknown) => (value === undefined ? undefined : String(value))
  const period = periodOf({ month: text(query.month), week: text(query.week), today })
  if (!period) return { invalid: query.week === undefined ? 'month' : 'week' }
  const codes = codesIn(query)
  const found = findFilters({ codes, names })
  if ('invalid' in found) return found
  return { period, codes, names, timeZone, today, ...found }
}

export const readCalendar = async ({
  req,
  question: { period, filters, names, timeZone },
  now,
}: {
  req: PayloadRequest
  question: CalendarQuestion
  now: Date
}): Promise<CalendarContents> => {
  const tree = await organizationTree(req)
  const { first, last } = period
  const range = boundsOf({ period: { from: first, to: last }, timeZone })
  const asking = { req, filters, tree, timeZone, tasks: names.task }
  const [items, undated, events, slots] = await Promise.all([
    readDated({ ...asking, ...range }),
    readUndated(asking),
    readEvents({ req, filters, tree, ...range }),
    readSlots({ req, names, filters, tree, first, last, ...range, now }),
  ])
  return { items, undated, events, slots }
}

/** An event as the calendar shows it. */
export const eventEntry = ({ event, timeZone }: { event: FoundEvent; timeZone: string }): EventEntry => ({
  type: 'event',
  id: String(event.id),
  title: event.title,
  isProvisional: event.isProvisional === true,
  ...clockOf({ instant: event.startsAt, timeZone }),
})

// of the plan that runs, else of the newest
const zoneOf = ({ plans, now }: { plans: NamedPlan[]; now: Date }): string => {
  const running = plans.find(({ startsOn, endsOn, timeZone }) => {
    const day = calendarDateIn({ instant: now, timeZone })
    return startsOn <= day && day <= endsOn
  })
  return (running ?? plans[0])?.timeZone ?? 'Asia/Ho_Chi_Minh'
}
