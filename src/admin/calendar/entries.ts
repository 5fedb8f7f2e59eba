// What stands in the calendar. Dates are calendar dates and times clock times (`10:00`) in the plan's time zone.
import type { Stage } from '../../approval/stages.ts'

export type ItemEntry = {
  type: 'item'
  id: string
  title: string
  kind: string
  stage: Stage
  live: boolean
  revision: string
  /** Null while nobody has said when it shall run. */
  date: string | null
  time: string
  /** Code of its task. */
  task: string | null
}

export type EventEntry = {
  type: 'event'
  id: string
  title: string
  isProvisional: boolean
  date: string
  time: string
}

/** Slots of one rule that are owed and still empty at the end of a period. */
export type SlotEntry = {
  type: 'slot'
  id: string
  /** The last day of the period. */
  date: string
  state: SlotState
  /** How many are missing over all its outlets. */
  missing: number
  /** Names of the outlets, empty where the rule is not split by them. */
  outlets: string[]
  /** What the rule says, and the task or event it says it of. */
  rule: string
  about: string | null
  /** Address of a new draft that would fill it. */
  draft: string
}

export const SLOT_STATES = ['due', 'overdue', 'open', 'future'] as const
export type SlotState = (typeof SLOT_STATES)[number]

export type Entry = ItemEntry | EventEntry | SlotEntry

/** One day as it is shown; `more` entries are left out. */
export type Day = { entries: Entry[]; more: number }

/** By the hour; what is missing comes last. */
export const inOrder = (a: Entry, b: Entry): number => keyOf(a).localeCompare(keyOf(b))

const keyOf = (entry: Entry) =>
  entry.type === 'slot' ? `z ${entry.state === 'future' ? 1 : 0} ${entry.id}` : `${entry.time} ${entry.title}`
