// Why this exists: Payload stores whatever a client sends into a text field, be it a number or an object.
import type { CollectionBeforeValidateHook, FlattenedField } from 'payload'
import { invalid } from '../src/errors/index.ts'

export const requireTextFields: CollectionBeforeValidateHook = ({ collection, data, req }) => {
  for (const field of (collection as unknown as { flattenedFields: FlattenedField[] }).flattenedFields) {
    if (field.type !== 'text' && field.type !== 'textarea') continue
    const value: unknown = data?.[field.name]
    if (value === undefined || value === null || typeof value === 'string') continue
    throw invalid({ req, path: field.name, reason: 'notText' })
  }
  return data
}
