// What proves that an edition reached its readers: receipts, which portals send, and the log of retrievals.
import type { CollectionConfig, CollectionSlug } from 'payload'
import { collectionLabels, labelled, words } from '../../i18n/index.ts'
import { overridden } from '../collections.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'

/** Where portals published what they got, as they say; only added to. Who is deleted leaves the rest behind. */
export const receipts = (options: SanitizedDeliveryOptions): CollectionConfig =>
  overridden(options, 'receipts', {
    slug: options.slugs.receipts,
    labels: collectionLabels('receipts'),
    access: options.access.receipts,
    admin: {
      group: words('groups.records'),
      useAsTitle: 'url',
      defaultColumns: ['item', 'outlet', 'url', 'publishedAt', 'createdAt'],
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    lockDocuments: false,
    indexes: [{ fields: ['subscriber', 'edition', 'url'], unique: true }, { fields: ['item', 'outlet'] }],
    fields: labelled('receipts', [
      ...subject(options),
      { name: 'url', type: 'text', required: true },
      { name: 'publishedAt', type: 'date', required: true },
    ]),
  })

/**
 * Who fetched which edition: one row for each subscriber and edition, with the first and the last time and how
 * often. `sentAt` is for who pushes: when the edition was first sent there.
 */
export const retrievals = (options: SanitizedDeliveryOptions): CollectionConfig =>
  overridden(options, 'retrievals', {
    slug: options.slugs.retrievals,
    labels: collectionLabels('retrievals'),
    access: options.access.retrievals,
    admin: {
      group: words('groups.records'),
      useAsTitle: 'id',
      defaultColumns: ['subscriber', 'item', 'edition', 'firstAt', 'lastAt', 'count'],
    },
    defaultSort: '-lastAt',
    disableDuplicate: true,
    lockDocuments: false,
    indexes: [{ fields: ['subscriber', 'edition'], unique: true }, { fields: ['edition'] }],
    fields: labelled('retrievals', [
      ...subject(options),
      { name: 'sentAt', type: 'date' },
      { name: 'firstAt', type: 'date' },
      { name: 'lastAt', type: 'date' },
      { name: 'count', type: 'number', defaultValue: 0 },
    ]),
  })

const subject = ({ slugs, collection, outlets }: SanitizedDeliveryOptions) => [
  { name: 'subscriber', type: 'relationship' as const, relationTo: slugs.subscribers as CollectionSlug },
  { name: 'item', type: 'relationship' as const, relationTo: collection as CollectionSlug, index: true },
  { name: 'outlet', type: 'relationship' as const, relationTo: outlets.collection as CollectionSlug },
  { name: 'edition', type: 'number' as const, required: true },
]
