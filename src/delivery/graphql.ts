// GraphQL of the delivery API, on the same queries as its REST.
import { createGraphQLError, createSchema, createYoga } from 'graphql-yoga'
import { withBase } from './addresses.ts'
import { DeliveryError, deliveryError, languageOfRequest, toBody } from './errors.ts'
import type { Follow } from './following.ts'
import { taxonomyResolvers, taxonomyTypes } from './graphqlTaxonomies.ts'
import { limitQueries } from './queryLimits.ts'
import type { Reader } from './reading.ts'
import { changesQuery, type DeliveredItem, itemsQuery } from './schema.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'
import type { Taxonomies } from './taxonomies.ts'

type Context = { key: string; subscriber: FoundSubscriber }

export const deliveryGraphQL = ({
  reader,
  taxonomies,
  follow,
  endpoint,
  baseOf,
}: {
  reader: Reader
  taxonomies: Taxonomies
  follow: Follow
  endpoint: string
  baseOf: (url: string) => string
}) => {
  const yoga = createYoga<Context>({
    graphqlEndpoint: endpoint,
    landingPage: false,
    graphiql: false,
    logging: false,
    maskedErrors: { maskError: (error) => error as Error },
    plugins: [limitQueries()],
    schema: createSchema<Context>({
      typeDefs: [typeDefs, taxonomyTypes],
      resolvers: {
        Query: {
          ...taxonomyResolvers({ taxonomies, guard }),
          items: guard(async (args, { subscriber, request }) => {
            const parsed = itemsQuery.safeParse(withoutNulls(args))
            if (!parsed.success)
              throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
            const { bodies, next } = await reader.pageOf({ subscriber, query: parsed.data })
            return { items: bodies.map((body) => parse({ body, base: baseOf(request.url) })), next }
          }),
          changes: guard(async (args, { key, subscriber, request }) => {
            const parsed = changesQuery.safeParse(withoutNulls(args))
            if (!parsed.success)
              throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
            const { signal } = request
            const { changes, next } = await follow({ key, subscriber, query: parsed.data, signal })
            const base = baseOf(request.url)
            return {
              changes: changes.map(({ body, ...change }) => ({
                ...change,
                item: body === null ? null : parse({ body, base }),
              })),
              next,
            }
          }),
          item: guard(async ({ id }, { subscriber, request }) =>
            parse({ body: await reader.bodyOf({ subscriber, id: String(id) }), base: baseOf(request.url) }),
          ),
        },
      },
    }),
  })
  return (request: Request, { key, subscriber }: Context) => yoga.fetch(request, { key, subscriber })
}

const parse = ({ body, base }: { body: string; base: string }): DeliveredItem =>
  JSON.parse(withBase({ body, base }))

const withoutNulls = (args: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null))

/** Errors of a resolver with the code and words of the REST API, in `extensions.data`. */
const guard =
  <Result>(
    resolve: (args: Record<string, unknown>, context: Context & { request: Request }) => Promise<Result>,
  ) =>
  async (
    _root: unknown,
    args: Record<string, unknown>,
    context: Context & { request: Request },
  ): Promise<Result> => {
    try {
      return await resolve(args, context)
    } catch (error) {
      const language = languageOfRequest(context.request.headers)
      const { status, body } = toBody({ error, language })
      const [{ message, data }] = body.errors as [{ message: string; data: object }]
      // a refusal is an answer (200 with errors); trouble of ours is not
      const http = error instanceof DeliveryError ? {} : { http: { status } }
      throw createGraphQLError(message, { extensions: { data, ...http } })
    }
  }

const typeDefs = /* GraphQL */ `
  "A picture; url is absolute, sizes in pixels."
  type Media {
    url: String!
    width: Int!
    height: Int!
    mimeType: String!
    alt: String!
    credit: String
  }
  "One item as one outlet shows it. Instants are ISO 8601 in UTC; task, line, themes, event, organization and outlet are codes of the plan."
  type Item {
    id: ID!
    edition: Int!
    outlet: String!
    title: String!
    slug: String!
    kind: String!
    summary: String
    html: String!
    text: String!
    task: String
    line: String
    themes: [String!]!
    event: String
    priority: String!
    cover: Media
    media: [Media!]!
    byline: String!
    organization: String!
    publishedAt: String!
    updatedAt: String!
    changeNote: String
  }
  "A page, newest first; next is the cursor of the following page, null at the end."
  type Items {
    items: [Item!]!
    next: String
  }
  enum ChangeType {
    published
    updated
    retracted
  }
  "item is null when it is, or was later, withdrawn."
  type Change {
    cursor: String!
    type: ChangeType!
    id: ID!
    item: Item
  }
  "A page, oldest first; next is the after of the following page, also when this one is empty."
  type Changes {
    changes: [Change!]!
    next: String!
  }
  type Query {
    items(limit: Int = 20, cursor: String, task: String, theme: String, line: String, kind: String, q: String): Items!
    "wait: seconds, up to 30, to hold the request while there is nothing."
    changes(after: String, limit: Int = 100, wait: Float = 0): Changes!
    "Null with an error of code not-found or gone when it is not, or no longer, on your outlets."
    item(id: ID!): Item
  }
`
