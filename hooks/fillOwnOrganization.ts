// What a person makes belongs to the organisation he or she works for, unless another is named.
import type { CollectionBeforeValidateHook } from 'payload'
import { staffOf } from '../src/access/roles.ts'

export const fillOwnOrganization: CollectionBeforeValidateHook = ({ data, operation, req }) => {
  const staff = staffOf(req)
  if (operation !== 'create' || !data || data.organization || !staff) return data
  return { ...data, organization: staff.organization }
}
