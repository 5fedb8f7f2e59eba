// Why this exists: Payload takes `where=abc`, operators of fields we do not have and a list of limits as they
// come, and fails with an error 500; and `limit=0` means everything.
import type { CollectionBeforeOperationHook, Config, Plugin } from 'payload'
import { invalid } from '../errors/index.ts'

/** What one request may read at the most. */
const MAX_LIMIT = 1000

/** Gives every collection the guard; place it last, so that it sees the collections of all plugins. */
export const guardQueries = (): Plugin => (config: Config) => ({
  ...config,
  collections: (config.collections ?? []).map((collection) => ({
    ...collection,
    hooks: {
      ...collection.hooks,
      beforeOperation: [refuseBrokenQueries, ...(collection.hooks?.beforeOperation ?? [])],
    },
  })),
})

const refuseBrokenQueries: CollectionBeforeOperationHook = ({ args, req }) => {
  // our own code asks for what it needs
  if (req.payloadAPI === 'local' || (args as { overrideAccess?: boolean }).overrideAccess) return args
  const { where, limit } = args as { where?: unknown; limit?: unknown }
  if (where !== undefined && where !== null && !isCondition(where)) throw invalid({ req, path: 'where' })
  if (limit === undefined || limit === null) return args
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0)
    throw invalid({ req, path: 'limit' })
  return limit === 0 || limit > MAX_LIMIT ? { ...args, limit: MAX_LIMIT } : args
}

// for points and shapes on a map, of which there are none
const UNKNOWN_OPERATORS = new Set(['near', 'within', 'intersects'])

const isCondition = (where: unknown): boolean => {
  if (typeof where !== 'object' || where === null || Array.isArray(where)) return false
  return Object.entries(where).every(([key, value]) => {
    if (key.toLowerCase() === 'and' || key.toLowerCase() === 'or') {
      return Array.isArray(value) ? value.every(isCondition) : isCondition(value)
    }
    if (typeof value !== 'object' || value === null) return false
    return Object.keys(value).every((operator) => !UNKNOWN_OPERATORS.has(operator))
  })
}
