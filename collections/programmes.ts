import type { CollectionConfig } from 'payload'
import { requirePlainText } from '../hooks/requirePlainText.ts'
import { access } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { code, gloss } from '../src/planFields.ts'

/** Columns and programmes ("chuyên trang, chuyên mục", II.2.1) under which outlets run items. */
export const programmes: CollectionConfig = {
  slug: 'programmes',
  labels: collectionLabels('programmes'),
  access: access.guidance,
  admin: {
    group: words('groups.distribution'),
    useAsTitle: 'title',
    defaultColumns: ['code', 'title', 'outlet'],
    listSearchableFields: ['code', 'title'],
  },
  defaultSort: 'code',
  fields: labelled('programmes', [
    code(),
    { name: 'title', type: 'text', required: true, maxLength: 300 },
    gloss(),
    { name: 'outlet', type: 'relationship', relationTo: 'outlets', index: true },
    { name: 'description', type: 'textarea', maxLength: 2000 },
  ]),
  hooks: { beforeOperation: [requirePlainText] },
}
