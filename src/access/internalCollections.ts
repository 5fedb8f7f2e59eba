// Why this exists: Payload adds collections of its own (locks, preferences, migrations) that are open to any
// logged-in user, which here includes portals.
import type { Access, SanitizedConfig } from 'payload'
import { refuse } from '../errors/index.ts'
import { staffOf } from './roles.ts'

/** Closes Payload's internal collections to everybody but staff; what Payload itself denies stays denied. */
export const closeInternalCollections = (config: SanitizedConfig): SanitizedConfig => {
  for (const { slug, access, endpoints } of config.collections) {
    if (!slug.startsWith('payload-')) continue
    // the endpoints of preferences ask no access function
    for (const endpoint of endpoints || []) {
      const { handler } = endpoint
      endpoint.handler = (req) => {
        if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
        return handler(req)
      }
    }
    for (const operation of ['create', 'read', 'update', 'delete', 'readVersions', 'unlock'] as const) {
      const original: Access | undefined = access[operation]
      access[operation] = (args) => (staffOf(args.req) && original ? original(args) : false)
    }
  }
  return config
}
