import { refuse } from '../../errors/index.ts'
import { publishNow } from './publish.ts'
import type { Transition } from './transition.ts'
import { isInScope, onlyInScope } from './who.ts'

/**
 * draft, submitted, approved → published without (further) approval: urgent items only, by an approver, with
 * a reason. It stays flagged until a second approver confirms it, or it is retracted.
 */
export const force: Transition = {
  verb: 'force',
  from: ['draft', 'submitted', 'approved'],
  needsComment: true,
  whoMayNot: (attempt) => {
    const { doc, req } = attempt
    const wrongItem =
      doc.priority === 'urgent' ? [] : [refuse({ req, code: 'forbidden', reason: 'notUrgent' })]
    return [...onlyInScope(attempt, ['approver']), ...wrongItem]
  },
  // urgency is no consent of another branch's outlet
  reasonsWhyNot: (attempt) =>
    attempt.foreignOwners.every((owner) => isInScope(attempt, owner))
      ? []
      : [refuse({ req: attempt.req, code: 'forbidden', reason: 'foreignOutlet' })],
  perform: (attempt) => {
    const { actor, item, comment } = attempt
    const published = publishNow(attempt)
    const forcedBy = actor === 'schedule' ? undefined : actor.id
    const { contributors } = item
    const changes = {
      ...published.changes,
      contributors,
      approvedRevision: item.revision,
      forcedBy,
      lastComment: comment,
    }
    return { ...published, changes }
  },
}
