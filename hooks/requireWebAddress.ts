// Readers of portals open these addresses: a script behind one would run in their browsers, and one of a file of ours
// would be taken for a file that is delivered.
import type { CollectionBeforeValidateHook } from 'payload'
import { invalid } from '../src/errors/index.ts'

/** Refuses a document whose `field` is neither empty nor an http or https address without a password. */
export const requireWebAddress =
  (field: string): CollectionBeforeValidateHook =>
  ({ data, req }) => {
    const value: unknown = data?.[field]
    if (value !== undefined && value !== null && value !== '' && !isWebAddress(value))
      throw invalid({ req, path: field, reason: 'webAddress' })
    return data
  }

const isWebAddress = (value: unknown) => {
  // `http:x` is no mistake to the parser, and none of ours to others
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value) || !URL.canParse(value)) return false
  const { username, password } = new URL(value)
  return username === '' && password === ''
}
