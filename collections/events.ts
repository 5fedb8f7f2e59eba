import type { CollectionConfig } from 'payload'
import { fillOwnOrganization } from '../hooks/fillOwnOrganization.ts'
import { fillRunningPlan } from '../hooks/fillRunningPlan.ts'
import { keepWithinScope } from '../hooks/keepWithinScope.ts'
import { requireIdentifiers } from '../hooks/requireIdentifiers.ts'
import { requireOrderedDates } from '../hooks/requireOrderedDates.ts'
import { requirePlainText } from '../hooks/requirePlainText.ts'
import { access, fieldAccess } from '../src/access/table.ts'
import { EVENT_KINDS } from '../src/channels/index.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { clause, code, gloss, moment, ofPlan } from '../src/planFields.ts'

/** Signings, workshops, launches, campaigns, briefings (II.2.6, II.2.7). */
export const events: CollectionConfig = {
  slug: 'events',
  labels: collectionLabels('events'),
  access: access.events,
  admin: {
    group: words('groups.content'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'kind', 'startsAt', 'organization', 'isProvisional'],
    listSearchableFields: ['code', 'title', 'place'],
  },
  defaultSort: 'startsAt',
  fields: labelled('events', [
    code(),
    ofPlan(),
    { name: 'title', type: 'text', required: true, maxLength: 300 },
    gloss(),
    { name: 'kind', type: 'select', required: true, options: [...EVENT_KINDS], index: true },
    { type: 'row', fields: [moment('startsAt', { required: true, index: true }), moment('endsAt')] },
    { name: 'isProvisional', type: 'checkbox', defaultValue: false },
    { name: 'place', type: 'text', maxLength: 300 },
    { name: 'organization', type: 'relationship', relationTo: 'organizations', required: true, index: true },
    { name: 'description', type: 'textarea', maxLength: 5000 },
    { name: 'programme', type: 'textarea', maxLength: 5000 },
    {
      name: 'invitations',
      type: 'textarea',
      maxLength: 10_000,
      // who is invited is no business of the portals, which read events too
      access: { read: fieldAccess.staffReads },
    },
    { name: 'documents', type: 'upload', relationTo: 'media', hasMany: true, maxRows: 20 },
    {
      name: 'items',
      type: 'join',
      collection: 'items',
      on: 'event',
      admin: { defaultColumns: ['title', 'stage', 'publishAt'], allowCreate: false },
    },
    clause(),
  ]),
  hooks: {
    beforeOperation: [requirePlainText],
    beforeValidate: [
      requireIdentifiers,
      fillRunningPlan,
      fillOwnOrganization,
      keepWithinScope,
      requireOrderedDates({ from: 'startsAt', to: 'endsAt' }),
    ],
  },
}
