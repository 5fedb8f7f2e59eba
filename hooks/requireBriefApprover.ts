// A brief binds everybody who writes, so an approver puts it in force; who writes it leaves a draft.
import type { CollectionBeforeChangeHook } from 'payload'
import { staffOf } from '../src/access/roles.ts'
import { refuse } from '../src/errors/index.ts'

export const requireBriefApprover: CollectionBeforeChangeHook = ({ data, req }) => {
  const staff = staffOf(req)
  // the seed and other code of ours have nobody behind them
  if (staff && data._status === 'published' && staff.role !== 'approver')
    throw refuse({ req, code: 'forbidden', reason: 'briefByApprover' })
  return data
}
