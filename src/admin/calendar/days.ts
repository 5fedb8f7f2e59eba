// From lists of entries to days, pure.
import { type Day, type Entry, type ItemEntry, inOrder } from './entries.ts'
import type { CalendarPeriod } from './period.ts'

/** How many entries a day shows before it refers to the week. */
const MOST: Record<CalendarPeriod['view'], number> = { month: 5, week: 60 }

/** The days of a period by their dates. */
export const daysOf = ({
  period: { weeks, view },
  entries,
}: {
  period: Pick<CalendarPeriod, 'weeks' | 'view'>
  entries: Entry[]
}): Record<string, Day> => {
  const byDate = new Map<string, Entry[]>()
  for (const entry of entries) {
    const known = byDate.get(entry.date ?? '')
    if (known) known.push(entry)
    else byDate.set(entry.date ?? '', [entry])
  }
  return Object.fromEntries(
    weeks
      .flatMap(({ dates }) => dates)
      .map((date) => {
        const all = (byDate.get(date) ?? []).sort(inOrder)
        return [date, { entries: all.slice(0, MOST[view]), more: Math.max(0, all.length - MOST[view]) }]
      }),
  )
}

/** The days and the undated items as they will be once these items are where they have been moved to. */
export const arranged = ({
  days,
  undated,
  moved,
}: {
  days: Record<string, Day>
  undated: ItemEntry[]
  moved: Map<string, ItemEntry>
}): { days: Record<string, Day>; undated: ItemEntry[] } => {
  if (moved.size === 0) return { days, undated }
  const isLeft = (entry: Entry) => !(entry.type === 'item' && moved.has(entry.id))
  const left = Object.entries(days).map(([date, { entries, more }]): [string, Day] => {
    const come = [...moved.values()].filter((item) => item.date === date)
    return [date, { more, entries: [...entries.filter(isLeft), ...come].sort(inOrder) }]
  })
  return { days: Object.fromEntries(left), undated: undated.filter(isLeft) }
}
