// Why this exists: Payload stores `createdAt` and `updatedAt` as a caller sends them. A remark, a proof or an entry that is
// added and never changed would bear the date that its writer likes, and a lock on a document would never end.
import type { CollectionBeforeOperationHook, SanitizedConfig } from 'payload'

/** When a document was made and changed, the house's clock tells: what is sent has no effect. */
export const dropGivenDates: CollectionBeforeOperationHook = ({ args }) => {
  const { data } = args as { data?: Record<string, unknown> }
  if (!data || !('createdAt' in data || 'updatedAt' in data)) return args
  const { createdAt: _created, updatedAt: _updated, ...rest } = data
  return { ...args, data: rest } as typeof args
}

/** Gives every collection the rule, Payload's own too; what writes past the operations (`payload.db`) keeps its dates. */
export const keepOwnDates = (config: SanitizedConfig): SanitizedConfig => {
  for (const collection of config.collections) {
    const { beforeOperation } = collection.hooks
    // a new object: Payload shares its own among collections
    collection.hooks = { ...collection.hooks, beforeOperation: [dropGivenDates, ...beforeOperation] }
  }
  return config
}
