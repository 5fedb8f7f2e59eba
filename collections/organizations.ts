import type { CollectionConfig } from 'payload'
import { requireOrderedDates } from '../hooks/requireOrderedDates.ts'
import { access } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { code, gloss, lifespan } from '../src/planFields.ts'

/** Who writes, approves and runs outlets. `parent` guides it under the plan (III.1). */
export const organizations: CollectionConfig = {
  slug: 'organizations',
  labels: collectionLabels('organizations'),
  access: access.planDocuments,
  admin: {
    group: words('groups.house'),
    useAsTitle: 'name',
    defaultColumns: ['code', 'name', 'kind', 'closesOn'],
    listSearchableFields: ['code', 'name', 'gloss'],
  },
  defaultSort: 'code',
  fields: labelled('organizations', [
    code(),
    { name: 'name', type: 'text', required: true, maxLength: 300 },
    gloss(),
    { name: 'kind', type: 'select', required: true, options: ['department', 'committee', 'press', 'centre'] },
    { name: 'parent', type: 'relationship', relationTo: 'organizations', index: true },
    { name: 'needsSecondApproval', type: 'checkbox', defaultValue: false },
    ...lifespan('organizations'),
  ]),
  hooks: { beforeValidate: [requireOrderedDates({ from: 'opensOn', to: 'closesOn' })] },
}
