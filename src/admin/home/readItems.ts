// The items a first screen speaks of. Latest texts, as the reader may read them.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest, Where } from 'payload'
import { idOf, type Staff } from '../../access/roles.ts'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import type { Item } from '../../payload-types.ts'
import { inOrderOf, waitingFor } from '../inbox/waitingFor.ts'

type Asking = { req: PayloadRequest; staff: Staff; scope: string[] | null }

/** What waits for this approver, what is urgent first: how many, and the first of them. */
export const readWaiting = async ({
  req,
  staff,
  limit,
}: Omit<Asking, 'scope'> & { limit: number }): Promise<{ items: Item[]; total: number }> => {
  const { ids, total } = await waitingFor({ req, staff, order: 'urgent', limit })
  return { items: inOrderOf({ ids, docs: await readByIDs({ req, ids }) }), total }
}

/** Those of them that the reader may read, in no order. */
export const readByIDs = async ({ req, ids }: { req: PayloadRequest; ids: string[] }): Promise<Item[]> =>
  ids.length > 0 ? find({ req, where: { id: { in: ids } }, sort: 'id' }) : []

/** Published without approval, and waiting for a second person. */
export const readForced = async ({ req, staff, scope }: Asking): Promise<Item[]> => {
  const found = await find({
    req,
    where: {
      and: [{ forcedBy: { exists: true } }, ...(scope ? [{ organization: { in: scope } }] : [])],
    },
    sort: 'publishedAt',
  })
  return found.filter((item) => !isBy({ item, staff }) && idOf(item.forcedBy) !== staff.id)
}

/** All drafts in scope, the last touched first. */
export const readDrafts = ({ req, scope }: Omit<Asking, 'staff'>): Promise<Item[]> =>
  find({
    req,
    where: { and: [{ stage: { equals: 'draft' } }, ...(scope ? [{ organization: { in: scope } }] : [])] },
    sort: '-updatedAt',
  })

/** Whether a person wrote, changed or submitted it. */
const isBy = ({ item, staff }: { item: Item; staff: Staff }): boolean =>
  idOf(item.author) === staff.id ||
  idOf(item.submittedBy) === staff.id ||
  (Array.isArray(item.contributors) && item.contributors.includes(staff.id))

/** When each was submitted last, ISO 8601 in UTC, by identifier. Index: audit_log (item). */
export const readSubmitted = async ({ req, items }: { req: PayloadRequest; items: Item[] }) => {
  if (items.length === 0) return new Map<string, string>()
  const { list } = identifiersOf(req)
  const rows = await rowsOf<{ id: string; at: string }>({
    req,
    statement: sql`
      select item_id::text as id, to_char(max(at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
      from audit_log where item_id = any(${sql.param(items.map(({ id }) => id))}::${list}) and verb = 'submit'
      group by item_id`,
  })
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** More than anybody reads on a first screen; the lists say how many there are. */
const MOST = 200

const find = async ({ req, where, sort }: { req: PayloadRequest; where: Where; sort: string }) => {
  const { docs } = await req.payload.find({
    collection: 'items',
    where,
    sort,
    draft: true,
    depth: 0,
    limit: MOST,
    pagination: false,
    overrideAccess: false,
    select: SHOWN,
    req,
  })
  return docs as Item[]
}

const SHOWN = {
  title: true,
  kind: true,
  stage: true,
  live: true,
  plan: true,
  line: true,
  task: true,
  event: true,
  organization: true,
  outlets: true,
  publishAt: true,
  publishedAt: true,
  priority: true,
  author: true,
  submittedBy: true,
  contributors: true,
  lastComment: true,
  forcedBy: true,
  updatedAt: true,
} as const
