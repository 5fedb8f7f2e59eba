// What portals show is retracted before it is put aside, with a reason they are told. What is approved holds a
// promise, and perhaps slots: only who may withdraw it trashes it, and only such a person brings it back.
import type { CollectionBeforeValidateHook } from 'payload'
import { refuse } from '../../errors/index.ts'
import { makeAttempt } from '../attempt.ts'
import type { SanitizedApprovalOptions } from '../options.ts'
import { TRANSITIONS } from '../stages.ts'
import { trashVerbOf } from '../trash.ts'

/** Whoever else may delete a document may trash it: Payload asks the collection's access itself. */
export const refuseTrashing =
  (options: SanitizedApprovalOptions): CollectionBeforeValidateHook =>
  async ({ data, operation, originalDoc, req }) => {
    const { hasTrash, actorOf } = options
    const verb = operation === 'update' ? trashVerbOf({ hasTrash, data, originalDoc }) : undefined
    if (!verb) return data
    const { stage, live } = originalDoc
    if (live) throw refuse({ req, code: 'wrong-stage', reason: 'trashLive', data: { stage } })
    if (stage !== 'approved' && stage !== 'scheduled') return data
    const actor = actorOf(req) ?? 'schedule'
    const wish = { verb: 'withdraw' } as const
    const attempt = await makeAttempt({ req, actor, doc: originalDoc, wish, now: new Date(), options })
    if (TRANSITIONS.withdraw.whoMayNot(attempt).length > 0)
      throw refuse({ req, code: 'forbidden', reason: 'trashApproved' })
    return data
  }
