import type { CollectionConfig, Field, FieldAccess } from 'payload'
import { fillOwnOrganization } from '../hooks/fillOwnOrganization.ts'
import { findByPressState } from '../hooks/findByPressState.ts'
import { keepAnswerAsGiven } from '../hooks/keepAnswerAsGiven.ts'
import { keepWithinScope } from '../hooks/keepWithinScope.ts'
import { requireCleanText } from '../hooks/requireCleanBody.ts'
import { requireIdentifiers } from '../hooks/requireIdentifiers.ts'
import { requirePlainText } from '../hooks/requirePlainText.ts'
import { requirePressParts } from '../hooks/requirePressParts.ts'
import { access, fieldAccess } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { moment } from '../src/planFields.ts'
import { sheetEndpoint } from '../src/pressRequests/sheetEndpoint.ts'
import { PRESS_STATES, pressStateOf } from '../src/pressRequests/state.ts'
import { bodyEditor } from './richText.ts'

/** What is asked and what is told: fixed once it was told. */
const request: Field[] = [
  {
    name: 'kind',
    type: 'select',
    required: true,
    options: ['question', 'interview', 'statement', 'release', 'briefing'],
    defaultValue: 'question',
    index: true,
  },
  { name: 'subject', type: 'text', required: true, maxLength: 300 },
  { name: 'newsroom', type: 'text', maxLength: 200, index: true },
  { name: 'contact', type: 'textarea', maxLength: 300, admin: { rows: 2 } },
  { name: 'question', type: 'textarea', maxLength: 10_000 },
  moment('receivedAt', { required: true, index: true, defaultValue: () => new Date().toISOString() }),
  moment('dueAt', { index: true }),
  { name: 'spokesperson', type: 'text', maxLength: 200 },
  { name: 'reply', type: 'richText', editor: bodyEditor },
  { name: 'files', type: 'upload', relationTo: 'media', hasMany: true, maxRows: 20 },
  moment('answeredAt', { index: true, admin: { position: 'sidebar' } }),
  { name: 'item', type: 'relationship', relationTo: 'items', admin: { position: 'sidebar' } },
  { name: 'event', type: 'relationship', relationTo: 'events', admin: { position: 'sidebar' } },
  {
    name: 'organization',
    type: 'relationship',
    relationTo: 'organizations',
    required: true,
    index: true,
    admin: { position: 'sidebar' },
  },
]

/**
 * The log of what the press asked and was told (plan, II.2.7): questions with their deadline and the written reply,
 * interviews, statements of the spokesperson, releases, and the file of each monthly briefing.
 */
export const pressRequests: CollectionConfig = {
  slug: 'press-requests',
  labels: collectionLabels('pressRequests'),
  access: access.pressRequests,
  endpoints: [sheetEndpoint],
  admin: {
    group: words('groups.content'),
    useAsTitle: 'subject',
    defaultColumns: ['subject', 'kind', 'newsroom', 'state', 'dueAt', 'answeredAt'],
    listSearchableFields: ['subject', 'newsroom', 'question'],
    components: { beforeListTable: ['/src/admin/press/StateLinks.tsx#StateLinks'] },
  },
  defaultSort: '-receivedAt',
  // a copy would be an answer that nobody gave
  disableDuplicate: true,
  forceSelect: { answeredAt: true, dueAt: true },
  fields: labelled('pressRequests', [
    ...request.map(untilAnswered),
    {
      name: 'corrections',
      type: 'array',
      labels: {
        singular: words('pressRequests.correction.one'),
        plural: words('pressRequests.correction.many'),
      },
      maxRows: 50,
      admin: { condition: (data) => Boolean(data?.answeredAt) },
      fields: [
        { name: 'text', type: 'textarea', required: true, maxLength: 3000 },
        {
          name: 'at',
          type: 'date',
          admin: { readOnly: true, date: { displayFormat: 'dd/MM/yyyy HH:mm' } },
          access: { create: fieldAccess.nobodyWrites, update: fieldAccess.nobodyWrites },
        },
        {
          name: 'by',
          type: 'relationship',
          relationTo: 'users',
          admin: { readOnly: true },
          access: { create: fieldAccess.nobodyWrites, update: fieldAccess.nobodyWrites },
        },
      ],
    },
    {
      name: 'state',
      type: 'select',
      virtual: true,
      options: [...PRESS_STATES],
      admin: { readOnly: true, position: 'sidebar', condition: (data) => Boolean(data?.state) },
      access: { create: fieldAccess.nobodyWrites, update: fieldAccess.nobodyWrites },
      hooks: {
        afterRead: [
          ({ data }) => pressStateOf({ answeredAt: data?.answeredAt, dueAt: data?.dueAt, now: new Date() }),
        ],
      },
    },
    {
      name: 'sheet',
      type: 'ui',
      admin: {
        position: 'sidebar',
        disableListColumn: true,
        components: { Field: '/src/admin/press/SheetLink.tsx#SheetLink' },
      },
    },
  ]),
  hooks: {
    beforeOperation: [requirePlainText, findByPressState],
    beforeValidate: [requireIdentifiers, requireCleanText('reply'), fillOwnOrganization, keepWithinScope],
    beforeChange: [requirePressParts, keepAnswerAsGiven],
  },
}

/** Shown as fixed once it was answered; `keepAnswerAsGiven` sees to it on every path. */
function untilAnswered(field: Field): Field {
  const isOpen: FieldAccess = ({ doc }) => !doc?.answeredAt
  return { ...field, access: { update: isOpen } } as Field
}
