import { refuse } from '../../errors/index.ts'
import type { Transition } from './transition.ts'
import { isOwn, onlyInScope } from './who.ts'

/** published and flagged → published: a second approver stands for what another has forced. */
export const confirm: Transition = {
  verb: 'confirm',
  from: ['published'],
  needsComment: false,
  whoMayNot: (attempt) => {
    const { item, req } = attempt
    const wrongItem = item.forcedBy ? [] : [refuse({ req, code: 'forbidden', reason: 'notForced' })]
    return [...onlyInScope(attempt, ['approver']), ...wrongItem]
  },
  reasonsWhyNot: (attempt) => {
    const { actor, item, req } = attempt
    const isTheirs = actor !== 'schedule' && actor.id === item.forcedBy
    return isTheirs || isOwn(attempt) ? [refuse({ req, code: 'own-item', reason: 'ownForced' })] : []
  },
  perform: ({ comment }) => ({
    saving: 'keep',
    occupancy: 'keep',
    changes: { stage: 'published', forcedBy: null, contributors: [], lastComment: comment ?? null },
  }),
}
