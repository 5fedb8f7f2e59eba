// Payload takes a document out of force when a draft is saved over it without saying that it is one. Only an approver ends
// a brief; what anybody else saves stands beside the one in force.
import type { CollectionBeforeOperationHook } from 'payload'
import { staffOf } from '../src/access/roles.ts'

export const keepBriefInForce: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  const staff = staffOf(req)
  const isUpdate = operation === 'update' || operation === 'updateByID'
  const { data } = args as { data?: { _status?: unknown } }
  // what is to be in force `requireBriefApprover` refuses
  if (!isUpdate || !staff || staff.role === 'approver' || data?._status === 'published') return args
  return { ...args, draft: true } as typeof args
}
