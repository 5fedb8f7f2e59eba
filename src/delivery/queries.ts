// Query strings as what they ask for.
import { deliveryError } from './errors.ts'
import { withoutEmpty } from './withoutEmpty.ts'

type Parsed<Query> =
  | { success: true; data: Query }
  | { success: false; error: { issues: { path: PropertyKey[] }[] } }

/** Queries by their text, so that the same text is not parsed again; the key is the same for all ways to write one. */
export const queriesOf = <Query>(parse: (query: Record<string, string>) => Parsed<Query>) => {
  const known = new Map<string, { key: string; query: Query }>()
  return (search: string) => {
    const already = known.get(search)
    if (already) return already
    const given: Record<string, string> = {}
    // the first of several of one name counts
    for (const [name, value] of new URLSearchParams(search)) given[name] ??= value
    const parsed = parse(withoutEmpty(given))
    if (!parsed.success)
      throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.map(String).join('.') })
    const query = { key: JSON.stringify(parsed.data), query: parsed.data }
    if (known.size >= 1000) known.clear()
    if (search.length <= 500) known.set(search, query)
    return query
  }
}
