// The tree of who guides whom (plan, III.1). The department at its root guides all others.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../database/statement.ts'
import { columnOf, tableOf } from '../database/tables.ts'

/** The collection of organisations, and its relation to the one above. */
export type OrganizationSource = { collection: string; parent: string }

export type OrganizationTree = {
  /** The organisation itself and all that stand below it. */
  below: (organization: string) => string[]
  /** Whether `upper` is the same as `lower` or stands above it. */
  isAtOrAbove: (upper: string, lower: string) => boolean
}

/**
 * The tree as it stands in this request; read once a request.
 * @param source null in a project without organisations: everybody then stands above everything.
 */
export const organizationTree = async (
  req: PayloadRequest,
  source: OrganizationSource | null = { collection: 'organizations', parent: 'parent' },
): Promise<OrganizationTree> => {
  if (!source) return FLAT
  const known = req.context[TREE] as Promise<OrganizationTree> | undefined
  if (known) return known
  const tree = rowsOf<{ id: string; parent_id: string | null }>({
    req,
    statement: sql`
      select id::text, ${sql.identifier(columnOf(source.parent))}::text as parent_id
      from ${sql.identifier(tableOf(source.collection))}`,
  }).then(buildOrganizationTree)
  req.context = { ...req.context, [TREE]: tree }
  return tree
}

/** Pure part of `organizationTree`. A loop in the data ends the walk instead of hanging it. */
export const buildOrganizationTree = (rows: { id: string; parent_id: string | null }[]): OrganizationTree => {
  const parents = new Map(rows.map(({ id, parent_id }) => [id, parent_id]))
  const children = new Map<string | null, string[]>()
  for (const { id, parent_id } of rows) children.set(parent_id, [...(children.get(parent_id) ?? []), id])
  const below = (organization: string): string[] => {
    const found = new Set([organization])
    for (const one of found) for (const child of children.get(one) ?? []) found.add(child)
    return [...found]
  }
  const isAtOrAbove = (upper: string, lower: string) => {
    const seen = new Set<string>()
    for (let at: string | null | undefined = lower; at && !seen.has(at); at = parents.get(at)) {
      if (at === upper) return true
      seen.add(at)
    }
    return false
  }
  return { below, isAtOrAbove }
}

const FLAT: OrganizationTree = { below: (organization) => [organization], isAtOrAbove: () => true }

// Payload copies the context at every nested call, and the keys with it.
const TREE = 'loaOrganizationTree'
