// The stages of an item and the way from one to the next: the one table that hooks, endpoints, GraphQL,
// buttons and documentation read.
import { approve } from './transitions/approve.ts'
import { confirm } from './transitions/confirm.ts'
import { force } from './transitions/force.ts'
import { publish } from './transitions/publish.ts'
import { retract } from './transitions/retract.ts'
import { returnToAuthor } from './transitions/return.ts'
import { submit } from './transitions/submit.ts'
import type { Transition, Verb } from './transitions/transition.ts'
import { withdraw } from './transitions/withdraw.ts'

/** Where an item can stand, in the order of its way. */
export const STAGES = ['draft', 'submitted', 'approved', 'scheduled', 'published', 'retracted'] as const
export type Stage = (typeof STAGES)[number]

/** Every transition by its verb. */
export const TRANSITIONS: Record<Verb, Transition> = {
  submit,
  return: returnToAuthor,
  approve,
  withdraw,
  publish,
  retract,
  force,
  confirm,
}

export const isVerb = (value: unknown): value is Verb =>
  typeof value === 'string' && Object.hasOwn(TRANSITIONS, value)
