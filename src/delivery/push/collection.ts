// The outbox, and at the same time the record of what was pushed: one row for each subscriber and change, with
// every attempt. What was given up is found here by its state `dead`.
import type { CollectionConfig, CollectionSlug } from 'payload'
import { collectionLabels, labelled, words } from '../../i18n/index.ts'
import { overridden } from '../collections.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'
import { deliveryEndpoints } from './endpoints.ts'

export const pushDeliveries = (options: SanitizedDeliveryOptions): CollectionConfig =>
  overridden(options, 'pushes', {
    slug: options.slugs.pushes,
    labels: collectionLabels('pushes'),
    access: options.access.pushes,
    admin: {
      group: words('groups.records'),
      useAsTitle: 'message',
      defaultColumns: ['subscriber', 'edition', 'state', 'attempt', 'status', 'dueAt'],
    },
    defaultSort: '-edition',
    disableDuplicate: true,
    lockDocuments: false,
    indexes: [{ fields: ['state', 'dueAt'] }, { fields: ['subscriber', 'state', 'edition'] }],
    endpoints: options.isEnabled ? deliveryEndpoints(options) : [],
    fields: labelled('pushes', [
      { name: 'message', type: 'text', required: true },
      {
        name: 'subscriber',
        type: 'relationship',
        relationTo: options.slugs.subscribers as CollectionSlug,
        required: true,
      },
      { name: 'edition', type: 'number', required: true },
      {
        name: 'state',
        type: 'select',
        required: true,
        options: ['waiting', 'delivered', 'dead', 'dropped'],
      },
      { name: 'attempt', type: 'number', required: true },
      { name: 'dueAt', type: 'date', required: true },
      { name: 'status', type: 'number' },
      { name: 'lease', type: 'text', admin: { hidden: true } },
      { name: 'leasedUntil', type: 'date', admin: { hidden: true } },
      { name: 'attempts', type: 'json' },
    ]),
  })
