// Why this exists: one request to GraphQL can ask for the same list, or try a password, a thousand times under other names; fragments
// that lead back to themselves make the count of a query's complexity run until the stack ends. Measured here, on the
// query alone: whatever comes later may belong to another copy of the graphql package, which does not know our errors.
import { type DocumentNode, Kind, OperationTypeNode, parse, type SelectionSetNode } from 'graphql'

const MOST = {
  tokens: 4000,
  /** Fields of Query or Mutation, each of which is a request of its own. */
  rootFields: 10,
  aliases: 60,
  /** The introspection query of common tools goes 14 levels deep. */
  depth: 20,
}

/** Whether a query asks for no more than an honest one does. One with an error of syntax is told where, by others. */
export const isBoundedQuery = (query: unknown): boolean => {
  if (typeof query !== 'string') return true
  try {
    return isBounded(parse(query, { maxTokens: MOST.tokens, noLocation: true }))
  } catch (error) {
    return !(error instanceof RangeError) && !/token limit/i.test(String(error))
  }
}

const isBounded = ({ definitions }: DocumentNode): boolean => {
  const fragments = new Map<string, SelectionSetNode>()
  for (const one of definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one.selectionSet)
  const spent = { rootFields: 0, aliases: 0, steps: 0 }
  // a fragment counts wherever it is spread: the steps end what leads back to itself, or doubles at each level
  const walk = ({ selections }: SelectionSetNode, depth: number): boolean =>
    depth <= MOST.depth &&
    selections.every((one) => {
      spent.steps += 1
      if (spent.steps > MOST.tokens) return false
      if (one.kind === Kind.FRAGMENT_SPREAD) {
        const spread = fragments.get(one.name.value)
        return !spread || walk(spread, depth + FRAGMENT)
      }
      if (one.kind === Kind.INLINE_FRAGMENT) return walk(one.selectionSet, depth + FRAGMENT)
      if (one.alias) spent.aliases += 1
      if (depth < 2) spent.rootFields += 1
      return !one.selectionSet || walk(one.selectionSet, Math.floor(depth) + 1)
    })
  // there are no subscriptions; Payload ends with an empty error 500 when asked for one
  const isFit = definitions.every(
    (one) =>
      one.kind !== Kind.OPERATION_DEFINITION ||
      (one.operation !== OperationTypeNode.SUBSCRIPTION && walk(one.selectionSet, 1)),
  )
  return isFit && spent.rootFields <= MOST.rootFields && spent.aliases <= MOST.aliases
}

// a fragment is no level of its own, but a hundred in one another are none that anybody writes
const FRAGMENT = 0.01
