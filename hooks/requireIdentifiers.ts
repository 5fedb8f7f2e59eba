// A relation that is no identifier would reach PostgreSQL as a malformed UUID, whose error names no field.
import type { CollectionBeforeValidateHook, FlattenedField } from 'payload'
import { idOf } from '../src/access/roles.ts'
import { invalid } from '../src/errors/index.ts'
import { isIdentifier } from '../src/identifier.ts'

export const requireIdentifiers: CollectionBeforeValidateHook = ({ collection, data, req }) => {
  for (const field of (collection as unknown as { flattenedFields: FlattenedField[] }).flattenedFields) {
    if (field.type !== 'relationship' && field.type !== 'upload') continue
    const value: unknown = data?.[field.name]
    if (value === undefined || value === null) continue
    const isGood = Array.isArray(value) ? value.every(pointsAtOne) : pointsAtOne(value)
    if (!isGood) throw invalid({ req, path: field.name, reason: 'badIdentifier' })
  }
  return data
}

const pointsAtOne = (value: unknown) => isIdentifier(idOf(value))
