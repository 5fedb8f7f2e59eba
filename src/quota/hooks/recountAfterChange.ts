// The ledger follows what it counts by: a rule that is made, changed or taken away, a plan's time zone, an outlet
// or its organisation that opens, closes or changes its channel, an event that becomes another kind.
import { sql } from '@payloadcms/db-postgres'
import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
} from 'payload'
import { idOf } from '../../access/roles.ts'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import { stopCounting } from '../ledger.ts'
import type { SanitizedQuotaOptions } from '../options.ts'
import { recount } from '../recount.ts'

type Doc = Record<string, unknown>

/** Fields of a collection by which documents are counted. */
export type CountedBy = readonly string[]

/** A rule by which nothing is counted otherwise when only its bounds or words change. */
export const RULE_FIELDS: CountedBy = [
  'plan',
  'counts',
  'line',
  'channel',
  'kinds',
  'eventKinds',
  'per',
  'period',
  'startsOn',
  'endsOn',
]

/**
 * Nobody counts from here on, when this save will make a recount necessary. Before the row is written: whoever
 * publishes holds the rules and then wants to point at that row, so the other order would have both wait for ever.
 */
export const stopBeforeChange =
  (options: SanitizedQuotaOptions, fields: CountedBy): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, operation, req }) => {
    if (operation === 'update' && differs(fields, { ...originalDoc, ...data }, originalDoc))
      await stopCounting({ req, options })
    return data
  }

/** A new rule counts what ran before it was made; one that asks for something else counts anew. */
export const recountRule =
  (options: SanitizedQuotaOptions): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    if (operation === 'create' || differs(RULE_FIELDS, doc, previousDoc)) {
      await recount({ req, options, rule: String(doc.id) })
    }
    return doc
  }

/** Counts everything anew when one of these fields has changed. A new document has been counted by nobody. */
export const recountWhenChanged =
  (options: SanitizedQuotaOptions, fields: CountedBy): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    if (operation === 'update' && differs(fields, doc, previousDoc)) await recount({ req, options })
    return doc
  }

/** A rule that is taken away takes its slots along. */
export const releaseRule =
  (options: SanitizedQuotaOptions): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    await stopCounting({ req, options })
    await rowsOf({
      req,
      mustBeInTransaction: true,
      statement: sql`
        delete from ${sql.identifier(options.tables.slots)}
        where quota_id = ${String(id)}::${identifiersOf(req).type}`,
    })
  }

/** See `stopBeforeChange`; for whatever documents point at. */
export const stopBeforeDelete =
  (options: SanitizedQuotaOptions): CollectionBeforeDeleteHook =>
  ({ req }) =>
    stopCounting({ req, options })

/** What pointed at a document that is deleted is counted anew: on an outlet that is gone nothing runs. */
export const recountAfterDelete =
  (options: SanitizedQuotaOptions): CollectionAfterDeleteHook =>
  async ({ doc, req }) => {
    await recount({ req, options })
    return doc
  }

const differs = (fields: readonly string[], doc: Doc, previous: Doc | undefined) =>
  fields.some((name) => JSON.stringify(bare(doc[name])) !== JSON.stringify(bare(previous?.[name])))

/** Relations as identifiers, empty lists and null alike. */
const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(bare)
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'object' ? (idOf(value) ?? value) : value
}
