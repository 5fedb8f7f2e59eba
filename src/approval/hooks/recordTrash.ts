// The trash leaves a trace like a transition does: who put a document aside, and who brought it back.
import type { CollectionAfterChangeHook } from 'payload'
import { addEntry } from '../auditLog.ts'
import type { SanitizedApprovalOptions } from '../options.ts'
import { trashVerbOf } from '../trash.ts'

export const recordTrash =
  (options: SanitizedApprovalOptions): CollectionAfterChangeHook =>
  async ({ data, doc, operation, previousDoc, req }) => {
    const { hasTrash, actorOf } = options
    const verb =
      operation === 'update' ? trashVerbOf({ hasTrash, data, originalDoc: previousDoc }) : undefined
    if (!verb) return doc
    const saved = { ...data, id: previousDoc.id }
    const { stage: from } = previousDoc
    const user = actorOf(req)?.id ?? null
    await addEntry({ req, options, saved, verb, from, to: data.stage, user, now: new Date() })
    return doc
  }
