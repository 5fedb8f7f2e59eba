import type { PayloadRequest } from 'payload'
import type { OrganizationTree } from '../../access/organizations.ts'
import type { Event } from '../../payload-types.ts'
import type { Filters } from './filters.ts'

/** What the calendar tells of an event. */
export type FoundEvent = Pick<
  Event,
  | 'id'
  | 'title'
  | 'description'
  | 'programme'
  | 'place'
  | 'kind'
  | 'startsAt'
  | 'endsAt'
  | 'isProvisional'
  | 'organization'
  | 'updatedAt'
>

/** Events that begin from `startsAt` until before `endsAt`; of the filters, organisation alone concerns them. */
export const readEvents = async ({
  req,
  filters: { organization },
  tree,
  startsAt,
  endsAt,
}: {
  req: PayloadRequest
  filters: Filters
  tree: OrganizationTree
  startsAt: Date
  endsAt: Date
}): Promise<FoundEvent[]> => {
  const { docs } = await req.payload.find({
    collection: 'events',
    where: {
      and: [
        { startsAt: { greater_than_equal: startsAt.toISOString() } },
        { startsAt: { less_than: endsAt.toISOString() } },
        ...(organization ? [{ organization: { in: tree.below(organization.id) } }] : []),
      ],
    },
    select: {
      title: true,
      description: true,
      programme: true,
      place: true,
      kind: true,
      startsAt: true,
      endsAt: true,
      isProvisional: true,
      organization: true,
      updatedAt: true,
    },
    // the organisation by its name
    depth: 1,
    populate: { organizations: { name: true } },
    sort: 'startsAt',
    limit: 1000,
    pagination: false,
    overrideAccess: false,
    req,
  })
  return docs
}
