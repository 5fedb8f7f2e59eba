// Quotas: rules as data, slots in a ledger whose unique key keeps the upper bound, progress to read.
import type { CollectionConfig, Config, Plugin } from 'payload'
import { checkEndpoint } from './check.ts'
import { quotaChecks, quotaSlots, quotas, runsField } from './collections.ts'
import {
  recountAfterDelete,
  recountRule,
  recountWhenChanged,
  releaseRule,
} from './hooks/recountAfterChange.ts'
import { releaseEventSlots, releaseSlots, releaseWhatIsOff } from './hooks/releaseSlots.ts'
import { settleEventSlots, settleNewEvent } from './hooks/settleEventSlots.ts'
import { settleNew, settleSlots } from './hooks/settleSlots.ts'
import { type QuotaOptions, rememberOptions, type SanitizedQuotaOptions, sanitizeOptions } from './options.ts'
import { previewEndpoint } from './preview.ts'
import { progressEndpoint } from './progressEndpoint.ts'

export { checkLedger, checkLedgerDaily, type Difference } from './check.ts'
export { type QuotaOptions, quotaOptionsIn } from './options.ts'
export { foreseeRefusal } from './preview.ts'
export { type Progress, progressOf } from './progress.ts'

/**
 * Adds the rules, the ledger and its checks, and counts one collection's documents (and, where rules ask for it,
 * events). Place it after the collections it counts by, and after the approval plugin.
 * @throws Error when the collection to count is not there
 */
export const quota =
  (given: QuotaOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(config, given)
    const { overrides, sources } = options
    const rules = overrides.quotas?.(quotas(options)) ?? quotas(options)
    const slots = overrides.slots?.(quotaSlots(options)) ?? quotaSlots(options)
    const checks = overrides.checks?.(quotaChecks(options)) ?? quotaChecks(options)
    const isOf = (name: 'plan' | 'line' | 'task' | 'event' | 'organization' | 'outlet', slug: string) =>
      sources[name]?.collection === slug

    const enforced = (collection: CollectionConfig): CollectionConfig => {
      const { slug } = collection
      if (slug === options.collection) return counted(collection, options)
      const added: CollectionConfig['hooks'][] = []
      if (isOf('event', slug) && sources.event?.startsAt) added.push(countedEvents(options))
      if (isOf('plan', slug)) added.push({ afterChange: [recountWhenChanged(options, ['timeZone'])] })
      if (isOf('outlet', slug))
        added.push({
          afterChange: [recountWhenChanged(options, ['channel', 'opensOn', 'closesOn', 'organization'])],
        })
      if (isOf('organization', slug))
        added.push({ afterChange: [recountWhenChanged(options, ['opensOn', 'closesOn'])] })
      if (isOf('event', slug)) added.push({ afterChange: [recountWhenChanged(options, ['kind'])] })
      const isPointedAt = (['line', 'task', 'event', 'organization', 'outlet'] as const).some((name) =>
        isOf(name, slug),
      )
      if (isPointedAt) added.push({ afterDelete: [recountAfterDelete(options)] })
      return added.reduce<CollectionConfig>(withHooks, collection)
    }

    const watchedRules = (collection: CollectionConfig): CollectionConfig => ({
      ...withHooks(collection, {
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
        { ...checks, endpoints: [...(checks.endpoints || []), checkEndpoint(options)] },
      ],
      custom: rememberOptions(config, options),
    }
  }

const counted = (collection: CollectionConfig, options: SanitizedQuotaOptions): CollectionConfig => ({
  ...withHooks(collection, {
    beforeChange: [settleSlots(options)],
    afterChange: [settleNew(options), releaseWhatIsOff(options)],
    beforeDelete: [releaseSlots(options)],
  }),
  endpoints: [...(collection.endpoints || []), previewEndpoint(options)],
})

const countedEvents = (options: SanitizedQuotaOptions): CollectionConfig['hooks'] => ({
  beforeChange: [settleEventSlots(options)],
  afterChange: [settleNewEvent(options)],
  beforeDelete: [releaseEventSlots(options)],
})

/** The collection with further hooks after those it has. */
const withHooks = (
  collection: CollectionConfig,
  added: NonNullable<CollectionConfig['hooks']> | undefined,
): CollectionConfig => {
  const hooks = { ...collection.hooks } as Record<string, unknown[]>
  for (const [name, more] of Object.entries(added ?? {}) as [string, unknown[]][])
    hooks[name] = [...(hooks[name] ?? []), ...more]
  return { ...collection, hooks: hooks as CollectionConfig['hooks'] }
}
