// How many items wait for this approver: the figure in the navigation, on every page.
import type { PayloadRequest } from 'payload'
import { staffOf } from '../../access/roles.ts'
import { waitingFor } from './waitingFor.ts'

/** 0 for everybody but approvers. */
export const countWaiting = async (req: PayloadRequest): Promise<number> => {
  const staff = staffOf(req)
  if (staff?.role !== 'approver') return 0
  return (await waitingFor({ req, staff, order: 'planned', limit: 0 })).total
}
