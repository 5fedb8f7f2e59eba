import { refuse } from '../../errors/index.ts'
import { contentOf } from '../revision.ts'
import type { Attempt, Outcome, Transition } from './transition.ts'
import { onlyInScope } from './who.ts'

/**
 * approved, scheduled → published: exactly the approved content. With a time ahead it is (re)scheduled
 * instead; when the schedule falls due the house itself is the actor.
 */
export const publish: Transition = {
  verb: 'publish',
  from: ['approved', 'scheduled'],
  needsComment: false,
  whoMayNot: (attempt) => onlyInScope(attempt, ['editor', 'approver']),
  reasonsWhyNot: ({ item, req }) =>
    item.approvedRevision && contentOf(item.approvedRevision) === contentOf(item.revision)
      ? []
      : [refuse({ req, code: 'stale-revision', reason: 'notTheApprovedText' })],
  perform: (attempt) => {
    const { now, runsAt, isTimeGiven } = attempt
    if (!isTimeGiven || !runsAt || runsAt <= now) return publishNow(attempt)
    const publishAt = runsAt.toISOString()
    return { saving: 'draft', occupancy: 'reserved', changes: { stage: 'scheduled', publishAt } }
  },
}

/** What going live changes, approved or forced. A time that has passed records when it ran. */
export const publishNow = ({ item, now, runsAt }: Attempt): Outcome => ({
  saving: 'publish',
  occupancy: 'consumed',
  changes: {
    stage: 'published',
    live: true,
    publishAt: (runsAt && runsAt <= now ? runsAt : now).toISOString(),
    publishedAt: item.publishedAt ?? now.toISOString(),
    // what follows is a new revision with authors of its own
    contributors: [],
    forcedBy: null,
  },
})
