// Themes, tasks, lines and events as portals read them, by REST, by GraphQL and as a calendar.
import type { z } from 'zod'
import { deliveryError } from './errors.ts'
import { deliveredEvent, deliveredLine, deliveredTerm } from './schema.ts'
import { sentDocuments } from './sentDocuments.ts'
import { type FoundTerm, findTaxonomy, type Taxonomy } from './store/findTaxonomy.ts'
import type { Store } from './store/names.ts'

/** Slugs of the collections that delivered documents are filed under. Default: each by its own name. */
export type TaxonomySlugs = Partial<Record<Taxonomy, string>>

/** The shape of each, as it is sent. */
export const TAXONOMIES = {
  themes: deliveredTerm,
  tasks: deliveredTerm,
  lines: deliveredLine,
  events: deliveredEvent,
} satisfies Record<Taxonomy, z.ZodType>

/**
 * Reads them; one function for each.
 * @throws 404 where the project has no such collection, or its documents do not point at it
 */
export const taxonomiesOf = ({ store, slugs = {} }: { store: Store; slugs?: TaxonomySlugs }) => {
  const reading = (which: Taxonomy) => {
    const find = findTaxonomy(store, slugs[which] ?? which)
    return async (args: Parameters<typeof find>[0]): Promise<FoundTerm[]> => {
      const found = await find(args)
      if (!found) throw deliveryError(404, 'not-found')
      return found
    }
  }
  return {
    themes: reading('themes'),
    tasks: reading('tasks'),
    lines: reading('lines'),
    events: reading('events'),
  }
}
export type Taxonomies = ReturnType<typeof taxonomiesOf>

/**
 * As it is sent: the properties of its schema and no other.
 * @param base the API's address, for those of documents
 */
export const sentTerm = ({
  which,
  term: { startsAt, endsAt, documents, ...term },
  base,
}: {
  which: Taxonomy
  term: FoundTerm
  base: string
}) =>
  TAXONOMIES[which].parse({
    ...term,
    documents: sentDocuments({ documents, base }),
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
  })
