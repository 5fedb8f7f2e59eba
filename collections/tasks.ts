import type { CollectionConfig } from 'payload'
import { access } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { clause, code, gloss, ofPlan } from '../src/planFields.ts'

/** The key tasks that the plan reports on (II.1.3). */
export const tasks: CollectionConfig = {
  slug: 'tasks',
  labels: collectionLabels('tasks'),
  access: access.planDocuments,
  admin: {
    group: words('groups.plan'),
    useAsTitle: 'title',
    defaultColumns: ['code', 'title', 'clause'],
    listSearchableFields: ['code', 'title', 'gloss'],
  },
  defaultSort: 'code',
  fields: labelled('tasks', [
    code(),
    ofPlan(),
    { name: 'title', type: 'text', required: true, maxLength: 300 },
    gloss(),
    { name: 'description', type: 'textarea', maxLength: 5000 },
    clause(),
  ]),
}
