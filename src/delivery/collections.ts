import type { CollectionConfig } from 'payload'
import { access, fieldAccess } from '../access/table.ts'
import { KINDS } from '../channels.ts'
import { collectionLabels, labelled, words } from '../i18n/index.ts'
import { code } from '../planFields.ts'
import { keyEndpoints } from './keyEndpoints.ts'
import { keyStrategy } from './keyStrategy.ts'

/** Machines that read: portals, stations, screens. Each is known by its keys and sees its own outlets. */
export const subscribers = (): CollectionConfig => ({
  slug: 'subscribers',
  labels: collectionLabels('subscribers'),
  access: { ...access.subscribers, admin: () => false },
  auth: { disableLocalStrategy: true, strategies: [keyStrategy] },
  admin: {
    group: words('groups.distribution'),
    useAsTitle: 'name',
    defaultColumns: ['code', 'name', 'isActive', 'updatedAt'],
    listSearchableFields: ['code', 'name'],
  },
  defaultSort: 'code',
  endpoints: keyEndpoints,
  fields: labelled('subscribers', [
    code(),
    { name: 'name', type: 'text', required: true, maxLength: 300 },
    { name: 'outlets', type: 'relationship', relationTo: 'outlets', hasMany: true, required: true },
    { name: 'isActive', type: 'checkbox', defaultValue: true, access: { update: fieldAccess.adminWrites } },
    {
      name: 'keys',
      type: 'join',
      collection: 'subscriber-keys',
      on: 'subscriber',
      admin: {
        defaultColumns: ['label', 'start', 'createdAt', 'expiresAt', 'revokedAt'],
        allowCreate: false,
      },
      access: { read: fieldAccess.adminWrites },
    },
  ]),
})

/** Keys: only their hash is stored, so a copy of the database opens nothing. */
export const subscriberKeys = (): CollectionConfig => ({
  slug: 'subscriber-keys',
  labels: collectionLabels('keys'),
  access: access.keys,
  admin: { hidden: true, useAsTitle: 'label' },
  disableDuplicate: true,
  lockDocuments: false,
  fields: labelled('keys', [
    { name: 'subscriber', type: 'relationship', relationTo: 'subscribers', required: true, index: true },
    { name: 'label', type: 'text', maxLength: 100 },
    { name: 'start', type: 'text', required: true },
    { name: 'hash', type: 'text', required: true, unique: true, hidden: true, access: { read: () => false } },
    { name: 'expiresAt', type: 'date' },
    { name: 'revokedAt', type: 'date' },
  ]),
})

/** What portals saw, never changed: one row for each publication, correction or withdrawal on one outlet. */
export const editions = (): CollectionConfig => ({
  slug: 'editions',
  labels: collectionLabels('editions'),
  access: access.records,
  admin: {
    group: words('groups.records'),
    useAsTitle: 'number',
    defaultColumns: ['number', 'change', 'item', 'outlet', 'at'],
  },
  defaultSort: '-number',
  disableDuplicate: true,
  lockDocuments: false,
  fields: labelled('editions', [
    { name: 'number', type: 'number', required: true, unique: true, index: true },
    { name: 'change', type: 'select', required: true, options: ['published', 'updated', 'retracted'] },
    { name: 'item', type: 'relationship', relationTo: 'items', index: true },
    { name: 'outlet', type: 'relationship', relationTo: 'outlets', index: true },
    { name: 'at', type: 'date', required: true },
    { name: 'body', type: 'code', admin: { language: 'json' } },
    { name: 'files', type: 'json', admin: { hidden: true } },
  ]),
})

/** Where each item is now: one row for each item and outlet, pointing at the edition that is live. */
export const placements = (): CollectionConfig => ({
  slug: 'placements',
  labels: collectionLabels('placements'),
  access: access.records,
  admin: {
    group: words('groups.records'),
    useAsTitle: 'id',
    defaultColumns: ['item', 'outlet', 'isLive', 'publishedAt', 'edition'],
  },
  defaultSort: '-publishedAt',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['item', 'outlet'], unique: true }, { fields: ['outlet', 'isLive', 'publishedAt'] }],
  fields: labelled('placements', [
    { name: 'item', type: 'relationship', relationTo: 'items', required: true, index: true },
    { name: 'outlet', type: 'relationship', relationTo: 'outlets', required: true },
    { name: 'edition', type: 'number', required: true },
    { name: 'isLive', type: 'checkbox', defaultValue: true },
    { name: 'publishedAt', type: 'date', required: true },
    { name: 'kind', type: 'select', options: [...KINDS] },
    { name: 'task', type: 'text' },
    { name: 'line', type: 'text' },
    { name: 'themes', type: 'json' },
  ]),
})
