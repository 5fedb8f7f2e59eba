// Who did what to which revision, when and from where. Rows are only ever added.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionConfig, CollectionSlug, PayloadRequest } from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf } from '../database/statement.ts'
import { tableOf } from '../database/tables.ts'
import { collectionLabels, labelled, words } from '../i18n/index.ts'
import { auditExport } from './auditExport.ts'
import { endTransition } from './database.ts'
import type { SanitizedApprovalOptions } from './options.ts'
import { STAGES, type Stage, TRANSITIONS } from './stages.ts'
import type { Attempt, Outcome, Verb } from './transitions/transition.ts'
import { TRASH_VERBS, type TrashVerb } from './trash.ts'

export const auditLog = (options: SanitizedApprovalOptions): CollectionConfig => ({
  slug: options.slugs.auditLog,
  labels: collectionLabels('audit'),
  access: options.access.auditLog,
  endpoints: options.enabled ? [auditExport(options)] : [],
  admin: {
    group: words('groups.records'),
    useAsTitle: 'title',
    defaultColumns: ['at', 'item', 'verb', 'user', 'to'],
  },
  defaultSort: '-at',
  disableDuplicate: true,
  lockDocuments: false,
  fields: labelled('audit', [
    {
      name: 'at',
      type: 'date',
      required: true,
      index: true,
      admin: { date: { displayFormat: 'dd/MM/yyyy HH:mm:ss' } },
    },
    { name: 'item', type: 'relationship', relationTo: options.collection as CollectionSlug, index: true },
    // stays readable when the document itself is gone
    { name: 'title', type: 'text' },
    { name: 'verb', type: 'select', required: true, options: [...Object.keys(TRANSITIONS), ...TRASH_VERBS] },
    { name: 'from', type: 'select', options: [...STAGES] },
    { name: 'to', type: 'select', options: [...STAGES] },
    { name: 'user', type: 'relationship', relationTo: options.users as CollectionSlug },
    { name: 'revision', type: 'text' },
    { name: 'comment', type: 'textarea' },
    { name: 'overrideReason', type: 'textarea' },
    { name: 'ip', type: 'text' },
  ]),
})

/** Adds the entry of one transition, in the transition's own transaction, and ends it for the database. */
export const recordInAuditLog = ({
  attempt: { req, actor, item, verb, now, comment, override },
  outcome,
  saved,
  options,
}: {
  attempt: Attempt
  outcome: Outcome
  saved: Record<string, unknown>
  options: SanitizedApprovalOptions
}) =>
  addEntry({
    req,
    options,
    saved: { ...saved, id: item.id },
    verb,
    from: item.stage,
    to: outcome.changes.stage,
    user: actor === 'schedule' ? null : actor.id,
    now,
    comment,
    overrideReason: override?.reason,
  })

/** One entry; with it the document is no longer in a transition. */
export const addEntry = async ({
  req,
  options: { addressOf, collection, slugs, titleField },
  saved,
  verb,
  from,
  to,
  user,
  now,
  comment = null,
  overrideReason = null,
}: {
  req: PayloadRequest
  options: SanitizedApprovalOptions
  /** The document as it was stored. */
  saved: Record<string, unknown>
  verb: Verb | TrashVerb
  from: Stage
  to: Stage
  /** Identifier of the person; null for the house itself. */
  user: string | null
  now: Date
  comment?: string | null
  overrideReason?: string | null
}) => {
  const table = tableOf(slugs.auditLog)
  const id = String(saved.id)
  await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`
      insert into ${sql.identifier(table)}
        (id, at, item_id, title, verb, "from", "to", user_id, revision, comment, override_reason, ip)
      values (${identifiersOf(req).next(table)}, ${now.toISOString()}, ${id}, ${String(saved[titleField] ?? '')},
        ${verb}, ${from}, ${to}, ${user}, ${String(saved.revision ?? '')}, ${comment}, ${overrideReason},
        ${addressOf(req)?.slice(0, 64) ?? null})
      returning ${endTransition({ collection, id })}`,
  })
}
