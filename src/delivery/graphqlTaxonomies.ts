// Tasks, themes, lines and events in GraphQL: the lists of REST.
import type { Taxonomy } from './store/findTaxonomy.ts'
import { sentTerm, type Taxonomies } from './taxonomies.ts'

type Sent = Promise<ReturnType<typeof sentTerm>[]>

/**
 * Lists that were read for a request: ten names for one list cost one reading. With any of them the answer holds only for
 * now, as no edition tells when a list changes.
 */
export type TaxonomyContext = {
  terms: Map<Taxonomy, Sent>
  subscriber: { outlets: string[] }
  /** The API's address, for those of documents. */
  base: string
}

type Guard = <Result>(
  resolve: (args: Record<string, unknown>, context: TaxonomyContext) => Promise<Result>,
) => unknown

export const taxonomyResolvers = ({ taxonomies, guard }: { taxonomies: Taxonomies; guard: Guard }) => {
  const read = async (which: Taxonomy, { subscriber: { outlets }, base }: TaxonomyContext): Sent =>
    (await taxonomies[which]({ outlets })).map((term) => sentTerm({ which, term, base }))
  const list = (which: Taxonomy) =>
    guard(async (_args, context) => {
      const reading = context.terms.get(which) ?? read(which, context)
      context.terms.set(which, reading)
      return reading
    })
  return { tasks: list('tasks'), themes: list('themes'), lines: list('lines'), events: list('events') }
}

export const taxonomyTypes = /* GraphQL */ `
  "What items are filed under; gloss is a line of English."
  type Term {
    code: String!
    title: String!
    gloss: String
    clause: String
    description: String
  }
  "opensOn and closesOn are calendar dates, YYYY-MM-DD."
  type Line {
    code: String!
    title: String!
    gloss: String
    clause: String
    description: String
    opensOn: String
    closesOn: String
  }
  "startsAt and endsAt are ISO 8601 in UTC."
  type Event {
    code: String!
    title: String!
    gloss: String
    clause: String
    description: String
    kind: String
    startsAt: String
    endsAt: String
    isProvisional: Boolean!
    place: String
    "Code of who holds it."
    organization: String
    "None while it is provisional."
    documents: [EventDocument!]!
  }
  "A file; url is absolute."
  type EventDocument {
    title: String!
    url: String!
    mimeType: String!
  }
  extend type Query {
    "An error of code not-found where the project has none."
    tasks: [Term!]!
    themes: [Term!]!
    lines: [Line!]!
    events: [Event!]!
  }
`
