// Who did what to which revision, when and from where. Rows are only ever added.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionConfig, CollectionSlug } from 'payload'
import { access } from '../access/table.ts'
import { rowsOf } from '../database/statement.ts'
import { tableOf } from '../database/tables.ts'
import { collectionLabels, labelled, words } from '../i18n/index.ts'
import { auditExport } from './auditExport.ts'
import type { SanitizedApprovalOptions } from './options.ts'
import { STAGES, TRANSITIONS } from './stages.ts'
import type { Attempt, Outcome } from './transitions/transition.ts'

export const auditLog = (options: SanitizedApprovalOptions): CollectionConfig => ({
  slug: options.auditSlug,
  labels: collectionLabels('audit'),
  access: access.audit,
  endpoints: [auditExport(options)],
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
    { name: 'verb', type: 'select', required: true, options: Object.keys(TRANSITIONS) },
    { name: 'from', type: 'select', options: [...STAGES] },
    { name: 'to', type: 'select', options: [...STAGES] },
    { name: 'user', type: 'relationship', relationTo: 'users' },
    { name: 'revision', type: 'text' },
    { name: 'comment', type: 'textarea' },
    { name: 'overrideReason', type: 'textarea' },
    { name: 'ip', type: 'text' },
  ]),
})

/** Adds the entry of one transition, in the transition's own transaction. */
export const recordInAuditLog = async ({
  attempt: { req, actor, item, verb, now, comment, override },
  outcome,
  saved,
  options,
}: {
  attempt: Attempt
  outcome: Outcome
  saved: Record<string, unknown>
  options: SanitizedApprovalOptions
}) => {
  await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`
      insert into ${sql.identifier(tableOf(options.auditSlug))}
        (id, at, item_id, title, verb, "from", "to", user_id, revision, comment, override_reason, ip)
      values (gen_random_uuid(), ${now.toISOString()}, ${item.id}, ${String(saved.title ?? '')}, ${verb},
        ${item.stage}, ${outcome.changes.stage}, ${actor === 'schedule' ? null : actor.id},
        ${String(saved.revision ?? '')}, ${comment ?? null}, ${override?.reason ?? null}, ${addressOf(req.headers)})`,
  })
}

// The nearest proxy appends last; what stands before it is the caller's own claim.
const addressOf = (headers?: Headers) =>
  headers?.get('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 64) ?? null
