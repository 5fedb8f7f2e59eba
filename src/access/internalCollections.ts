// Why this exists: Payload adds collections of its own (locks, preferences, migrations) that are open to any
// logged-in user, which here includes portals.
import type { Access, SanitizedConfig } from 'payload'
import { staffOf } from './roles.ts'

/** Closes Payload's internal collections to everybody but staff; what Payload itself denies stays denied. */
export const closeInternalCollections = (config: SanitizedConfig): SanitizedConfig => {
  for (const { slug, access } of config.collections) {
    if (!slug.startsWith('payload-')) continue
    for (const operation of ['create', 'read', 'update', 'delete', 'readVersions', 'unlock'] as const) {
      const original: Access | undefined = access[operation]
      access[operation] = (args) => (staffOf(args.req) && original ? original(args) : false)
    }
  }
  return config
}
