import type { CollectionConfig } from 'payload'
import { dropOldChangeNote } from '../hooks/dropOldChangeNote.ts'
import { fillAuthor } from '../hooks/fillAuthor.ts'
import { fillOwnOrganization } from '../hooks/fillOwnOrganization.ts'
import { fillRunningPlan } from '../hooks/fillRunningPlan.ts'
import { fillSlug } from '../hooks/fillSlug.ts'
import { honourIfMatch } from '../hooks/honourIfMatch.ts'
import { keepWithinScope } from '../hooks/keepWithinScope.ts'
import { requireCleanBody } from '../hooks/requireCleanBody.ts'
import { requireIdentifiers } from '../hooks/requireIdentifiers.ts'
import { requirePlainText } from '../hooks/requirePlainText.ts'
import { requireTextFields } from '../hooks/requireTextFields.ts'
import { access, fieldAccess } from '../src/access/table.ts'
import { variantTabs } from '../src/channels/fields.ts'
import { KINDS } from '../src/channels/index.ts'
import { kitEndpoints } from '../src/channels/kits.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { moment } from '../src/planFields.ts'
import { bodyEditor } from './richText.ts'

/** News, articles, scripts, posts: one content, placed on one or more outlets. */
export const items: CollectionConfig = {
  slug: 'items',
  endpoints: kitEndpoints,
  labels: collectionLabels('items'),
  access: access.items,
  admin: {
    group: words('groups.content'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'stage', 'kind', 'organization', 'publishAt', 'updatedAt'],
    listSearchableFields: ['title', 'slug', 'summary'],
  },
  defaultSort: '-updatedAt',
  // who edits holds the item for five minutes after the last key; others are told, may read, or take over
  lockDocuments: { duration: 300 },
  // put aside, not gone; what was published is never deleted
  trash: true,
  // Drafts are checked like everything else: bad input is refused when it comes in, not at publishing.
  versions: { maxPerDoc: 100, drafts: { autosave: false, schedulePublish: false, validate: true } },
  fields: labelled('items', [
    { name: 'title', type: 'text', required: true, maxLength: 200, index: true },
    { name: 'summary', type: 'textarea', maxLength: 500 },
    { name: 'body', type: 'richText', editor: bodyEditor },
    {
      type: 'row',
      fields: [
        { name: 'cover', type: 'upload', relationTo: 'media', admin: { width: '50%' } },
        {
          name: 'attachments',
          type: 'upload',
          relationTo: 'media',
          hasMany: true,
          maxRows: 20,
          admin: { width: '50%' },
        },
      ],
    },
    {
      type: 'row',
      fields: [
        {
          name: 'line',
          type: 'relationship',
          relationTo: 'lines',
          index: true,
          filterOptions: ofSamePlan,
          admin: { width: '50%' },
        },
        {
          name: 'task',
          type: 'relationship',
          relationTo: 'tasks',
          index: true,
          filterOptions: ofSamePlan,
          admin: { width: '50%' },
        },
      ],
    },
    { name: 'themes', type: 'relationship', relationTo: 'themes', hasMany: true, filterOptions: ofSamePlan },
    { name: 'event', type: 'relationship', relationTo: 'events', index: true, filterOptions: ofSamePlan },
    { name: 'outlets', type: 'relationship', relationTo: 'outlets', hasMany: true },
    {
      type: 'row',
      fields: [
        {
          name: 'citations',
          type: 'relationship',
          relationTo: 'legal-documents',
          hasMany: true,
          admin: { width: '50%' },
        },
        { name: 'programme', type: 'relationship', relationTo: 'programmes', admin: { width: '50%' } },
      ],
    },
    variantTabs(),
    {
      name: 'changeNote',
      type: 'textarea',
      maxLength: 500,
      // a correction corrects what was published
      admin: { condition: (data) => Boolean(data?.publishedAt) },
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      options: [...KINDS],
      index: true,
      defaultValue: 'news',
      admin: { position: 'sidebar' },
    },
    moment('publishAt', { index: true, admin: { position: 'sidebar' } }),
    {
      name: 'priority',
      type: 'select',
      required: true,
      options: ['normal', 'priority', 'urgent'],
      defaultValue: 'normal',
      admin: { position: 'sidebar' },
    },
    {
      name: 'organization',
      type: 'relationship',
      relationTo: 'organizations',
      required: true,
      index: true,
      admin: { position: 'sidebar' },
    },
    {
      name: 'plan',
      type: 'relationship',
      relationTo: 'plans',
      required: true,
      index: true,
      admin: { position: 'sidebar' },
    },
    { name: 'byline', type: 'text', maxLength: 200, admin: { position: 'sidebar' } },
    { name: 'slug', type: 'text', index: true, maxLength: 200, admin: { position: 'sidebar' } },
    {
      name: 'author',
      type: 'relationship',
      relationTo: 'users',
      index: true,
      access: {
        create: fieldAccess.nobodyWrites,
        read: fieldAccess.staffReads,
        update: fieldAccess.nobodyWrites,
      },
      admin: { position: 'sidebar', readOnly: true, condition: (data) => Boolean(data?.author) },
    },
  ]),
  hooks: {
    beforeOperation: [requirePlainText],
    beforeValidate: [
      honourIfMatch,
      requireIdentifiers,
      requireTextFields,
      requireCleanBody,
      fillRunningPlan,
      fillOwnOrganization,
      fillAuthor,
      keepWithinScope,
      fillSlug,
      dropOldChangeNote,
    ],
  },
}

/** An item speaks of the themes, tasks, lines and events of its own plan. */
function ofSamePlan({ data }: { data: { plan?: unknown } }) {
  return typeof data?.plan === 'string' ? { plan: { equals: data.plan } } : true
}
