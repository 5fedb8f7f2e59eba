// A collection's fields as plain Payload has them: without hooks and rules of ours, and without relations to what is not there.
import type { Field } from 'payload'

/** @param slugs of the collections that there are */
export const plainFields = (fields: Field[], slugs: readonly string[]): Field[] => {
  const isHere = (field: Field): boolean => {
    if (field.type === 'join' || field.type === 'ui') return false
    return !('relationTo' in field) || [field.relationTo].flat().every((slug) => slugs.includes(slug))
  }
  return fields
    .filter(isHere)
    .map((field) =>
      'fields' in field
        ? ({ ...field, fields: plainFields(field.fields, slugs) } as Field)
        : ({ ...field, hooks: {}, access: {} } as Field),
    )
}
