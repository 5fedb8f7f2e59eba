import type { Transition } from './transition.ts'
import { onlyInScope } from './who.ts'

/** submitted → draft, with a comment that says what to change. */
export const returnToAuthor: Transition = {
  verb: 'return',
  from: ['submitted'],
  needsComment: true,
  whoMayNot: (attempt) => onlyInScope(attempt, ['approver']),
  reasonsWhyNot: () => [],
  perform: ({ comment }) => ({
    saving: 'draft',
    occupancy: 'keep',
    changes: { stage: 'draft', approvals: [], lastComment: comment },
  }),
}
