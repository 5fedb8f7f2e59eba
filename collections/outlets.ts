import type { CollectionConfig } from 'payload'
import { requireOrderedDates } from '../hooks/requireOrderedDates.ts'
import { access } from '../src/access/table.ts'
import { settingsFields } from '../src/channels/fields.ts'
import { CHANNELS } from '../src/channels/index.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { code, gloss, lifespan } from '../src/planFields.ts'

/** Where an item can run: a newspaper, a portal, a loudspeaker system, a screen, an account. */
export const outlets: CollectionConfig = {
  slug: 'outlets',
  labels: collectionLabels('outlets'),
  access: access.planDocuments,
  admin: {
    group: words('groups.distribution'),
    useAsTitle: 'name',
    defaultColumns: ['code', 'name', 'channel', 'organization', 'closesOn'],
    listSearchableFields: ['code', 'name', 'gloss'],
  },
  defaultSort: 'code',
  fields: [
    ...labelled('outlets', [
      code(),
      { name: 'name', type: 'text', required: true, maxLength: 300 },
      gloss(),
      { name: 'channel', type: 'select', required: true, options: [...CHANNELS] },
      {
        name: 'organization',
        type: 'relationship',
        relationTo: 'organizations',
        required: true,
        index: true,
      },
      ...lifespan('outlets'),
    ]),
    ...settingsFields(),
  ],
  hooks: { beforeValidate: [requireOrderedDates({ from: 'opensOn', to: 'closesOn' })] },
}
