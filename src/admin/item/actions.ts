import type { Verb } from '../../approval/transitions/transition.ts'
import { periodInWords } from '../quota/periodInWords.ts'
import type { Violation } from '../quota/types.ts'
import type { Say } from '../useWords.ts'
import type { Item } from './useItem.ts'

export type { Verb }

/** One action as `GET /api/items/:id/actions` lists it. */
export type Action = {
  action: Verb
  isPossible: boolean
  /** Whether only a full quota stands in the way, which this person may exceed with a reason. */
  mayOverride: boolean
  needsComment: boolean
  /** `hint`: what can be done about it. */
  reasons: { code: string; message: string; hint?: string; violations?: Violation[] }[]
}

/** The step that an item takes next by itself, so to say; at a stage without one nothing presses. */
const NATURAL: Partial<Record<Item['stage'], Verb>> = {
  draft: 'submit',
  submitted: 'approve',
  approved: 'publish',
}

/** Those this person may ever take, the natural next one first, then the possible, then the rest. */
export const inOrder = ({ actions, stage }: { actions: Action[]; stage: Item['stage'] }) =>
  actions
    .filter(({ reasons }) => !reasons.some(({ code }) => code === 'forbidden'))
    .map((one) => ({ ...one, isPrimary: one.isPossible && NATURAL[stage] === one.action }))
    .sort((a, b) => rank(a) - rank(b))

const rank = ({ isPrimary, isPossible }: { isPrimary: boolean; isPossible: boolean }) =>
  isPrimary ? 0 : isPossible ? 1 : 2

/** Why not, in few words: which outlets are full, and by whom, stands in the panel of the quota below. */
export const reasonInWords = ({ reasons: [reason] }: Action, say: Say): string | undefined => {
  if (reason?.code !== 'quota-exceeded')
    return [reason?.message, reason?.hint].filter(Boolean).join(' ') || undefined
  // weeks of one outlet and months of another cannot be told in a word
  const [next, ...others] = new Set(reason.violations?.map(({ nextFree }) => nextFree))
  const isOne = next && others.length === 0
  const free = isOne ? say('actions.quotaNext', { period: periodInWords({ period: next, say }) }) : undefined
  return [say('actions.quotaRefused'), free].filter(Boolean).join('. ')
}
