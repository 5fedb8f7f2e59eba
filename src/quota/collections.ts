import type { CollectionConfig, Field, PayloadRequest, RelationshipField } from 'payload'
import { invalid } from '../errors/index.ts'
import { collectionLabels, labelled, say, words } from '../i18n/index.ts'
import { calendarDate, clause, code, gloss } from '../planFields.ts'
import { PERIODS } from './calendar.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { DIMENSIONS, type Dimension } from './rules.ts'
import { type Sources, sameChoices } from './sources.ts'

/** The rules, as data: a new one works without code. Filters are there for what the project has. */
export const quotas = ({ slugs, access, sources }: SanitizedQuotaOptions): CollectionConfig => ({
  slug: slugs.quotas,
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
    ...(sources.plan ? [{ ...pointsAt('plan', sources.plan), required: true, index: true }] : []),
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
    ...filters(sources),
    { name: 'per', type: 'select', hasMany: true, options: dimensionsOf(sources) },
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
export const quotaSlots = ({ slugs, access, sources }: SanitizedQuotaOptions): CollectionConfig => {
  const { counted, event, outlet, task, organization } = sources
  return {
    slug: slugs.slots,
    labels: collectionLabels('quotaSlots'),
    access: access.slots,
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
      ...(event ? [{ fields: ['quota', 'bucket', 'heldEvent'], unique: true }] : []),
    ],
    fields: labelled('quotaSlots', [
      { ...pointsAt('quota', { collection: slugs.quotas }), required: true },
      { name: 'bucket', type: 'text', required: true },
      { name: 'slot', type: 'number', required: true },
      // who holds it: a document or an event
      { ...pointsAt('item', counted), index: true },
      ...(event ? [{ ...pointsAt('heldEvent', event), index: true }] : []),
      // what the bucket is split by
      ...(outlet ? [pointsAt('outlet', outlet), pointsAt('ranOutlet', outlet)] : []),
      ...(task ? [pointsAt('task', task)] : []),
      ...(event ? [pointsAt('event', event)] : []),
      ...(organization ? [pointsAt('organization', organization)] : []),
      { name: 'period', type: 'text', required: true },
      { name: 'state', type: 'select', required: true, options: ['reserved', 'consumed'] },
      { name: 'ranAt', type: 'date', required: true },
      { name: 'overrideReason', type: 'textarea' },
    ]),
  }
}

/** What each night's comparison of ledger and documents found; see `check.ts`. */
export const quotaChecks = ({ slugs, access }: SanitizedQuotaOptions): CollectionConfig => ({
  slug: slugs.checks,
  labels: collectionLabels('quotaChecks'),
  access: access.checks,
  admin: {
    group: words('groups.records'),
    useAsTitle: 'day',
    defaultColumns: ['day', 'at', 'slots', 'differences'],
  },
  defaultSort: '-at',
  disableDuplicate: true,
  lockDocuments: false,
  fields: labelled('quotaChecks', [
    // one a day, whoever makes it first
    { name: 'day', type: 'text', required: true, unique: true },
    { name: 'at', type: 'date', required: true },
    { name: 'slots', type: 'number', required: true },
    { name: 'differences', type: 'number', required: true },
    { name: 'found', type: 'json' },
  ]),
})

/**
 * Where and when the live document runs, as it was counted: `[{ outlet, at }]`, instants ISO 8601 in UTC. Kept
 * beside the document, so that a rule made later counts it for the period in which it really ran.
 */
export const runsField = ({ actorOf }: SanitizedQuotaOptions): Field => ({
  name: 'runs',
  type: 'json',
  access: { create: () => false, update: () => false, read: ({ req }) => actorOf(req) !== null },
  admin: { hidden: true, disableListColumn: true, disableListFilter: true, disableBulkEdit: true },
})

/** What rules may be split by in this project. */
export const dimensionsOf = (sources: Sources): Dimension[] => DIMENSIONS.filter((name) => sources[name])

const filters = ({ line, outlet, counted, event }: Sources): Field[] => {
  const found: Field[] = []
  if (line) found.push(pointsAt('line', line))
  if (outlet?.channels) found.push({ name: 'channel', type: 'select', options: sameChoices(outlet.channels) })
  const row: Field[] = found.length > 1 ? [{ type: 'row', fields: found } as Field] : found
  const choices: Field[] = []
  if (counted.kinds)
    choices.push({ name: 'kinds', type: 'select', hasMany: true, options: sameChoices(counted.kinds) })
  if (event?.kinds)
    choices.push({ name: 'eventKinds', type: 'select', hasMany: true, options: sameChoices(event.kinds) })
  return [...row, ...choices]
}

const pointsAt = (name: string, { collection }: { collection: string }) =>
  ({ name, type: 'relationship', relationTo: collection, hasMany: false }) as RelationshipField & {
    hasMany: false
  }

function whole(least: 0 | 1) {
  return (value: unknown, { req }: { req: PayloadRequest }) => {
    if (value === null || value === undefined) return true
    const isGood = Number.isInteger(value) && Number(value) >= least && Number(value) <= 10_000
    return isGood || say(req, least === 0 ? 'errors.wholeNumber' : 'errors.wholePositive')
  }
}
