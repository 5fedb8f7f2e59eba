import type { CollectionConfig, PayloadRequest } from 'payload'
import { access } from '../access/table.ts'
import { CHANNELS, EVENT_KINDS, KINDS } from '../channels.ts'
import { invalid } from '../errors/index.ts'
import { collectionLabels, labelled, say, words } from '../i18n/index.ts'
import { calendarDate, clause, code, gloss } from '../planFields.ts'
import { PERIODS } from './calendar.ts'
import { DIMENSIONS } from './rules.ts'

/** The rules, as data: a new one works without code. */
export const quotas = (): CollectionConfig => ({
  slug: 'quotas',
  labels: collectionLabels('quotas'),
  access: access.quotas,
  admin: {
    group: words('groups.plan'),
    useAsTitle: 'title',
    defaultColumns: ['code', 'title', 'channel', 'period', 'min', 'max'],
    listSearchableFields: ['code', 'title', 'clause'],
  },
  defaultSort: 'code',
  fields: labelled('quotas', [
    code(),
    { name: 'plan', type: 'relationship', relationTo: 'plans', required: true, index: true },
    { name: 'title', type: 'text', required: true, maxLength: 300 },
    gloss(),
    clause(),
    {
      type: 'row',
      fields: [
        {
          name: 'counts',
          type: 'select',
          required: true,
          options: ['items', 'events'],
          defaultValue: 'items',
        },
        {
          name: 'enforcement',
          type: 'select',
          required: true,
          options: ['block', 'warn'],
          defaultValue: 'block',
        },
      ],
    },
    {
      type: 'row',
      fields: [
        { name: 'line', type: 'relationship', relationTo: 'lines' },
        { name: 'channel', type: 'select', options: [...CHANNELS] },
      ],
    },
    { name: 'kinds', type: 'select', hasMany: true, options: [...KINDS] },
    { name: 'eventKinds', type: 'select', hasMany: true, options: [...EVENT_KINDS] },
    { name: 'per', type: 'select', hasMany: true, options: [...DIMENSIONS] },
    {
      type: 'row',
      fields: [
        { name: 'period', type: 'select', required: true, options: [...PERIODS] },
        { name: 'min', type: 'number', min: 0, max: 10_000, validate: whole(0) },
        { name: 'max', type: 'number', min: 1, max: 10_000, validate: whole(1) },
      ],
    },
    {
      type: 'row',
      fields: [calendarDate('startsOn', { required: true }), calendarDate('endsOn', { required: true })],
    },
  ]),
  hooks: {
    beforeValidate: [
      // A lower bound above the upper one can never be met.
      ({ data, originalDoc, req }) => {
        const { min, max, startsOn, endsOn } = { ...originalDoc, ...data }
        if (min && max && min > max) throw invalid({ req, path: 'min', reason: 'minOverMax' })
        if (startsOn && endsOn && Date.parse(endsOn) < Date.parse(startsOn)) {
          throw invalid({ req, path: 'endsOn', reason: 'dateOrder' })
        }
        return data
      },
    ],
  },
})

/** The ledger: one row holds one numbered slot of one bucket. Written by `ledger.ts` alone. */
export const quotaSlots = (): CollectionConfig => ({
  slug: 'quota-slots',
  labels: collectionLabels('quotaSlots'),
  access: access.records,
  admin: {
    group: words('groups.records'),
    useAsTitle: 'period',
    defaultColumns: ['quota', 'period', 'slot', 'outlet', 'item', 'state'],
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [
    { fields: ['quota', 'bucket', 'slot'], unique: true },
    { fields: ['quota', 'bucket', 'item'], unique: true },
  ],
  fields: labelled('quotaSlots', [
    { name: 'quota', type: 'relationship', relationTo: 'quotas', required: true },
    { name: 'bucket', type: 'text', required: true },
    { name: 'slot', type: 'number', required: true },
    { name: 'item', type: 'relationship', relationTo: 'items', index: true },
    { name: 'outlet', type: 'relationship', relationTo: 'outlets' },
    { name: 'ranOutlet', type: 'relationship', relationTo: 'outlets' },
    { name: 'task', type: 'relationship', relationTo: 'tasks' },
    { name: 'event', type: 'relationship', relationTo: 'events' },
    { name: 'period', type: 'text', required: true },
    { name: 'state', type: 'select', required: true, options: ['reserved', 'consumed'] },
    { name: 'ranAt', type: 'date', required: true },
    { name: 'overrideReason', type: 'textarea' },
  ]),
})

function whole(least: 0 | 1) {
  return (value: unknown, { req }: { req: PayloadRequest }) => {
    if (value === null || value === undefined) return true
    const isGood = Number.isInteger(value) && Number(value) >= least && Number(value) <= 10_000
    return isGood || say(req, least === 0 ? 'errors.wholeNumber' : 'errors.wholePositive')
  }
}
