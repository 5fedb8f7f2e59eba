// The author is whoever made the item; it decides who may not approve it, so nobody sets it by hand.
import type { CollectionBeforeValidateHook } from 'payload'
import { staffOf } from '../src/access/roles.ts'

export const fillAuthor: CollectionBeforeValidateHook = ({ data, operation, originalDoc, req }) => {
  if (!data) return data
  if (operation === 'update') return { ...data, author: originalDoc?.author }
  const staff = staffOf(req)
  return staff ? { ...data, author: staff.id } : data
}
