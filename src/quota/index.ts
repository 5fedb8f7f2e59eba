// Quotas: rules as data, slots in a ledger whose unique key keeps the upper bound, progress to read.
import type { Config, Plugin } from 'payload'
import { quotaSlots, quotas } from './collections.ts'
import { releaseSlots, settleSlots } from './hooks.ts'
import { type QuotaOptions, sanitizeOptions } from './options.ts'
import { previewEndpoint } from './preview.ts'
import { progressEndpoint } from './progress.ts'

export type { QuotaOptions } from './options.ts'

/** Adds the collections `quotas` and `quota-slots`, and keeps the ledger of one collection's documents. */
export const quota =
  (given: QuotaOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(given)
    const rules = { ...quotas(), endpoints: [progressEndpoint(options)] }
    const collections = (config.collections ?? []).map((collection) => {
      if (collection.slug !== options.collection) return collection
      const { hooks = {} } = collection
      return {
        ...collection,
        endpoints: [...(collection.endpoints || []), previewEndpoint(options)],
        hooks: {
          ...hooks,
          beforeChange: [...(hooks.beforeChange ?? []), settleSlots(options)],
          beforeDelete: [...(hooks.beforeDelete ?? []), releaseSlots],
        },
      }
    })
    return {
      ...config,
      collections: [...collections, options.collections?.quotas?.(rules) ?? rules, quotaSlots()],
    }
  }
