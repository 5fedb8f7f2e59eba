import type { CollectionConfig } from 'payload'
import { countAsReceipt } from '../hooks/countAsReceipt.ts'
import { requireIdentifiers } from '../hooks/requireIdentifiers.ts'
import { requirePlainText } from '../hooks/requirePlainText.ts'
import { requireProof } from '../hooks/requireProof.ts'
import { access, fieldAccess } from '../src/access/table.ts'
import { PROOF_KINDS } from '../src/channels/proofKinds.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { calendarDate } from '../src/planFields.ts'

/**
 * That an item ran where no program tells so: a newspaper's address, a clip, a scan, copies handed out. Recorded by an
 * editor, never changed, and counted as the receipts of portals are.
 */
export const proofs: CollectionConfig = {
  slug: 'proofs',
  labels: collectionLabels('proofs'),
  access: access.proofs,
  admin: {
    group: words('groups.records'),
    useAsTitle: 'id',
    defaultColumns: ['item', 'outlet', 'kind', 'ranOn', 'url', 'createdAt'],
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  fields: labelled('proofs', [
    { name: 'item', type: 'relationship', relationTo: 'items', required: true, index: true },
    { name: 'outlet', type: 'relationship', relationTo: 'outlets', required: true },
    {
      name: 'kind',
      type: 'select',
      required: true,
      options: [...PROOF_KINDS],
    },
    calendarDate('ranOn', { required: true }),
    { name: 'url', type: 'text', maxLength: 2000 },
    { name: 'file', type: 'upload', relationTo: 'media' },
    { name: 'copies', type: 'number', min: 1, max: 10_000_000, admin: { condition: isDelivery } },
    // a unit of the distribution list, or another
    { name: 'receiver', type: 'text', maxLength: 200, admin: { condition: isDelivery } },
    { name: 'note', type: 'textarea', maxLength: 1000 },
    {
      name: 'recordedBy',
      type: 'relationship',
      relationTo: 'users',
      access: { create: fieldAccess.nobodyWrites, update: fieldAccess.nobodyWrites },
      admin: { readOnly: true, condition: (data) => Boolean(data?.recordedBy) },
    },
  ]),
  hooks: {
    beforeOperation: [requirePlainText],
    beforeValidate: [requireIdentifiers, requireProof],
    afterChange: [countAsReceipt],
  },
}

function isDelivery(data: { kind?: unknown }) {
  return data?.kind === 'delivery'
}
