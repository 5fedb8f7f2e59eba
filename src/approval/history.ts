// GET /api/<items>/:id/history: who did what with a document, and when. The log itself is for approvers and
// admins; of one document, whoever may read it may know its way, without the addresses of machines.
import { sql } from '@payloadcms/db-postgres'
import { type Endpoint, NotFound, type PayloadRequest } from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf } from '../database/statement.ts'
import { tableOf, versionsTableOf } from '../database/tables.ts'
import { refuse } from '../errors/index.ts'
import type { SanitizedApprovalOptions } from './options.ts'

/** One step; `at` is ISO 8601 in UTC. `by`: identifier of the person, null for the house itself or unknown. */
export type HistoryEntry =
  | {
      what: 'transition'
      at: string
      by: string | null
      verb: string
      comment: string | null
      overrideReason: string | null
    }
  | { what: 'saved'; at: string; by: string | null; isFirst: boolean }

/** Answers `{ entries, people }`, newest first, at most 100; `people` gives names by identifier. */
export const historyEndpoint = (options: SanitizedApprovalOptions): Endpoint => ({
  path: '/:id/history',
  method: 'get',
  handler: async (req) => {
    if (!options.actorOf(req)) throw refuse({ req, code: 'forbidden' })
    const { isValid, own } = identifiersOf(req)
    const id = req.routeParams?.id
    if (!isValid(id)) throw refuse({ req, code: 'not-found' })
    await req.payload
      .findByID({
        collection: options.collection as 'items',
        id: own(id),
        depth: 0,
        draft: true,
        trash: true,
        select: {},
        overrideAccess: false,
        req,
      })
      .catch((error) => {
        throw error instanceof NotFound ? refuse({ req, code: 'not-found' }) : error
      })
    const entries = [...(await transitionsOf({ req, options, id })), ...(await savesOf({ req, options, id }))]
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, MOST)
    const people = await namesOf({ req, options, ids: entries.flatMap(({ by }) => by ?? []) })
    return Response.json({ entries, people }, { headers: { 'Cache-Control': 'no-store' } })
  },
})

const MOST = 100

type Asking = { req: PayloadRequest; options: SanitizedApprovalOptions; id: string }

const isoTime = (column: string) =>
  sql`to_char(${sql.identifier(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const transitionsOf = async ({ req, options: { slugs }, id }: Asking): Promise<HistoryEntry[]> => {
  const rows = await rowsOf<Omit<Extract<HistoryEntry, { verb: string }>, 'what'>>({
    req,
    statement: sql`
      select ${isoTime('at')} as at, user_id::text as by, verb::text, comment, override_reason as "overrideReason"
      from ${sql.identifier(tableOf(slugs.auditLog))}
      where item_id = ${id} order by at desc limit ${MOST}`,
  })
  return rows.map((row) => ({ what: 'transition', ...row }))
}

/**
 * The saves that changed the text. A version does not name its writer; where the writers of the text grew by one, or
 * there has been only one, that is who it was.
 */
const savesOf = async ({ req, options: { collection }, id }: Asking): Promise<HistoryEntry[]> => {
  const rows = await rowsOf<{ at: string; revision: string | null; writers: unknown }>({
    req,
    statement: sql`
      select ${isoTime('created_at')} as at, version_revision as revision, version_contributors as writers
      from ${sql.identifier(versionsTableOf(collection))}
      where parent_id = ${id} order by created_at desc limit ${MOST + 1}`,
  })
  const oldestFirst = rows.reverse()
  return oldestFirst.flatMap(({ at, revision, writers }, index): HistoryEntry[] => {
    const before = oldestFirst[index - 1]
    const isFirst = !before && rows.length <= MOST
    if (before ? before.revision === revision : !isFirst) return []
    const now = listOf(writers)
    const added = now.filter((one) => !listOf(before?.writers).includes(one))
    return [{ what: 'saved', at, by: added[0] ?? (now.length === 1 ? (now[0] ?? null) : null), isFirst }]
  })
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const namesOf = async ({ req, options, ids }: Omit<Asking, 'id'> & { ids: string[] }) => {
  const { isValid, list } = identifiersOf(req)
  const asked = [...new Set(ids)].filter(isValid)
  const rows = await rowsOf<{ id: string; name: string }>({
    req,
    statement: sql`
      select id::text, ${sql.identifier(options.nameField)}::text as name
      from ${sql.identifier(tableOf(options.users))} where id = any(${sql.param(asked)}::${list})`,
  })
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
