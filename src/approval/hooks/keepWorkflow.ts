// Why this exists: the one gate that every save passes last, whatever path it took. Outside a transition
// the workflow fields stay what they were, the text of an approved item stays what was approved, and the
// revision is that of the text as it will be stored.
import type { CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { refuse } from '../../errors/index.ts'
import { workflowOf } from '../attempt.ts'
import { WORKFLOW_FIELDS } from '../fields.ts'
import type { SanitizedApprovalOptions } from '../options.ts'
import { transitionIn } from '../performTransition.ts'
import { contentOf, revisionOf } from '../revision.ts'
import { movedInTrash, trashVerbOf } from '../trash.ts'
import { whyFrozen } from '../whyFrozen.ts'

/** Keeps the workflow fields; see the head of this file. Must be the last beforeChange hook but for ledgers. */
export const keepWorkflow =
  (options: SanitizedApprovalOptions): CollectionBeforeChangeHook =>
  ({ data, operation, originalDoc, req }) => {
    const { actorOf, contentFields, hasTrash } = options
    const withRevision = (doc: Record<string, unknown>): Record<string, unknown> => ({
      ...doc,
      revision: revisionOf({ doc: { ...originalDoc, ...doc }, fields: contentFields }),
    })
    const staff = actorOf(req)
    if (operation === 'create') {
      return withRevision({
        ...data,
        ...pick(NEW_WORKFLOW),
        contributors: staff ? [staff.id] : [],
        // a copy of what lies in the trash
        ...(hasTrash ? { deletedAt: null } : {}),
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
    const verb = trashVerbOf({ hasTrash, data, originalDoc })
    if (verb) return movedInTrash({ verb, originalDoc, now: new Date() })
    const item = workflowOf(originalDoc ?? {}, options)
    refuseFrozen({ item, user: staff?.id, req })
    const kept = withRevision({ ...data, ...pick(originalDoc ?? {}), _status: 'draft' })
    const isChanged = contentOf(item.revision) !== contentOf(String(kept.revision))
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
  item: { stage, author, submittedBy },
  user,
  req,
}: {
  item: ReturnType<typeof workflowOf>
  user: string | undefined
  req: PayloadRequest
}) => {
  const reason = whyFrozen({ stage, author, submittedBy, user })
  if (reason) throw refuse({ req, code: 'wrong-stage', reason, data: { stage } })
}

const NEW_WORKFLOW: Record<string, unknown> = { stage: 'draft', live: false, approvals: [] }

const pick = (doc: Record<string, unknown>) =>
  Object.fromEntries(WORKFLOW_FIELDS.map((name) => [name, doc[name] ?? (name === 'approvals' ? [] : null)]))
