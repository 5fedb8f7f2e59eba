// A revision names one state of an item's content, so that "approve what I read" can be checked.
import { createHash } from 'node:crypto'

/**
 * `<content>.<time>`: the hash of the content fields, and of the planned time. Opaque to callers. The same
 * text has the same revision, so that saving without a change takes nobody's approval away.
 * @param fields names of the fields that approval binds to; `publishAt` is hashed apart from them.
 */
export const revisionOf = ({
  doc,
  fields,
}: {
  doc: Record<string, unknown>
  fields: readonly string[]
}): string => {
  const content = Object.fromEntries(fields.map((name) => [name, doc[name]]))
  const time = doc.publishAt ? new Date(String(doc.publishAt)).getTime() : null
  return `${digest(content).slice(0, 24)}.${digest(time).slice(0, 6)}`
}

/** The part of a revision that an approval binds to. */
export const contentOf = (revision: string): string => revision.split('.')[0] ?? ''

const digest = (value: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('base64url')

/** Relations become identifiers, keys are sorted, and all ways of being empty become one. */
const canonical = (value: unknown): unknown => {
  if (value === undefined || value === '') return null
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  if (isPopulated(value)) return value.id
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, canonical(inner)] as const)
    // the zone in which a date was typed in says nothing about the instant
    .filter(([key, inner]) => inner !== null && !key.endsWith('_tz'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

// A populated relation carries its own dates; nodes of rich text and rows of arrays do not.
const isPopulated = (value: object): value is { id: unknown } => 'id' in value && 'createdAt' in value
