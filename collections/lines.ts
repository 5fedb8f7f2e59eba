import type { CollectionConfig } from 'payload'
import { requireOrderedDates } from '../hooks/requireOrderedDates.ts'
import { access } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { calendarDate, clause, code, gloss, ofPlan } from '../src/planFields.ts'

/** Content lines: how the press tells the plan (II.2.1). A line takes items only while it is open. */
export const lines: CollectionConfig = {
  slug: 'lines',
  labels: collectionLabels('lines'),
  access: access.planDocuments,
  admin: {
    group: words('groups.plan'),
    useAsTitle: 'title',
    defaultColumns: ['code', 'title', 'opensOn', 'closesOn'],
    listSearchableFields: ['code', 'title', 'gloss'],
  },
  defaultSort: 'code',
  fields: labelled('lines', [
    code(),
    ofPlan(),
    { name: 'title', type: 'text', required: true, maxLength: 300 },
    gloss(),
    { name: 'description', type: 'textarea', maxLength: 5000 },
    clause(),
    {
      type: 'row',
      fields: [calendarDate('opensOn', { required: true }), calendarDate('closesOn', { required: true })],
    },
    { name: 'needsSecondApproval', type: 'checkbox', defaultValue: false },
    { name: 'requiresCitation', type: 'checkbox', defaultValue: false },
  ]),
  hooks: { beforeValidate: [requireOrderedDates({ from: 'opensOn', to: 'closesOn' })] },
}
