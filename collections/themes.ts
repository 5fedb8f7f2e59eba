import type { CollectionConfig } from 'payload'
import { access } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { clause, code, gloss, ofPlan } from '../src/planFields.ts'

/** What the plan talks about (II.1). */
export const themes: CollectionConfig = {
  slug: 'themes',
  labels: collectionLabels('themes'),
  access: access.planDocuments,
  admin: {
    group: words('groups.plan'),
    useAsTitle: 'title',
    defaultColumns: ['code', 'title', 'clause'],
    listSearchableFields: ['code', 'title', 'gloss'],
  },
  defaultSort: 'code',
  fields: labelled('themes', [
    code(),
    ofPlan(),
    { name: 'title', type: 'text', required: true, maxLength: 300 },
    gloss(),
    { name: 'description', type: 'textarea', maxLength: 5000 },
    clause(),
    {
      name: 'parts',
      type: 'array',
      fields: [{ name: 'title', type: 'text', required: true, maxLength: 500 }],
    },
    { name: 'tasks', type: 'relationship', relationTo: 'tasks', hasMany: true },
  ]),
}
