// Why this exists: Payload adds collections of its own (locks, preferences, migrations) that are open to any
// logged-in user, which here includes portals.
import type { Access, Endpoint, PayloadHandler, SanitizedConfig } from 'payload'
import { refuse } from '../errors/index.ts'
import { staffOf } from './roles.ts'

/**
 * Closes Payload's internal collections to everybody but staff, and to GraphQL altogether; what Payload itself denies
 * stays denied.
 */
export const closeInternalCollections = (config: SanitizedConfig): SanitizedConfig => {
  for (const collection of config.collections) {
    const { slug, access, endpoints } = collection
    if (!slug.startsWith('payload-')) continue
    collection.graphQL = false
    // The endpoints of preferences ask no access function. New objects: Payload shares its own among all
    // collections.
    if (endpoints)
      collection.endpoints = endpoints.filter(isRight).map((endpoint) => ({
        ...endpoint,
        handler: forStaff(isForgetting(endpoint) ? forgetPreference : endpoint.handler),
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

// counts preferences of everybody, whatever access says
const isRight = ({ path }: Endpoint) => path !== '/count'

const isForgetting = ({ method, path }: Endpoint) => method === 'delete' && path === '/:key'

// Payload's own asks by a relation to two collections in a way that PostgreSQL does not understand (500)
const forgetPreference: PayloadHandler = async (req) => {
  const { docs } = await req.payload.delete({
    collection: 'payload-preferences',
    where: { key: { equals: String(req.routeParams?.key) } },
    depth: 0,
    overrideAccess: false,
    req,
  })
  const [doc] = docs
  if (!doc) throw refuse({ req, code: 'not-found' })
  return Response.json(doc)
}
