// Where a question of the press stands: never stored, because it changes by itself.
import type { Where } from 'payload'

export const PRESS_STATES = ['open', 'soon', 'overdue', 'answered'] as const
export type PressState = (typeof PRESS_STATES)[number]

/** How long before its deadline a question is shown as urgent, in milliseconds: two days. */
const SOON_MS = 48 * 60 * 60 * 1000

type Dated = { answeredAt?: unknown; dueAt?: unknown }

/** The state at a moment. What has no deadline is open until it is answered. */
export const pressStateOf = ({ answeredAt, dueAt, now }: Dated & { now: Date }): PressState => {
  if (answeredAt) return 'answered'
  if (!dueAt) return 'open'
  const left = new Date(String(dueAt)).getTime() - now.getTime()
  if (left <= 0) return 'overdue'
  return left <= SOON_MS ? 'soon' : 'open'
}

/**
 * The same as a condition on what is stored, as alternatives of what has to hold together: the form that the filters
 * of a list take. Each document meets exactly one of the four.
 */
export const whereState = ({ state, now }: { state: PressState; now: Date }): Alternatives => {
  const until = now.toISOString()
  const soon = new Date(now.getTime() + SOON_MS).toISOString()
  const unanswered: Where = { answeredAt: { exists: false } }
  const alternatives: Record<PressState, Where[][]> = {
    answered: [[{ answeredAt: { exists: true } }]],
    overdue: [[unanswered, { dueAt: { less_than_equal: until } }]],
    soon: [[unanswered, { dueAt: { greater_than: until } }, { dueAt: { less_than_equal: soon } }]],
    open: [
      [unanswered, { dueAt: { exists: false } }],
      [unanswered, { dueAt: { greater_than: soon } }],
    ],
  }
  return { or: alternatives[state].map((and) => ({ and })) }
}

type Alternatives = { or: { and: Where[] }[] }
