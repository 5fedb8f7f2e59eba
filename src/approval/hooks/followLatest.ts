// Why this exists: Payload keeps a draft in the table of versions and leaves the document itself as it was
// first saved; but it asks read access of the document. Whoever may read an item by its latest state (the
// owner of an outlet it is offered to, its new unit) could then not open it. What is not live has nothing to
// protect: the document follows its latest version.
import type { CollectionAfterChangeHook } from 'payload'
import type { SanitizedApprovalOptions } from '../options.ts'
import { transitionIn } from '../performTransition.ts'

export const followLatest =
  ({ collection }: SanitizedApprovalOptions): CollectionAfterChangeHook =>
  async ({ data, doc, operation, req }) => {
    if (operation !== 'update' || doc.live) return doc
    const transition = transitionIn({ req, id: doc.id })
    // these have saved the document itself
    if (transition && transition.saving !== 'draft') return doc
    const { id: _id, createdAt: _created, ...latest } = data
    await req.payload.db.updateOne({
      collection: collection as 'items',
      id: doc.id,
      data: { ...latest, _status: 'draft', updatedAt: doc.updatedAt },
      returning: false,
      req,
    })
    return doc
  }
