// GraphQL of the delivery API, on the same queries as its REST.
import { createGraphQLError, createSchema, createYoga } from 'graphql-yoga'
import { withBase } from './addresses.ts'
import { lruOf } from './cache/lru.ts'
import { DeliveryError, deliveryError, toBody } from './errors.ts'
import type { Follow } from './following.ts'
import { speakOfErrors } from './graphqlErrors.ts'
import { type TaxonomyContext, taxonomyResolvers, taxonomyTypes } from './graphqlTaxonomies.ts'
import { languageOfRequest } from './language.ts'
import type { Pages } from './pages.ts'
import { limitQueries } from './queryLimits.ts'
import { type Reader, textOf } from './reading.ts'
import type { Recorder } from './recording/recorder.ts'
import { VARY_BY_LANGUAGE } from './represent.ts'
import { changesQuery, type DeliveredItem, type DeliveredMedia, itemsQuery } from './schema.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'
import type { StoredPage } from './storedPage.ts'
import type { Taxonomies } from './taxonomies.ts'
import { withoutEmpty } from './withoutEmpty.ts'

type Context = TaxonomyContext & {
  key: string
  subscriber: FoundSubscriber
  /** The API's address, for those of pictures. */
  base: string
  /** Aborted when the caller has gone. */
  signal?: AbortSignal
  /** The edition that the answer has to include. */
  least?: number
  /** Items and changes asked for so far. */
  spent: number
  /** Numbers of the editions that were shown. */
  editions: number[]
}

/** What a request to GraphQL is: the raw one, or its headers and text where they were read already. */
type Asked = {
  request: Request | { headers: Headers; text: string }
  base: string
  key: string
  subscriber: FoundSubscriber
}

export type DeliveryGraphQL = (asked: Asked) => Promise<StoredPage | Response>

/**
 * Answers of the same feed to the same text are kept like those of REST: as bytes, until something changes on its
 * outlets. Not those with errors or with what items are filed under, and none that may have waited.
 */
export const deliveryGraphQL = ({
  reader,
  taxonomies,
  follow,
  pages,
  noteFetched,
  endpoint,
}: {
  reader: Reader
  taxonomies: Taxonomies
  follow: Follow
  pages: Pages
  noteFetched: Recorder['noteFetched']
  endpoint: string
}): DeliveryGraphQL => {
  const yoga = createYoga<Context>({
    graphqlEndpoint: endpoint,
    landingPage: false,
    graphiql: false,
    logging: false,
    batching: false,
    // the same text is parsed and validated once; Yoga's own caches hold a thousand each, whatever their size
    parserAndValidationCache: { documentCache: keptByText(), errorCache: keptByText() },
    maskedErrors: { maskError: (error) => error as Error },
    plugins: [limitQueries(), speakOfErrors()],
    schema: createSchema<Context>({
      typeDefs: [typeDefs, taxonomyTypes],
      resolvers: {
        Media: {
          renditions: ({ renditions = {} }: DeliveredMedia) =>
            Object.entries(renditions).map(([name, rendition]) => ({ name, ...rendition })),
        },
        Query: {
          ...taxonomyResolvers({ taxonomies, guard }),
          items: guard(async (args, context) => {
            const parsed = itemsQuery.safeParse(withoutEmpty(args))
            if (!parsed.success)
              throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
            spend(context, parsed.data.limit)
            const { subscriber, base, least } = context
            const { bodies, next } = await reader.pageOf({ subscriber, query: parsed.data, least })
            return { items: bodies.map((body) => show({ body, base }, context)), next }
          }),
          changes: guard(async (args, context) => {
            const parsed = changesQuery.safeParse(withoutEmpty(args))
            if (!parsed.success)
              throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
            spend(context, parsed.data.limit)
            const { key, subscriber, base, request } = context
            const { signal } = request
            const { changes, next } = await follow({ key, subscriber, query: parsed.data, signal })
            return {
              changes: changes.map(({ edition, ...change }) => ({
                ...change,
                item: edition && show({ body: textOf(edition), base }, context),
              })),
              next,
            }
          }),
          item: guard(async ({ id }, context) => {
            spend(context, 1)
            const { subscriber, base, least } = context
            return show({ body: await reader.bodyOf({ subscriber, id: String(id), least }), base }, context)
          }),
        },
      },
    }),
  })

  // the platform's own Response: Yoga may answer with one of its own make
  const run = async ({ headers, text, context }: { headers: Headers; text: string; context: Context }) => {
    const { signal } = context
    const request = new Request(`http://graphql${endpoint}`, { method: 'POST', headers, body: text, signal })
    const answered = await yoga.fetch(request, context)
    // Yoga says nothing more than the status
    if (answered.status === 406) throw deliveryError(406, 'not-acceptable')
    if (answered.status === 415) throw deliveryError(415, 'unsupported-type')
    const own = [...answered.headers].filter(([name]) => name !== 'content-length')
    const response = new Response(await answered.arrayBuffer(), { status: answered.status, headers: own })
    response.headers.set('Vary', VARY_BY_LANGUAGE)
    return response
  }

  return async ({ request, base, key, subscriber }) => {
    const { headers } = request
    const text = request instanceof Request ? await request.text() : request.text
    const signal = request instanceof Request ? request.signal : undefined
    // what is kept is noted each time it is sent; the rest here
    const noted = (response: Response) => {
      noteFetched({ subscriber: subscriber.id, editions: context.editions })
      return response
    }
    const asked = { key, subscriber, base, signal }
    const context: Context = { ...asked, spent: 0, terms: new Map(), editions: [] }
    if (text.length > MAX_KEPT_QUERY || /wait/.test(text)) return noted(await run({ headers, text, context }))
    return pages.other<Response>({
      subscriber,
      base,
      key: `graphql ${headers.get('accept') ?? ''} ${headers.get('content-type') ?? ''} ${text}`,
      make: async (version) => {
        const response = await run({ headers, text, context: Object.assign(context, { least: version }) })
        if (response.status !== 200 || context.terms.size > 0) return noted(response)
        const body = Buffer.from(await response.arrayBuffer())
        const type = response.headers.get('content-type') ?? 'application/json'
        if (body.subarray(0, 8).toString() === '{"data":') return { body, type, editions: context.editions }
        return noted(new Response(body, { status: 200, headers: response.headers }))
      },
    })
  }
}

/** What was made of queries, by their text; the weight of a tree of its length is an estimate, on the safe side. */
const keptByText = <Value>() => {
  const kept = lruOf<string, Value>(2_000_000)
  return { get: kept.get, set: (text: string, value: Value) => kept.set(text, value, text.length * 20) }
}

/** Longer queries are answered, not kept; in characters. */
const MAX_KEPT_QUERY = 10_000
/** Items and changes that one request may ask for, all its lists together. */
const MAX_COST = 400

/** @throws 400 when the lists of one request ask for too much together, whatever names and fragments they hide behind */
const spend = (context: Context, cost: number) => {
  context.spent += cost
  if (context.spent > MAX_COST) throw deliveryError(400, 'invalid', { path: 'limit' })
}

const show = ({ body, base }: { body: string; base: string }, context: Context): DeliveredItem => {
  const item: DeliveredItem = JSON.parse(withBase({ body, base }))
  context.editions.push(item.edition)
  return item
}

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
    "The same in other sizes that the outlet can use."
    renditions: [Rendition!]!
  }
  type Rendition {
    name: String!
    url: String!
    width: Int!
    height: Int!
    mimeType: String!
  }
  "A document that an item rests on."
  type Citation {
    number: String!
    title: String!
    issuer: String!
    issuedOn: String!
    url: String
    "The document itself, where the library has it."
    file: CitedFile
  }
  type CitedFile {
    url: String!
    mimeType: String!
  }
  type Programme {
    code: String!
    title: String!
  }
  "What is read out or played; lengths in seconds."
  type Script {
    text: String!
    seconds: Float!
    audio: Recording
    times: [String!]!
    repeats: Int!
    startsOn: String!
    endsOn: String!
    timeZone: String!
  }
  type Recording {
    url: String!
    mimeType: String!
    seconds: Float!
    bytes: Int!
  }
  "What a screen shows, in pixels and seconds; without media the caption alone."
  type Screen {
    profile: String!
    width: Int!
    height: Int!
    seconds: Float!
    startsAt: String!
    endsAt: String!
    caption: String!
    media: ScreenMedia
  }
  type ScreenMedia {
    url: String!
    width: Int!
    height: Int!
    mimeType: String!
    alt: String!
    seconds: Float
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
    citations: [Citation!]
    programme: Programme
    script: Script
    screen: Screen
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
    "limit: 1 to 200; more counts as 200."
    items(limit: Int = 20, cursor: String, task: String, theme: String, line: String, kind: String, q: String): Items!
    "limit as above; wait: seconds, up to 30 (more counts as 30), to hold the request while there is nothing."
    changes(after: String, limit: Int = 100, wait: Float = 0): Changes!
    "Null with an error of code not-found or gone when it is not, or no longer, on your outlets."
    item(id: ID!): Item
  }
`
