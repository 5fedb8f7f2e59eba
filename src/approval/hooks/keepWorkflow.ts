// Why this exists: the one gate that every save passes last, whatever path it took. Outside a transition
// the workflow fields stay what they were, the text of an approved item stays what was approved, and the
// revision is that of the text as it will be stored.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeChangeHook, CollectionBeforeValidateHook, PayloadRequest } from 'payload'
import { staffOf } from '../../access/roles.ts'
import { rowsOf } from '../../database/statement.ts'
import { versionsTableOf } from '../../database/tables.ts'
import { refuse } from '../../errors/index.ts'
import { workflowOf } from '../attempt.ts'
import { WORKFLOW_FIELDS } from '../fields.ts'
import { lockDocument, transitionIn } from '../performTransition.ts'
import { contentOf, revisionOf } from '../revision.ts'
import { whyFrozen } from '../whyFrozen.ts'

/**
 * Locks the document and refuses when it changed since it was read: a save must never bring back a stage
 * that a transition has just left. Bulk updates and restores come through here one document at a time. They
 * do not wait for a document that somebody else has: they would be refused afterwards all the same, and two
 * bulk updates that met the same documents in different orders waited for each other (measured: deadlock in
 * most of three at a time).
 */
export const refuseOvertakenSave =
  ({ collection }: { collection: string }): CollectionBeforeValidateHook =>
  async ({ data, operation, originalDoc, req }) => {
    if (operation !== 'update' || !originalDoc || transitionIn({ req, id: originalDoc.id })) return data
    const id = String(originalDoc.id)
    if (!(await lockDocument({ req, id, collection, waits: false }))) throw refuse({ req, code: 'in-use' })
    const stored = await latestOf({ req, id, collection })
    if (stored && (stored.stage !== originalDoc.stage || stored.revision !== originalDoc.revision)) {
      throw refuse({ req, code: 'stale-revision', data: { revision: stored.revision } })
    }
    return data
  }

/** Keeps the workflow fields; see the head of this file. Must be the last beforeChange hook but for ledgers. */
export const keepWorkflow =
  ({ contentFields }: { contentFields: readonly string[] }): CollectionBeforeChangeHook =>
  ({ data, operation, originalDoc, req }) => {
    const withRevision = (doc: Record<string, unknown>): Record<string, unknown> => ({
      ...doc,
      revision: revisionOf({ doc: { ...originalDoc, ...doc }, fields: contentFields }),
    })
    if (operation === 'create') {
      const staff = staffOf(req)
      return withRevision({
        ...data,
        ...pick(NEW_WORKFLOW),
        contributors: staff ? [staff.id] : [],
        _status: 'draft',
      })
    }
    const transition = transitionIn({ req, id: originalDoc?.id })
    if (transition) {
      const isLive = transition.saving === 'publish' || transition.saving === 'keep'
      const saved = withRevision({ ...data, _status: isLive ? 'published' : 'draft' })
      // an approval given together with a time binds to the revision with that time
      const isApproved =
        saved.approvedRevision &&
        contentOf(String(saved.approvedRevision)) === contentOf(String(saved.revision))
      return isApproved ? { ...saved, approvedRevision: saved.revision } : saved
    }
    refuseFrozen({ originalDoc, req })
    const kept = withRevision({ ...data, ...pick(originalDoc ?? {}), _status: 'draft' })
    const item = workflowOf(originalDoc ?? {})
    const isChanged = contentOf(item.revision) !== contentOf(String(kept.revision))
    const staff = staffOf(req)
    const contributors =
      staff && isChanged && !item.contributors.includes(staff.id)
        ? [...item.contributors, staff.id]
        : item.contributors
    // a live or retracted item that is edited becomes a new draft over what portals have
    const stage = item.stage === 'submitted' ? 'submitted' : 'draft'
    // a yes to another text is no yes to this one
    const approvals = isChanged ? { approvals: [], approvedRevision: null } : {}
    return { ...kept, ...approvals, stage, contributors }
  }

const refuseFrozen = ({
  originalDoc,
  req,
}: {
  originalDoc: Record<string, unknown>
  req: PayloadRequest
}) => {
  const { stage, author, submittedBy } = workflowOf(originalDoc)
  const reason = whyFrozen({ stage, author, submittedBy, user: staffOf(req)?.id })
  if (reason) throw refuse({ req, code: 'wrong-stage', reason, data: { stage } })
}

const NEW_WORKFLOW: Record<string, unknown> = { stage: 'draft', live: false, approvals: [] }

const pick = (doc: Record<string, unknown>) =>
  Object.fromEntries(WORKFLOW_FIELDS.map((name) => [name, doc[name] ?? (name === 'approvals' ? [] : null)]))

const latestOf = async ({ req, id, collection }: { req: PayloadRequest; id: string; collection: string }) => {
  const [row] = await rowsOf<{ stage: string; revision: string }>({
    req,
    statement: sql`
      select version_stage as stage, version_revision as revision
      from ${sql.identifier(versionsTableOf(collection))} where parent_id = ${id} and latest
      order by updated_at desc limit 1`,
  })
  return row
}
