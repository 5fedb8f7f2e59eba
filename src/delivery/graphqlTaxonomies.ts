// Tasks, themes and events in GraphQL: the lists of REST.
import { sentTerm, type Taxonomies } from './taxonomies.ts'

type Guard = <Result>(resolve: () => Promise<Result>) => unknown

export const taxonomyResolvers = ({ taxonomies, guard }: { taxonomies: Taxonomies; guard: Guard }) => ({
  tasks: guard(async () => (await taxonomies.tasks()).map((term) => sentTerm('tasks', term))),
  themes: guard(async () => (await taxonomies.themes()).map((term) => sentTerm('themes', term))),
  lines: guard(async () => (await taxonomies.lines()).map((term) => sentTerm('lines', term))),
  events: guard(async () => (await taxonomies.events()).map((term) => sentTerm('events', term))),
})

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
  }
  extend type Query {
    "An error of code not-found where the project has none."
    tasks: [Term!]!
    themes: [Term!]!
    lines: [Line!]!
    events: [Event!]!
  }
`
