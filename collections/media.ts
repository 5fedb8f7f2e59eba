import path from 'node:path'
import type { CollectionConfig } from 'payload'
import { fillOwnOrganization } from '../hooks/fillOwnOrganization.ts'
import { keepWithinScope } from '../hooks/keepWithinScope.ts'
import { nameFileByContent } from '../hooks/nameFileByContent.ts'
import { remakePicture } from '../hooks/remakePicture.ts'
import { access, fieldAccess } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { missingFile } from './missingFile.ts'

/** Pictures that items show. Files leave the house only with a live edition, by the delivery API. */
export const media = ({ dataDir }: { dataDir: string }): CollectionConfig => ({
  slug: 'media',
  labels: collectionLabels('media'),
  access: access.media,
  admin: {
    group: words('groups.content'),
    useAsTitle: 'alt',
    defaultColumns: ['filename', 'alt', 'credit', 'updatedAt'],
    listSearchableFields: ['alt', 'credit', 'filename'],
  },
  defaultSort: '-createdAt',
  upload: {
    staticDir: path.join(dataDir, 'media'),
    handlers: [missingFile(path.join(dataDir, 'media'))],
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp'],
    // no fetching of addresses that a user pastes
    pasteURL: false,
    focalPoint: true,
    imageSizes: [
      { name: 'card', width: 640, height: 360, formatOptions: { format: 'webp', options: { quality: 80 } } },
    ],
    adminThumbnail: 'card',
    modifyResponseHeaders: ({ headers }) => {
      headers.set('X-Content-Type-Options', 'nosniff')
      headers.set('Content-Security-Policy', "default-src 'none'; sandbox")
      return headers
    },
  },
  fields: labelled('media', [
    { name: 'alt', type: 'text', required: true, maxLength: 300 },
    { name: 'credit', type: 'text', maxLength: 200 },
    {
      name: 'organization',
      type: 'relationship',
      relationTo: 'organizations',
      required: true,
      index: true,
      access: { update: fieldAccess.adminWrites },
    },
  ]),
  hooks: {
    beforeOperation: [nameFileByContent, remakePicture],
    beforeValidate: [fillOwnOrganization, keepWithinScope],
  },
})
