// Why this exists: access functions see the stored document, not what it is to become. Without this an
// editor could file an item, an event or a picture under an organisation that is not his to write for.
import type { CollectionBeforeValidateHook } from 'payload'
import { organizationTree } from '../src/access/organizations.ts'
import { idOf, staffOf } from '../src/access/roles.ts'
import { refuse } from '../src/errors/index.ts'

export const keepWithinScope: CollectionBeforeValidateHook = async ({ data, originalDoc, req }) => {
  const staff = staffOf(req)
  const organization = idOf(data?.organization)
  if (!staff || staff.role === 'admin' || !organization || organization === idOf(originalDoc?.organization)) {
    return data
  }
  const isOwn = organization === staff.organization
  const tree = await organizationTree(req)
  if (!isOwn && (staff.role === 'reporter' || !tree.isAtOrAbove(staff.organization, organization))) {
    throw refuse({ req, code: 'forbidden', reason: 'foreignOrganization' })
  }
  return data
}
