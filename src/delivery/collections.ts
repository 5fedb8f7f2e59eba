import type { CollectionConfig, CollectionSlug, Option } from 'payload'
import { fieldRightsFor } from '../access/rights.ts'
import { collectionLabels, labelled, words } from '../i18n/index.ts'
import { code } from '../planFields.ts'
import { dropKeys } from './hooks/dropKeys.ts'
import { proofFields, showProof } from './hooks/showProof.ts'
import { keyEndpoints } from './keyEndpoints.ts'
import { keyStrategy } from './keyStrategy.ts'
import { requestsPerMinute } from './limits/requestsPerMinute.ts'
import type { Added, SanitizedDeliveryOptions } from './options.ts'
import { dropPushes } from './push/dropPushes.ts'
import { pushEndpoints } from './push/endpoints.ts'
import { pushFields } from './push/fields.ts'

/** Machines that read: portals, stations, screens. Each is known by its keys and sees its own outlets. */
export const subscribers = (options: SanitizedDeliveryOptions): CollectionConfig => {
  const { slugs, outlets, access, actorOf, isEnabled, doKeysOpenPayload } = options
  const { adminWrites } = fieldRightsFor(actorOf)
  const isLoginByKey = isEnabled && doKeysOpenPayload
  return overridden(options, 'subscribers', {
    slug: slugs.subscribers,
    labels: collectionLabels('subscribers'),
    access: { ...access.subscribers, admin: () => false },
    auth: { disableLocalStrategy: true, strategies: isLoginByKey ? [keyStrategy(options)] : [] },
    admin: {
      group: words('groups.distribution'),
      useAsTitle: 'name',
      defaultColumns: ['code', 'name', 'isActive', 'updatedAt'],
      listSearchableFields: ['code', 'name'],
    },
    defaultSort: 'code',
    endpoints: isEnabled ? [...keyEndpoints(options), ...pushEndpoints(options)] : [],
    hooks: isEnabled ? { beforeDelete: [dropKeys(options), dropPushes(options)] } : {},
    fields: labelled('subscribers', [
      code(),
      { name: 'name', type: 'text', required: true, maxLength: 300 },
      {
        name: 'outlets',
        type: 'relationship',
        relationTo: outlets.collection as CollectionSlug,
        hasMany: true,
        required: true,
      },
      { name: 'isActive', type: 'checkbox', defaultValue: true, access: { update: adminWrites } },
      requestsPerMinute({ adminWrites }),
      {
        name: 'keys',
        type: 'join',
        collection: slugs.keys as CollectionSlug,
        on: 'subscriber',
        admin: {
          defaultColumns: ['label', 'start', 'createdAt', 'lastUsedAt', 'expiresAt', 'revokedAt'],
          allowCreate: false,
        },
        access: { read: adminWrites },
      },
      ...pushFields(options),
    ]),
  })
}

/** Keys: only their hash is stored, so a copy of the database opens nothing. */
export const subscriberKeys = (options: SanitizedDeliveryOptions): CollectionConfig =>
  overridden(options, 'keys', {
    slug: options.slugs.keys,
    labels: collectionLabels('keys'),
    access: options.access.keys,
    admin: { hidden: true, useAsTitle: 'label' },
    disableDuplicate: true,
    lockDocuments: false,
    fields: labelled('keys', [
      {
        name: 'subscriber',
        type: 'relationship',
        relationTo: options.slugs.subscribers as CollectionSlug,
        required: true,
        index: true,
      },
      { name: 'label', type: 'text', maxLength: 100 },
      { name: 'start', type: 'text', required: true },
      {
        name: 'hash',
        type: 'text',
        required: true,
        unique: true,
        hidden: true,
        access: { read: () => false },
      },
      { name: 'expiresAt', type: 'date' },
      { name: 'revokedAt', type: 'date' },
      // kept by the reading side, at most once a minute: see recording/
      { name: 'lastUsedAt', type: 'date' },
    ]),
  })

/** What portals saw, never changed: one row for each publication, correction or withdrawal on one outlet. */
export const editions = (options: SanitizedDeliveryOptions): CollectionConfig =>
  overridden(options, 'editions', {
    slug: options.slugs.editions,
    labels: collectionLabels('editions'),
    access: options.access.editions,
    admin: {
      group: words('groups.records'),
      useAsTitle: 'number',
      defaultColumns: ['number', 'change', 'item', 'outlet', 'at'],
    },
    defaultSort: '-number',
    disableDuplicate: true,
    lockDocuments: false,
    indexes: [{ fields: ['outlet', 'number'] }],
    fields: labelled('editions', [
      { name: 'number', type: 'number', required: true, unique: true, index: true },
      { name: 'change', type: 'select', required: true, options: ['published', 'updated', 'retracted'] },
      { name: 'item', type: 'relationship', relationTo: options.collection as CollectionSlug, index: true },
      {
        name: 'outlet',
        type: 'relationship',
        relationTo: options.outlets.collection as CollectionSlug,
        index: true,
      },
      { name: 'at', type: 'date', required: true },
      { name: 'body', type: 'code', admin: { language: 'json' } },
      { name: 'files', type: 'json', admin: { hidden: true } },
    ]),
  })

/**
 * Where each item is now: one row for each item and outlet, pointing at the edition that is live.
 * @param kinds what the kind of a document can be; undefined where it is a text, or not there
 */
export const placements = ({
  options,
  kinds,
}: {
  options: SanitizedDeliveryOptions
  kinds: Option[] | undefined
}): CollectionConfig =>
  overridden(options, 'placements', {
    slug: options.slugs.placements,
    labels: collectionLabels('placements'),
    access: options.access.placements,
    admin: {
      group: words('groups.records'),
      useAsTitle: 'id',
      defaultColumns: ['item', 'outlet', 'isLive', 'publishedAt', 'edition'],
    },
    defaultSort: '-publishedAt',
    disableDuplicate: true,
    lockDocuments: false,
    indexes: [{ fields: ['item', 'outlet'], unique: true }, { fields: ['outlet', 'isLive', 'publishedAt'] }],
    hooks: options.isEnabled ? { afterOperation: [showProof(options)] } : {},
    fields: labelled('placements', [
      {
        name: 'item',
        type: 'relationship',
        relationTo: options.collection as CollectionSlug,
        required: true,
        index: true,
      },
      {
        name: 'outlet',
        type: 'relationship',
        relationTo: options.outlets.collection as CollectionSlug,
        required: true,
      },
      { name: 'edition', type: 'number', required: true },
      { name: 'isLive', type: 'checkbox', defaultValue: true },
      { name: 'publishedAt', type: 'date', required: true },
      { name: 'runsUntil', type: 'date', index: true },
      kinds ? { name: 'kind', type: 'select', options: kinds } : { name: 'kind', type: 'text' },
      { name: 'task', type: 'text' },
      { name: 'line', type: 'text' },
      { name: 'themes', type: 'json' },
      // folded, for the search alone; only the first live placement of an item carries it, see `appendEditions.ts`
      { name: 'search', type: 'textarea', hidden: true, access: { read: () => false } },
      ...proofFields(),
    ]),
  })

export const overridden = (
  { overrides }: SanitizedDeliveryOptions,
  which: Added,
  collection: CollectionConfig,
): CollectionConfig => overrides[which]?.(collection) ?? collection
