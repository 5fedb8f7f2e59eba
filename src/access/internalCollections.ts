// Why this exists: Payload adds collections of its own (locks, preferences, migrations) that are open to any
// logged-in user, which here includes portals.
import type { Access, PayloadHandler, SanitizedConfig } from 'payload'
import { refuse } from '../errors/index.ts'
import { staffOf } from './roles.ts'

/** Closes Payload's internal collections to everybody but staff; what Payload itself denies stays denied. */
export const closeInternalCollections = (config: SanitizedConfig): SanitizedConfig => {
  for (const collection of config.collections) {
    const { slug, access, endpoints } = collection
    if (!slug.startsWith('payload-')) continue
    // The endpoints of preferences ask no access function. New objects: Payload shares its own among all
    // collections.
    if (endpoints)
      collection.endpoints = endpoints.map((endpoint) => ({
        ...endpoint,
        handler: forStaff(endpoint.handler),
      }))
    for (const operation of ['create', 'read', 'update', 'delete', 'readVersions', 'unlock'] as const) {
      const original: Access | undefined = access[operation]
      access[operation] = (args) => (staffOf(args.req) && original ? original(args) : false)
    }
  }
  return config
}

const forStaff =
  (handler: PayloadHandler): PayloadHandler =>
  (req) => {
    if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
    return handler(req)
  }
