import type { Staff } from '../../access/roles.ts'
import { refuse } from '../../errors/index.ts'
import { contentOf } from '../revision.ts'
import type { Approval, Attempt, Transition } from './transition.ts'
import { isInScope, isOwn, onlyInScope } from './who.ts'

/**
 * submitted → approved, or scheduled where the time lies ahead. The yes binds to the content the approver
 * read. For outlets of another branch their owner (or whoever stands above both) says yes too; the item
 * stays submitted until the last yes that is needed.
 */
export const approve: Transition = {
  verb: 'approve',
  from: ['submitted'],
  needsComment: false,
  whoMayNot: (attempt) => {
    const isOwner = attempt.foreignOwners.some((owner) => isInScope(attempt, owner))
    return isOwner && attempt.actor !== 'schedule' && attempt.actor.role === 'approver'
      ? []
      : onlyInScope(attempt, ['approver'])
  },
  reasonsWhyNot: (attempt) => {
    const { actor, item, req } = attempt
    if (isOwn(attempt)) return [refuse({ req, code: 'own-item' })]
    const given = currentApprovals(attempt)
    // unit first, then department
    const isFirstStep = given.length === 0 && attempt.furtherApprovers.length > 0
    const isOwnUnit = actor !== 'schedule' && (!item.organization || actor.organization === item.organization)
    if (isFirstStep && !isOwnUnit) return [refuse({ req, code: 'wrong-stage', reason: 'unitFirst' })]
    const hasSaidYes = given.some(({ user }) => actor !== 'schedule' && user === actor.id)
    return hasSaidYes && item.stage === 'submitted'
      ? [refuse({ req, code: 'wrong-stage', reason: 'alreadyApproved' })]
      : []
  },
  perform: (attempt) => {
    const { item, now, runsAt, comment } = attempt
    const actor = attempt.actor as Staff
    const yes = {
      user: actor.id,
      organization: actor.organization,
      at: now.toISOString(),
      content: contentOf(item.revision),
    }
    const approvals = [...currentApprovals(attempt), yes]
    const publishAt = runsAt?.toISOString()
    const lastComment = comment ?? null
    if (missingConsents({ attempt, approvals }).length > 0) {
      return {
        saving: 'draft',
        occupancy: 'keep',
        changes: { stage: 'submitted', approvals, publishAt, lastComment },
      }
    }
    const isAhead = runsAt !== null && runsAt > now
    return {
      saving: 'draft',
      occupancy: isAhead ? 'reserved' : 'keep',
      changes: {
        stage: isAhead ? 'scheduled' : 'approved',
        approvals,
        approvedRevision: item.revision,
        publishAt,
        lastComment,
      },
    }
  },
}

/**
 * Organisations whose yes is needed and not yet given: the item's own, the owners of foreign outlets, and,
 * where a second step is asked for, each further approver after the unit's own yes, by another person.
 */
export const missingConsents = ({
  attempt: { item, tree, foreignOwners, furtherApprovers },
  approvals,
}: {
  attempt: Pick<Attempt, 'item' | 'tree' | 'foreignOwners' | 'furtherApprovers'>
  approvals: Approval[]
}): string[] => {
  const consents = [item.organization, ...foreignOwners].filter(
    (needed) => !approvals.some(({ organization }) => tree.isAtOrAbove(organization, needed)),
  )
  const steps = furtherApprovers.filter(
    (needed, index) =>
      !approvals.slice(index + 1).some(({ organization }) => tree.isAtOrAbove(organization, needed)),
  )
  return [...new Set([...consents, ...steps])]
}

// A yes to an earlier text is no yes to this one.
const currentApprovals = ({ item }: Attempt) =>
  item.approvals.filter(({ content }) => content === contentOf(item.revision))
