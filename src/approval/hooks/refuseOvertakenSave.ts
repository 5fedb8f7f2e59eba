// Why this exists: Payload reads a document, runs hooks and stores; what happened in between would be undone. A
// save must never bring back a stage that a transition has just left, nor a document that was just trashed. A
// person reads a text for longer than that: whoever names the revision he began with is told when it is another now.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeValidateHook, PayloadRequest } from 'payload'
import { rowsOf } from '../../database/statement.ts'
import { versionsTableOf } from '../../database/tables.ts'
import { refuse } from '../../errors/index.ts'
import type { SanitizedApprovalOptions } from '../options.ts'
import { lockDocument, transitionIn } from '../performTransition.ts'
import { isTrashed, trashVerbOf } from '../trash.ts'

/**
 * Locks the document and refuses when it changed since it was read. Bulk updates and restores come through
 * here one document at a time. They do not wait for a document that somebody else has: they would be refused
 * afterwards all the same, and two bulk updates that met the same documents in different orders waited for each
 * other (measured: deadlock in most of three at a time).
 *
 * `?revision=` of a request that saves one document is the revision its writer began with; 409 `stale-revision`
 * when the document has another. A save that names none is not asked.
 */
export const refuseOvertakenSave =
  ({ collection, hasTrash }: SanitizedApprovalOptions): CollectionBeforeValidateHook =>
  async ({ data, operation, originalDoc, req }) => {
    if (operation !== 'update' || !originalDoc || transitionIn({ req, id: originalDoc.id })) return data
    const id = String(originalDoc.id)
    // the trash keeps a stage as it is, also one that only a transition may store
    const isTransition = trashVerbOf({ hasTrash, data, originalDoc }) !== undefined
    if (!(await lockDocument({ req, id, collection, isTransition, waits: false })))
      throw refuse({ req, code: 'in-use' })
    const stored = await latestOf({ req, id, collection, hasTrash })
    const isSame =
      !stored ||
      (stored.stage === originalDoc.stage &&
        stored.revision === originalDoc.revision &&
        stored.isTrashed === isTrashed(originalDoc))
    const begunWith = req.query?.revision
    const isOvertaken = typeof begunWith === 'string' && stored && stored.revision !== begunWith
    if (isOvertaken || !isSame)
      throw refuse({ req, code: 'stale-revision', data: { revision: stored?.revision } })
    return data
  }

const latestOf = async ({
  req,
  id,
  collection,
  hasTrash,
}: {
  req: PayloadRequest
  id: string
  collection: string
  hasTrash: boolean
}) => {
  const trashed = hasTrash ? sql`version_deleted_at is not null` : sql`false`
  const [row] = await rowsOf<{ stage: string; revision: string; isTrashed: boolean }>({
    req,
    statement: sql`
      select version_stage as stage, version_revision as revision, ${trashed} as "isTrashed"
      from ${sql.identifier(versionsTableOf(collection))} where parent_id = ${id} and latest
      order by updated_at desc limit 1`,
  })
  return row
}
