// Whose work a first screen shows: that of the reader's organisation and all below it.

import type { PayloadRequest } from 'payload'
import { organizationTree } from '../../access/organizations.ts'
import type { Staff } from '../../access/roles.ts'

/** Identifiers of organisations; null for all, which an admin and who guides everybody see. */
export const scopeOfStaff = async ({
  req,
  staff,
  organizations,
}: {
  req: PayloadRequest
  staff: Staff
  organizations: { id: string }[]
}): Promise<string[] | null> => {
  if (staff.role === 'admin') return null
  const below = (await organizationTree(req)).below(staff.organization)
  return below.length >= organizations.length ? null : below
}
