// Items of the calendar, as far as the reader may read them.
import type { PayloadRequest, Where } from 'payload'
import type { OrganizationTree } from '../../access/organizations.ts'
import { idOf } from '../../access/roles.ts'
import { clockOf } from './clock.ts'
import type { ItemEntry } from './entries.ts'
import type { Filters } from './filters.ts'
import type { Named } from './names.ts'

/** More items than this in one month are not shown. */
export const MOST_ITEMS = 5000
const MOST_UNDATED = 20

type Asking = {
  req: PayloadRequest
  filters: Filters
  tree: OrganizationTree
  tasks: Named[]
  timeZone: string
}

/** Items planned for, or run at, an instant from `startsAt` until before `endsAt`; by `items.publish_at`. */
export const readDated = async ({
  startsAt,
  endsAt,
  ...asking
}: Asking & { startsAt: Date; endsAt: Date }): Promise<ItemEntry[]> => {
  const bounds: Where[] = [
    { publishAt: { greater_than_equal: startsAt.toISOString() } },
    { publishAt: { less_than: endsAt.toISOString() } },
  ]
  return read({ ...asking, where: bounds, sort: 'publishAt', limit: MOST_ITEMS })
}

/** The newest items that wait for a date, and whether there are more of them. */
export const readUndated = async (asking: Asking): Promise<{ items: ItemEntry[]; hasMore: boolean }> => {
  const waiting: Where[] = [
    { publishAt: { exists: false } },
    { stage: { in: ['draft', 'submitted', 'approved'] } },
  ]
  const items = await read({ ...asking, where: waiting, sort: '-updatedAt', limit: MOST_UNDATED + 1 })
  return { items: items.slice(0, MOST_UNDATED), hasMore: items.length > MOST_UNDATED }
}

const read = async ({
  req,
  filters,
  tree,
  tasks,
  timeZone,
  where,
  sort,
  limit,
}: Asking & { where: Where[]; sort: string; limit: number }): Promise<ItemEntry[]> => {
  const { docs } = await req.payload.find({
    collection: 'items',
    where: { and: [...where, ...conditionsOf({ filters, tree })] },
    select: SHOWN,
    draft: true,
    depth: 0,
    sort,
    limit,
    pagination: false,
    overrideAccess: false,
    req,
  })
  const codes = new Map(tasks.map(({ id, code }) => [id, code]))
  return docs.map(({ id, title, kind, stage, live, revision, publishAt, task }): ItemEntry => {
    const clock = publishAt ? clockOf({ instant: publishAt, timeZone }) : null
    return {
      type: 'item',
      id: String(id),
      title: title ?? '',
      kind,
      stage: stage ?? 'draft',
      live: live === true,
      revision: revision ?? '',
      date: clock?.date ?? null,
      time: clock?.time ?? '',
      task: codes.get(idOf(task) ?? '') ?? null,
    }
  })
}

const SHOWN = {
  title: true,
  kind: true,
  stage: true,
  live: true,
  revision: true,
  publishAt: true,
  task: true,
} as const

const conditionsOf = ({ filters, tree }: Pick<Asking, 'filters' | 'tree'>): Where[] => {
  const { outlet, organization, task, line, stage } = filters
  return [
    ...(outlet ? [{ outlets: { in: [outlet.id] } }] : []),
    ...(organization ? [{ organization: { in: tree.below(organization.id) } }] : []),
    ...(task ? [{ task: { equals: task.id } }] : []),
    ...(line ? [{ line: { equals: line.id } }] : []),
    ...(stage ? [{ stage: { equals: stage } }] : []),
  ]
}
