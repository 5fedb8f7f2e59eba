// Quotas: rules as data, slots in a ledger whose unique key keeps the upper bound, progress to read.
import type { CollectionConfig, Config, Plugin } from 'payload'
import { checkEndpoints } from './check.ts'
import { quotaChecks, quotaSlots, quotas, runsField } from './collections.ts'
import { keepLedgerWhole } from './hooks/keepLedgerWhole.ts'
import {
  type CountedBy,
  RULE_FIELDS,
  recountAfterDelete,
  recountRule,
  recountWhenChanged,
  releaseRule,
  stopBeforeChange,
  stopBeforeDelete,
} from './hooks/recountAfterChange.ts'
import { releaseEventSlots, releaseSlots, releaseWhatIsOff } from './hooks/releaseSlots.ts'
import { settleEventSlots, settleNewEvent } from './hooks/settleEventSlots.ts'
import { settleNew, settleSlots } from './hooks/settleSlots.ts'
import { type QuotaOptions, rememberOptions, type SanitizedQuotaOptions, sanitizeOptions } from './options.ts'
import { previewEndpoints } from './preview.ts'
import { progressEndpoint } from './progressEndpoint.ts'
import { RELATIONS, type RelationName } from './sources.ts'

export { checkLedger, checkLedgerDaily, type Difference } from './check.ts'
export { stopCounting } from './ledger.ts'
export { type QuotaOptions, quotaOptionsIn } from './options.ts'
export { foreseeRefusal, foreseeRuns } from './preview.ts'
export { type ForeseenSlot, previewMany } from './previewMany.ts'
export { type Progress, type ProgressRow, progressOf, progressRows } from './progress.ts'
export { recount } from './recount.ts'
export { periodInWords } from './refusal.ts'
export { column } from './sources.ts'
export { isUsedSlot } from './used.ts'
export { ranAtIn } from './wanted.ts'

/**
 * Adds the rules, the ledger and its checks, and counts one collection's documents (and, where rules ask for it,
 * events). Place it after the collections it counts by, and after the approval plugin.
 * @throws Error when the collection to count is not there
 */
export const quota =
  (given: QuotaOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(config, given)
    const { overrides } = options
    const rules = overrides.quotas?.(quotas(options)) ?? quotas(options)
    const slots = overrides.slots?.(quotaSlots(options)) ?? quotaSlots(options)
    const checks = overrides.checks?.(quotaChecks(options)) ?? quotaChecks(options)
    const enforced = (collection: CollectionConfig): CollectionConfig =>
      collection.slug === options.collection
        ? counted(collection, options)
        : hooksBeside(collection.slug, options).reduce<CollectionConfig>(withHooks, collection)

    const watchedRules = (collection: CollectionConfig): CollectionConfig => ({
      ...withHooks(collection, {
        beforeChange: [stopBeforeChange(options, RULE_FIELDS)],
        afterChange: [recountRule(options)],
        beforeDelete: [releaseRule(options)],
      }),
      endpoints: [...(collection.endpoints || []), progressEndpoint(options)],
    })

    const withField = (collection: CollectionConfig): CollectionConfig =>
      collection.slug === options.collection
        ? { ...collection, fields: [...collection.fields, runsField(options)] }
        : collection
    const collections = (config.collections ?? []).map(withField)
    if (!options.enabled) return { ...config, collections: [...collections, rules, slots, checks] }
    return {
      ...config,
      collections: [
        ...collections.map(enforced),
        watchedRules(rules),
        slots,
        { ...checks, endpoints: [...(checks.endpoints || []), ...checkEndpoints(options)] },
      ],
      custom: rememberOptions(config, options),
    }
  }

const counted = (collection: CollectionConfig, options: SanitizedQuotaOptions): CollectionConfig => ({
  ...withHooks(collection, {
    beforeChange: [settleSlots(options)],
    afterChange: [settleNew(options), releaseWhatIsOff(options)],
    beforeDelete: [releaseSlots(options)],
    afterOperation: [keepLedgerWhole],
  }),
  endpoints: [...(collection.endpoints || []), ...previewEndpoints(options)],
})

/** By which of their fields documents are counted, beside their own. */
const COUNTED_BY: Partial<Record<RelationName, CountedBy>> = {
  plan: ['timeZone'],
  outlet: ['channel', 'opensOn', 'closesOn', 'organization'],
  organization: ['opensOn', 'closesOn'],
  event: ['kind', 'plan'],
}

/** The hooks of a collection that documents are counted by, in the order in which they run. */
const hooksBeside = (slug: string, options: SanitizedQuotaOptions): Hooks[] => {
  const names = RELATIONS.filter((name) => options.sources[name]?.collection === slug)
  return names.flatMap((name): Hooks[] => {
    const fields = COUNTED_BY[name]
    const isCounted = name === 'event' && options.sources.event?.startsAt
    return [
      ...(fields
        ? [
            {
              beforeChange: [stopBeforeChange(options, fields)],
              afterChange: [recountWhenChanged(options, fields)],
            },
          ]
        : []),
      { beforeDelete: [stopBeforeDelete(options)], afterDelete: [recountAfterDelete(options)] },
      ...(isCounted ? [countedEvents(options)] : []),
    ]
  })
}

type Hooks = NonNullable<CollectionConfig['hooks']>

const countedEvents = (options: SanitizedQuotaOptions): Hooks => ({
  beforeChange: [settleEventSlots(options)],
  afterChange: [settleNewEvent(options)],
  beforeDelete: [releaseEventSlots(options)],
  afterOperation: [keepLedgerWhole],
})

/** The collection with further hooks after those it has. */
const withHooks = (collection: CollectionConfig, added: Hooks): CollectionConfig => {
  const hooks = { ...collection.hooks } as Record<string, unknown[]>
  for (const [name, more] of Object.entries(added) as [string, unknown[]][])
    hooks[name] = [...(hooks[name] ?? []), ...more]
  return { ...collection, hooks: hooks as Hooks }
}
