import type { CollectionConfig, Field } from 'payload'
import { fillOwnOrganization } from '../hooks/fillOwnOrganization.ts'
import { honourIfMatch } from '../hooks/honourIfMatch.ts'
import { keepBriefInForce } from '../hooks/keepBriefInForce.ts'
import { keepWithinScope } from '../hooks/keepWithinScope.ts'
import { requireBriefApprover } from '../hooks/requireBriefApprover.ts'
import { requireIdentifiers } from '../hooks/requireIdentifiers.ts'
import { requirePlainText } from '../hooks/requirePlainText.ts'
import { access, fieldAccess } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { calendarDate } from '../src/planFields.ts'

/** How the department guides all others (plan, I.2, III.1): what an item about a theme, task or line says, and avoids. */
export const briefs: CollectionConfig = {
  slug: 'briefs',
  labels: collectionLabels('briefs'),
  access: access.briefs,
  admin: {
    group: words('groups.guidance'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'organization', 'theme', 'task', 'line', '_status', 'updatedAt'],
    listSearchableFields: ['title'],
  },
  defaultSort: '-updatedAt',
  versions: { maxPerDoc: 100, drafts: { schedulePublish: false } },
  fields: labelled('briefs', [
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    {
      type: 'row',
      fields: [
        { name: 'theme', type: 'relationship', relationTo: 'themes', index: true, admin: { width: '33%' } },
        { name: 'task', type: 'relationship', relationTo: 'tasks', index: true, admin: { width: '33%' } },
        { name: 'line', type: 'relationship', relationTo: 'lines', index: true, admin: { width: '33%' } },
      ],
    },
    { name: 'messages', type: 'textarea', required: true, maxLength: 5000, admin: { rows: 6 } },
    { name: 'avoid', type: 'textarea', maxLength: 3000 },
    { name: 'figures', type: 'textarea', maxLength: 3000 },
    calendarDate('figuresAsOf'),
    { name: 'contact', type: 'textarea', maxLength: 500, admin: { rows: 2 } },
    {
      name: 'organization',
      type: 'relationship',
      relationTo: 'organizations',
      required: true,
      index: true,
      admin: { position: 'sidebar' },
    },
    writtenByCode('editedBy'),
    writtenByCode('approvedBy'),
  ]),
  hooks: {
    beforeOperation: [requirePlainText, keepBriefInForce],
    beforeValidate: [honourIfMatch, requireIdentifiers, fillOwnOrganization, keepWithinScope],
    beforeChange: [requireBriefApprover],
  },
}

/** Who did it, noted by `requireBriefApprover`. */
function writtenByCode(name: string): Field {
  return {
    name,
    type: 'relationship',
    relationTo: 'users',
    access: { create: fieldAccess.nobodyWrites, update: fieldAccess.nobodyWrites },
    admin: { position: 'sidebar', readOnly: true, condition: (data) => Boolean(data?.[name]) },
  }
}
