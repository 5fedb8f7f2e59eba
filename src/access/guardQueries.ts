// Why this exists: Payload takes `where=abc`, operators of fields we do not have and a list of limits as they
// come, and fails with an error 500; `limit=0` means everything; and a filter through a relation
// (`author.email`) lets its sender probe what he cannot read, and leaves a rejected promise nobody handles.
import type { CollectionBeforeOperationHook, Config, FlattenedField, Plugin } from 'payload'
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

const refuseBrokenQueries: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  // our own code asks for what it needs
  if (req.payloadAPI === 'local' || (args as { overrideAccess?: boolean }).overrideAccess) return args
  const { where, limit } = args as { where?: unknown; limit?: unknown }
  if (where !== undefined && where !== null && !isCondition(where)) throw invalid({ req, path: 'where' })
  // Payload takes a condition that it cannot read for none, and would change or remove everything
  const isBulk = ['update', 'delete'].includes(operation) && (args as { id?: unknown }).id === undefined
  if (isBulk && conditionsIn(where).length === 0) throw invalid({ req, path: 'where' })
  const fields = fieldsOf(args)
  const sorted = [(args as { sort?: unknown }).sort ?? []]
    .flat()
    .map((path) => String(path).replace(/^-/, ''))
  const path = [...pathsIn(where), ...sorted].find((one) => leadsToPeople({ path: one, fields }))
  if (path) throw invalid({ req, path })
  const blank = conditionsIn(where).find(({ path: one, condition }) =>
    isBlankOnJson({ path: one, condition, fields }),
  )
  if (blank) throw invalid({ req, path: blank.path })
  if (limit === undefined || limit === null) return args
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0)
    throw invalid({ req, path: 'limit' })
  return limit === 0 || limit > MAX_LIMIT ? { ...args, limit: MAX_LIMIT } : args
}

const fieldsOf = (args: unknown): FlattenedField[] =>
  (args as { collection?: { config?: { flattenedFields?: FlattenedField[] } } }).collection?.config
    ?.flattenedFields ?? []

/** Every path that is asked about, with what is asked about it. */
const conditionsIn = (where: unknown): { path: string; condition: unknown }[] =>
  Object.entries((where ?? {}) as Record<string, unknown>).flatMap(([key, value]) =>
    ['and', 'or'].includes(key.toLowerCase())
      ? Object.values(value ?? {}).flatMap(conditionsIn)
      : [{ path: key, condition: value }],
  )

const pathsIn = (where: unknown): string[] => conditionsIn(where).map(({ path }) => path)

/** Words to look for in a text, of which there are none: Payload makes a statement of it that PostgreSQL cannot read. */
const isBlankOnJson = ({
  path,
  condition,
  fields,
}: {
  path: string
  condition: unknown
  fields: FlattenedField[]
}): boolean => {
  const [name] = path.replace(/^version\./, '').split('.')
  const type = fields.find((one) => one.name === name)?.type
  if (type !== 'richText' && type !== 'json') return false
  return Object.values((condition ?? {}) as object).some((value) => String(value).trim() === '')
}

/** Whether a path goes on behind a relation to users; the identifier itself may be asked for. */
const leadsToPeople = ({ path, fields }: { path: string; fields: FlattenedField[] }): boolean => {
  const [name, next] = path.replace(/^version\./, '').split('.')
  const field = fields.find((one) => one.name === name)
  if (!next || next === 'id' || field?.type !== 'relationship') return false
  return [field.relationTo].flat().includes('users')
}

// for points and shapes on a map, of which there are none; and `all`, which fails on whatever is no list
const UNKNOWN_OPERATORS = new Set(['near', 'within', 'intersects', 'all'])

const isCondition = (where: unknown): boolean => {
  if (typeof where !== 'object' || where === null || Array.isArray(where)) return false
  return Object.entries(where).every(([key, value]) => {
    if (key.toLowerCase() === 'and' || key.toLowerCase() === 'or') {
      return Object.values(value ?? {}).every((one) => isCondition(one) && conditionsIn(one).length > 0)
    }
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return false
    return Object.keys(value).every((operator) => !UNKNOWN_OPERATORS.has(operator))
  })
}
