// The people of the transitions. In scope: of the same organisation or of one above it.
import type { Staff } from '../../access/roles.ts'
import { type Refusal, refuse } from '../../errors/index.ts'
import type { Attempt } from './transition.ts'

export const isInScope = ({ actor, tree }: Attempt, organization: string): boolean =>
  actor !== 'schedule' && tree.isAtOrAbove(actor.organization, organization)

/** An approver, or an editor where `roles` names them, of the item's organisation or one above. */
export const onlyInScope = (attempt: Attempt, roles: readonly Staff['role'][]): Refusal[] => {
  const { actor, item, req } = attempt
  if (actor === 'schedule') return []
  if (!roles.includes(actor.role)) return [refuse({ req, code: 'forbidden', reason: `role-${attempt.verb}` })]
  if (!isInScope(attempt, item.organization)) {
    return [refuse({ req, code: 'forbidden', reason: 'foreignOrganization' })]
  }
  return []
}

/** Whoever wrote or submitted the text never approves it (four eyes). */
export const isOwn = ({ actor, item }: Attempt): boolean =>
  actor !== 'schedule' &&
  (item.author === actor.id || item.submittedBy === actor.id || item.contributors.includes(actor.id))
