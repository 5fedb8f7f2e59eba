// Payload takes a document out of force when a draft is saved or restored over it without saying that it is one. Only an
// approver ends a brief; what anybody else saves stands beside the one in force.
import type { CollectionBeforeOperationHook } from 'payload'
import { staffOf } from '../src/access/roles.ts'
import { invalid } from '../src/errors/index.ts'

export const keepBriefInForce: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  const staff = staffOf(req)
  if (!staff || staff.role === 'approver') return args
  const { data, draft } = args as { data?: { _status?: unknown }; draft?: boolean }
  // Payload has read `draft` of a restoring already, so it cannot be set here any more
  if (operation === 'restoreVersion' && !draft)
    throw invalid({ req, path: 'draft', reason: 'restoreAsDraft' })
  const isUpdate = operation === 'update' || operation === 'updateByID'
  // what is to be in force `requireBriefApprover` refuses
  return isUpdate && data?._status !== 'published' ? ({ ...args, draft: true } as typeof args) : args
}
