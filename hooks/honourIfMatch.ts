// Why this exists: two people who edit one text by the API would overwrite each other without a word. Whoever says which
// revision he has read (RFC 9110, If-Match) is told when it is no longer that.
import type { CollectionBeforeValidateHook } from 'payload'
import { refuse } from '../src/errors/index.ts'

/**
 * Refuses a save with `If-Match: "<revision>"` of another revision: 409 `stale-revision`. `*` fits every one. What has no
 * revision, as a brief, is known by its `updatedAt`.
 */
export const honourIfMatch: CollectionBeforeValidateHook = ({ data, operation, originalDoc, req }) => {
  const asked = req.payloadAPI === 'local' ? null : req.headers?.get('if-match')
  if (operation !== 'update' || !asked || asked.trim() === '*') return data
  const { revision: given, updatedAt } = originalDoc as { revision?: string; updatedAt?: string }
  const revision = given ?? updatedAt
  const known = asked.split(',').map((one) => one.trim().replace(/^(?:W\/)?"?|"?$/g, ''))
  if (!known.includes(String(revision))) throw refuse({ req, code: 'stale-revision', data: { revision } })
  return data
}
