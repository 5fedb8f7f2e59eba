// Delivery: what is published is frozen into editions, which portals read; see `app.ts` for the reading.
import type { CollectionConfig, Config, Plugin } from 'payload'
import { editions, placements, subscriberKeys, subscribers } from './collections.ts'
import { installLedger, installSearch, installStatistics } from './database.ts'
import { freezeEditions } from './hooks/freezeEditions.ts'
import { withdrawDeleted } from './hooks/withdrawDeleted.ts'
import { type DeliveryOptions, sanitizeOptions } from './options.ts'
import { previewEndpoint } from './preview/endpoint.ts'
import { receipts, retrievals } from './proof/collections.ts'
import { installProofs } from './proof/database.ts'
import { proofEndpoint } from './proof/endpoint.ts'
import { pushDeliveries } from './push/collection.ts'
import { rememberOptions } from './push/rememberOptions.ts'
import { sourceOf } from './source.ts'

export { storedAddress } from './addresses.ts'
export { createDeliveryApp, type DeliveryAppOptions } from './app.ts'
export { type MediaStore, mediaOnDisk } from './mediaStore.ts'
export type { DeliveryOptions, DeliveryTables, Variant } from './options.ts'
export { prunePushes } from './push/prune.ts'
export { createPushSender, type PushSender, type PushSenderOptions } from './push/sender.ts'
export type { PushSummary } from './push/summary.ts'
export { searchOf } from './search.ts'

/**
 * Adds subscribers with their keys, editions and placements, and freezes one collection's documents. Place it
 * after plugins that add collections or fields which it is to deliver. Needs PostgreSQL.
 *
 * @throws Error when there is nothing to deliver or no outlet to deliver it to
 */
export const delivery =
  (given: DeliveryOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(given)
    const source = sourceOf({ config, options })
    const added = [
      subscribers(options),
      subscriberKeys(options),
      placements({ options, kinds: source.kinds }),
      editions(options),
      pushDeliveries(options),
      receipts(options),
      retrievals(options),
    ]
    const collections = (config.collections ?? []).map((collection): CollectionConfig => {
      if (!options.isEnabled || collection.slug !== options.collection) return collection
      const { hooks = {} } = collection
      return {
        ...collection,
        endpoints: [
          ...(collection.endpoints || []),
          proofEndpoint({ options, source }),
          previewEndpoint({ options, source }),
        ],
        hooks: {
          ...hooks,
          afterChange: [...(hooks.afterChange ?? []), freezeEditions({ options, source })],
          beforeDelete: [...(hooks.beforeDelete ?? []), withdrawDeleted({ options, source })],
        },
      }
    })
    return {
      ...config,
      collections: [...collections, ...added],
      custom: rememberOptions(config, options),
      ...(options.isEnabled
        ? {
            onInit: async (payload) => {
              await config.onInit?.(payload)
              await installLedger({ payload, editions: options.slugs.editions })
              await installSearch({ payload, ...options.slugs })
              await installStatistics({ payload, placements: options.slugs.placements })
              await installProofs({ payload, slugs: options.slugs })
            },
          }
        : {}),
    }
  }
