// Why this exists: one GraphQL request can ask for the same list a thousand times under other names, or nest
// until the parser gives up. A portal needs a handful of fields, a few levels deep.
import type { FieldNode, ValidationRule } from 'graphql'
import { createGraphQLError, type Plugin } from 'graphql-yoga'
import type { ExceededLimit } from './graphqlErrors.ts'

const MAX_TOKENS = 1000
// each list of the API in one query, and a few of them twice
const MAX_ROOT_FIELDS = 10
// the introspection query of common tools goes 14 levels deep
const MAX_DEPTH = 20
const MAX_ALIASES = 30

/**
 * Refuses queries of more than 1000 tokens, 10 fields of the root type (aliases count), 30 aliases or 20 levels.
 * What the lists of a request may cost together is counted where they are read: see `graphql.ts`.
 */
export const limitQueries = (): Plugin => ({
  // Yoga's own parser and errors: a second copy of the graphql package would not be recognised.
  onParse: ({ parseFn, setParseFn }) =>
    setParseFn((source: string, options?: object) => parseFn(source, { ...options, maxTokens: MAX_TOKENS })),
  onValidate: ({ addValidationRule }) => addValidationRule(limits),
})

const limits: ValidationRule = (context) => {
  const found = { depth: 0, rootFields: 0, aliases: 0 }
  // in words when it is sent, see `graphqlErrors.ts`
  const refuse = (limit: ExceededLimit) =>
    context.reportError(
      createGraphQLError(limit.name, { extensions: { data: { code: 'invalid', path: 'query' }, limit } }),
    )
  const enter = () => {
    found.depth += 1
    if (found.depth === MAX_DEPTH + 1) refuse({ name: 'levels', most: MAX_DEPTH })
  }
  const leave = () => {
    found.depth -= 1
  }
  // also those inside fragments, wherever they are spread
  const field = ({ alias }: FieldNode) => {
    if (alias) found.aliases += 1
    if (found.aliases === MAX_ALIASES + 1) refuse({ name: 'aliases', most: MAX_ALIASES })
    if (context.getParentType() === context.getSchema().getQueryType()) found.rootFields += 1
    if (found.rootFields === MAX_ROOT_FIELDS + 1) refuse({ name: 'rootFields', most: MAX_ROOT_FIELDS })
  }
  return { SelectionSet: { enter, leave }, Field: field }
}
