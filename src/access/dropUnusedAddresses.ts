// Why this exists: Payload gives every collection the addresses of versions, of logging in with a password, of verifying an
// e-mail and of fetching a file from elsewhere, used or not. Those that are not used end as an error 500, some for people who are not
// logged in too, or give a machine a session that it should not have. What is not there cannot be asked.
import type { SanitizedCollectionConfig, SanitizedConfig } from 'payload'

/** Takes the addresses of REST and the fields of GraphQL that belong to what a collection does not do. */
export const dropUnusedAddresses = (config: SanitizedConfig): SanitizedConfig => {
  for (const collection of config.collections) {
    if (!collection.endpoints) continue
    const isUnused = unusedIn(collection)
    collection.endpoints = collection.endpoints.filter(({ path }) => !isUnused(path))
  }
  config.graphQL.queries = without(config, 'Query', config.graphQL.queries)
  config.graphQL.mutations = without(config, 'Mutation', config.graphQL.mutations)
  return config
}

const unusedIn = ({ versions, upload, auth }: SanitizedCollectionConfig) => {
  const unused = [
    ...(versions ? [] : ['/versions']),
    ...(upload?.pasteURL ? [] : ['/paste-url']),
    ...(auth?.verify ? [] : ['/verify']),
    ...(auth?.maxLoginAttempts ? [] : ['/unlock']),
    ...(auth?.disableLocalStrategy ? OF_PASSWORDS : []),
  ]
  return (path: string) => unused.some((start) => path === start || path.startsWith(`${start}/`))
}

const OF_PASSWORDS = [
  ...['/login', '/logout', '/me', '/refresh-token', '/init', '/first-register'],
  ...['/forgot-password', '/reset-password', '/unlock'],
]

type Custom = SanitizedConfig['graphQL']['queries']

/** Payload calls `queries` and `mutations` with its own fields at hand, before it makes the schema of them. */
const without =
  (config: SanitizedConfig, type: 'Query' | 'Mutation', custom: Custom): NonNullable<Custom> =>
  (graphql, context) => {
    const { fields } = (context as unknown as Record<typeof type, { fields: Record<string, unknown> }>)[type]
    for (const { auth, slug } of config.collections) {
      const singular = context.collections[slug]?.graphQL?.type.name
      if (!auth || !singular) continue
      if (!auth.verify) delete fields[`verifyEmail${singular}`]
      if (!auth.disableLocalStrategy) continue
      for (const name of ['me', 'initialized', 'refreshToken', 'logout']) delete fields[`${name}${singular}`]
    }
    return custom?.(graphql, context) ?? {}
  }
