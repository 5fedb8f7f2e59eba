import path from 'node:path'
import type { CollectionConfig } from 'payload'
import { dropFileFacts } from '../hooks/dropFileFacts.ts'
import { fillOwnOrganization } from '../hooks/fillOwnOrganization.ts'
import { keepShownFiles, keepShownFilesFromDeletion } from '../hooks/keepShownFiles.ts'
import { keepWithinScope } from '../hooks/keepWithinScope.ts'
import { noteFile } from '../hooks/noteFile.ts'
import { requireIdentifiers } from '../hooks/requireIdentifiers.ts'
import { requirePlainText } from '../hooks/requirePlainText.ts'
import { takeFileByContent } from '../hooks/takeFileByContent.ts'
import { keepFilesOnDisk, writeFilesAfterRow } from '../hooks/writeFilesAfterRow.ts'
import { access, fieldAccess } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { FILE_TYPES } from '../src/media/limits.ts'
import { imageSizes } from '../src/media/renditions.ts'
import { keepsFilesOnDisk } from '../src/media/storage.ts'
import { missingFile } from './missingFile.ts'

const byCode = { create: fieldAccess.nobodyWrites, update: fieldAccess.nobodyWrites }

/**
 * Pictures, sound, clips and print files of items, documents of events. They leave the house only by the delivery API, with
 * a live edition or an event that is settled.
 */
export const media = ({ dataDir }: { dataDir: string }): CollectionConfig => {
  const directory = path.join(dataDir, 'media')
  const isOnDisk = keepsFilesOnDisk()
  return {
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
      staticDir: directory,
      handlers: isOnDisk ? [missingFile(directory)] : [],
      mimeTypes: Object.keys(FILE_TYPES),
      // no fetching of addresses that a user pastes
      pasteURL: false,
      focalPoint: true,
      imageSizes: imageSizes(),
      // of what is kept, which says whose the picture is and nothing else
      withMetadata: true,
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
        name: 'licence',
        type: 'select',
        options: ['own', 'permission', 'cc-by', 'cc-by-sa', 'public-domain'],
      },
      {
        name: 'duplicateOf',
        type: 'relationship',
        relationTo: 'media',
        access: byCode,
        admin: { position: 'sidebar', readOnly: true, condition: (data) => Boolean(data?.duplicateOf) },
      },
      {
        name: 'seconds',
        type: 'number',
        access: byCode,
        admin: { position: 'sidebar', readOnly: true, condition: (data) => Boolean(data?.seconds) },
      },
      { name: 'hash', type: 'text', index: true, access: byCode, admin: { hidden: true } },
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
      beforeOperation: [
        requirePlainText,
        keepShownFiles,
        dropFileFacts,
        takeFileByContent,
        ...(isOnDisk ? [keepFilesOnDisk(directory)] : []),
      ],
      beforeValidate: [requireIdentifiers, noteFile, fillOwnOrganization, keepWithinScope],
      afterChange: isOnDisk ? [writeFilesAfterRow(directory)] : [],
      beforeDelete: [keepShownFilesFromDeletion],
    },
  }
}
