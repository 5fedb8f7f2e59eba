import type { Transition } from './transition.ts'
import { onlyInScope } from './who.ts'

/** approved, scheduled → draft, to edit the text again. Reserved slots become free. */
export const withdraw: Transition = {
  verb: 'withdraw',
  from: ['approved', 'scheduled'],
  needsComment: false,
  whoMayNot: (attempt) => onlyInScope(attempt, ['editor', 'approver']),
  reasonsWhyNot: () => [],
  perform: ({ comment }) => ({
    saving: 'draft',
    occupancy: 'live',
    changes: { stage: 'draft', approvals: [], approvedRevision: null, lastComment: comment ?? null },
  }),
}
