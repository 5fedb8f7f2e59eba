// GET /api/items/:id/people: whom a remark on an item may call: those who work on it or above it, and those who
// look after the outlets it is for.
import { type Endpoint, NotFound } from 'payload'
import { organizationTree } from '../../access/organizations.ts'
import { idOf, staffOf } from '../../access/roles.ts'
import { refuse } from '../../errors/index.ts'
import { isIdentifier } from '../../identifier.ts'

/** Answers `{ people: [{ id, name, role }] }`, by name, without the one who asks; at most 200. */
export const peopleEndpoint: Endpoint = {
  path: '/:id/people',
  method: 'get',
  handler: async (req) => {
    const staff = staffOf(req)
    if (!staff) throw refuse({ req, code: 'forbidden' })
    const id = req.routeParams?.id
    if (!isIdentifier(id)) throw refuse({ req, code: 'not-found' })
    const item = await req.payload
      .findByID({
        collection: 'items',
        id,
        depth: 1,
        draft: true,
        trash: true,
        select: { organization: true, outlets: true, stage: true },
        overrideAccess: false,
        req,
      })
      .catch((error) => {
        throw error instanceof NotFound ? refuse({ req, code: 'not-found' }) : error
      })
    const owners = (item.outlets ?? []).flatMap((outlet) =>
      typeof outlet === 'object' ? (idOf(outlet.organization) ?? []) : [],
    )
    // who looks after an outlet sees an item once it is more than a draft
    const concerned = [idOf(item.organization) ?? '', ...(item.stage === 'draft' ? [] : owners)]
    const tree = await organizationTree(req)
    const { docs: organizations } = await req.payload.find({
      collection: 'organizations',
      pagination: false,
      depth: 0,
      select: {},
      overrideAccess: false,
      req,
    })
    const above = organizations
      .map(({ id: organization }) => organization)
      .filter((organization) => concerned.some((one) => tree.isAtOrAbove(organization, one)))
    const { docs } = await req.payload.find({
      collection: 'users',
      where: { and: [{ organization: { in: above } }, { id: { not_equals: staff.id } }] },
      sort: 'name',
      limit: 200,
      depth: 0,
      select: { name: true, role: true },
      overrideAccess: false,
      req,
    })
    const people = docs.map(({ id: person, name, role }) => ({ id: person, name, role }))
    return Response.json({ people }, { headers: { 'Cache-Control': 'no-store' } })
  },
}
