// Delivery: what is published is frozen into editions, which portals read; see `app.ts` for the reading.
import type { Config, Plugin } from 'payload'
import { editions, placements, subscriberKeys, subscribers } from './collections.ts'
import { freezeEditions } from './hooks.ts'
import { type DeliveryOptions, sanitizeOptions } from './options.ts'

export { createDeliveryApp } from './app.ts'
export type { DeliveryOptions } from './options.ts'

/** Adds subscribers with their keys, editions and placements, and freezes one collection's documents. */
export const delivery =
  (given: DeliveryOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(given)
    const collections = (config.collections ?? []).map((collection) => {
      if (collection.slug !== options.collection) return collection
      const { hooks = {} } = collection
      return {
        ...collection,
        hooks: { ...hooks, afterChange: [...(hooks.afterChange ?? []), freezeEditions(options)] },
      }
    })
    return {
      ...config,
      collections: [...collections, subscribers(), subscriberKeys(), placements(), editions()],
    }
  }
