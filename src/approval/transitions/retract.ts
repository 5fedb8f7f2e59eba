import type { Transition } from './transition.ts'
import { onlyInScope } from './who.ts'

/**
 * published → retracted, with the reason portals are told. A live item whose next revision is under way
 * can be retracted too; that revision then goes back to draft, because what it corrects is gone.
 */
export const retract: Transition = {
  verb: 'retract',
  from: ['published'],
  alsoWhileLive: true,
  needsComment: true,
  whoMayNot: (attempt) => onlyInScope(attempt, ['approver']),
  reasonsWhyNot: () => [],
  perform: ({ item, comment }) => ({
    saving: 'unpublish',
    occupancy: 'none',
    changes: {
      stage: item.stage === 'published' ? 'retracted' : 'draft',
      live: false,
      approvals: [],
      approvedRevision: null,
      forcedBy: null,
      lastComment: comment,
    },
  }),
}
