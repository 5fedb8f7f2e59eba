// What portals show, or what holds a slot, is retracted or withdrawn first, with a trace; what once was
// published stays on record, so that a portal that asks is told it is gone, not that it never was.
import type { CollectionBeforeDeleteHook } from 'payload'
import { refuse } from '../../errors/index.ts'
import { workflowOf } from '../attempt.ts'
import type { SanitizedApprovalOptions } from '../options.ts'
import { lockDocument } from '../performTransition.ts'
import { isTrashed } from '../trash.ts'

export const refuseDeletion =
  (options: SanitizedApprovalOptions): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const { collection } = options
    await lockDocument({ req, id: String(id), collection })
    const found = await req.payload.findByID({
      collection: collection as 'items',
      id,
      depth: 0,
      draft: true,
      trash: true,
      disableErrors: true,
      overrideAccess: true,
      req,
    })
    if (!found) return
    const doc = found as unknown as Record<string, unknown>
    const { stage, live, publishedAt } = workflowOf(doc, options)
    if (publishedAt && !live)
      throw refuse({ req, code: 'wrong-stage', reason: 'deletePublished', data: { stage } })
    if (live || stage === 'approved' || stage === 'scheduled') {
      const reason = isTrashed(doc) ? 'deleteInTrash' : 'deleteLive'
      throw refuse({ req, code: 'wrong-stage', reason, data: { stage } })
    }
  }
