import type { CollectionConfig } from 'payload'
import { access } from '../src/access/table.ts'
import { collectionLabels, labelled } from '../src/i18n/index.ts'
import { leaderLinkEndpoints } from '../src/leader/endpoints.ts'

/**
 * Addresses under which a leader reads board and report without an account. Only the hash of the secret is stored.
 * Rows are made and revoked, never edited or deleted: they are their own record of who made what.
 */
export const leaderLinks: CollectionConfig = {
  slug: 'leader-links',
  labels: collectionLabels('leaderLinks'),
  access: access.leaderLinks,
  // they have a screen of their own
  admin: { hidden: true, useAsTitle: 'label' },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  endpoints: leaderLinkEndpoints,
  fields: labelled('leaderLinks', [
    { name: 'label', type: 'text', maxLength: 100 },
    { name: 'plan', type: 'relationship', relationTo: 'plans', required: true },
    // what it shows: this organisation and those below it
    { name: 'organization', type: 'relationship', relationTo: 'organizations', required: true, index: true },
    { name: 'start', type: 'text', required: true },
    {
      name: 'hash',
      type: 'text',
      required: true,
      unique: true,
      hidden: true,
      access: { read: () => false },
    },
    { name: 'expiresAt', type: 'date', required: true },
    { name: 'createdBy', type: 'relationship', relationTo: 'users' },
    { name: 'revokedAt', type: 'date' },
    { name: 'revokedBy', type: 'relationship', relationTo: 'users' },
    { name: 'lastUsedAt', type: 'date' },
  ]),
}
