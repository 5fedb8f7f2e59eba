import type { CollectionConfig } from 'payload'
import { requirePlainText } from '../hooks/requirePlainText.ts'
import { requireWebAddress } from '../hooks/requireWebAddress.ts'
import { access } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { calendarDate, gloss } from '../src/planFields.ts'

/** Laws, decrees, decisions that items cite, so that a number is typed once and is right everywhere. */
export const legalDocuments: CollectionConfig = {
  slug: 'legal-documents',
  labels: collectionLabels('legalDocuments'),
  access: access.guidance,
  admin: {
    group: words('groups.guidance'),
    useAsTitle: 'number',
    defaultColumns: ['number', 'title', 'issuer', 'issuedOn'],
    listSearchableFields: ['number', 'title', 'issuer'],
  },
  defaultSort: '-issuedOn',
  fields: labelled('legalDocuments', [
    { name: 'number', type: 'text', required: true, unique: true, maxLength: 100 },
    { name: 'title', type: 'textarea', required: true, maxLength: 1000 },
    gloss(),
    { name: 'issuer', type: 'text', required: true, maxLength: 200 },
    calendarDate('issuedOn', { required: true }),
    { name: 'url', type: 'text', maxLength: 2000 },
    { name: 'file', type: 'upload', relationTo: 'media' },
  ]),
  hooks: { beforeOperation: [requirePlainText], beforeValidate: [requireWebAddress('url')] },
}
