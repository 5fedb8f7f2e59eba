// One row for each thing that one person is told: what stands on his screen, and at the same time the outbox of mail.
import type { CollectionConfig, CollectionSlug, Field } from 'payload'
import { collectionLabels, labelled } from '../i18n/index.ts'
import { noticeEndpoints } from './endpoints.ts'
import { MAIL_STATES, NOTICE_KINDS } from './kinds.ts'
import type { SanitizedNoticesOptions } from './options.ts'

export const noticesCollection = (options: SanitizedNoticesOptions): CollectionConfig => ({
  slug: options.slug,
  labels: collectionLabels('notices'),
  access: options.access,
  // read at the bell and on a screen of its own
  admin: { hidden: true, useAsTitle: 'title' },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  endpoints: options.isEnabled ? noticeEndpoints(options) : [],
  indexes: [
    // told once, also by two workers and after a crash
    { fields: ['kind', 'topic', 'recipient'], unique: true },
    { fields: ['recipient', 'onScreen', 'createdAt'] },
    { fields: ['mailState', 'mailDueAt'] },
  ],
  fields: labelled('notices', [
    { name: 'kind', type: 'select', required: true, options: [...NOTICE_KINDS] },
    { name: 'topic', type: 'text', required: true },
    {
      name: 'recipient',
      type: 'relationship',
      relationTo: options.users as CollectionSlug,
      required: true,
    },
    { name: 'item', type: 'relationship', relationTo: options.collection as CollectionSlug, index: true },
    // as they were when it happened: the document may change, or go
    { name: 'title', type: 'text' },
    { name: 'text', type: 'textarea' },
    { name: 'actor', type: 'text' },
    { name: 'details', type: 'json' },
    { name: 'onScreen', type: 'checkbox', required: true },
    { name: 'readAt', type: 'date' },
    ...OUTBOX.map(closed),
  ]),
})

const OUTBOX: Field[] = [
  { name: 'mailState', type: 'select', required: true, options: [...MAIL_STATES] },
  { name: 'mailAttempt', type: 'number', required: true },
  { name: 'mailDueAt', type: 'date' },
  { name: 'mailSentAt', type: 'date' },
  { name: 'mailError', type: 'text' },
  { name: 'mailLease', type: 'text' },
  { name: 'mailLeasedUntil', type: 'date' },
]

const closed = (field: Field): Field => ({ ...field, access: { read: () => false } }) as Field
