// Who did what to which revision, when and from where. Rows are only ever added.
import type { CollectionConfig, CollectionSlug } from 'payload'
import { access } from '../access/table.ts'
import { collectionLabels, labelled, words } from '../i18n/index.ts'
import type { SanitizedApprovalOptions } from './options.ts'
import { STAGES, TRANSITIONS } from './stages.ts'
import type { Attempt, Outcome } from './transitions/transition.ts'

export const auditLog = ({ auditSlug, collection }: SanitizedApprovalOptions): CollectionConfig => ({
  slug: auditSlug,
  labels: collectionLabels('audit'),
  access: access.records,
  admin: {
    group: words('groups.records'),
    useAsTitle: 'verb',
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
    { name: 'item', type: 'relationship', relationTo: collection as CollectionSlug, index: true },
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
  await req.payload.db.create({
    collection: options.auditSlug as 'audit-log',
    data: {
      at: now.toISOString(),
      item: item.id,
      title: String(saved.title ?? ''),
      verb,
      from: item.stage,
      to: outcome.changes.stage,
      user: actor === 'schedule' ? null : actor.id,
      revision: String(saved.revision ?? ''),
      comment: comment ?? null,
      overrideReason: override?.reason ?? null,
      ip: addressOf(req.headers),
    },
    req,
  })
}

// The nearest proxy appends last; what stands before it is the caller's own claim.
const addressOf = (headers?: Headers) =>
  headers?.get('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 64) ?? null
