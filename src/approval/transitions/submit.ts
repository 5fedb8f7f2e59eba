import { refuse } from '../../errors/index.ts'
import type { Transition } from './transition.ts'

/** draft → submitted, by the author or an editor of the organisation. The text is then frozen for them. */
export const submit: Transition = {
  verb: 'submit',
  from: ['draft'],
  needsComment: false,
  whoMayNot: ({ actor, item, tree, req }) => {
    if (actor === 'schedule' || actor.id === item.author) return []
    const isEditor = actor.role === 'editor' && tree.isAtOrAbove(actor.organization, item.organization)
    return isEditor ? [] : [refuse({ req, code: 'forbidden', reason: 'role-submit' })]
  },
  reasonsWhyNot: () => [],
  perform: ({ actor }) => ({
    saving: 'draft',
    occupancy: 'keep',
    changes: {
      stage: 'submitted',
      submittedBy: actor === 'schedule' ? undefined : actor.id,
      approvals: [],
      lastComment: null,
    },
  }),
}
