// What portals show, or what holds a slot, is retracted or withdrawn first, with a trace; what once was
// published stays on record, so that a portal that asks is told it is gone, not that it never was.
import type { CollectionBeforeDeleteHook } from 'payload'
import { refuse } from '../../errors/index.ts'
import { workflowOf } from '../attempt.ts'
import { lockDocument } from '../performTransition.ts'

export const refuseDeletion =
  ({ collection }: { collection: string }): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    await lockDocument({ req, id: String(id), collection })
    const doc = await req.payload.findByID({
      collection: collection as 'items',
      id,
      depth: 0,
      draft: true,
      disableErrors: true,
      overrideAccess: true,
      req,
    })
    if (!doc) return
    const { stage, live, publishedAt } = workflowOf(doc as unknown as Record<string, unknown>)
    if (live || stage === 'approved' || stage === 'scheduled') {
      throw refuse({ req, code: 'wrong-stage', reason: 'deleteLive', data: { stage } })
    }
    if (publishedAt) throw refuse({ req, code: 'wrong-stage', reason: 'deletePublished', data: { stage } })
  }
