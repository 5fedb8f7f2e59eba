// Leaders' links: made (and shown once) and revoked. `POST /api/leader-links/make`, `POST /api/leader-links/:id/revoke`.
import { addDataAndFileToRequest, type Endpoint, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { organizationTree } from '../access/organizations.ts'
import { type Role, type Staff, staffOf } from '../access/roles.ts'
import { invalid, refuse } from '../errors/index.ts'
import { isIdentifier } from '../identifier.ts'
import { newSecret } from './secret.ts'

/** Who may hand out what is otherwise for people of the house. */
export const LINK_MAKERS: Role[] = ['admin', 'approver']

/** For how long a link may open, in days. */
export const LINK_DAYS = [7, 30, 90, 366] as const

const wish = z.object({
  label: z.string().trim().max(100).optional(),
  plan: z.string().refine(isIdentifier),
  organization: z.string().refine(isIdentifier),
  days: z.number().int().min(1).max(366).default(90),
})

export const leaderLinkEndpoints: Endpoint[] = [
  {
    path: '/make',
    method: 'post',
    handler: async (req) => {
      const staff = requireMaker(req)
      await addDataAndFileToRequest(req)
      const parsed = wish.safeParse(req.data ?? {})
      if (!parsed.success) throw invalid({ req, path: parsed.error.issues[0]?.path.join('.') ?? '' })
      const { days, ...data } = parsed.data
      await requireScope({ req, staff, organization: data.organization })
      await requirePlan({ req, plan: data.plan })
      const { secret, start, hash } = newSecret()
      // The collection itself can be written by nobody; this is the one way, and who asks has been checked.
      const doc = await req.payload.create({
        collection: 'leader-links',
        data: {
          ...data,
          start,
          hash,
          expiresAt: new Date(Date.now() + days * DAY_MS).toISOString(),
          createdBy: staff.id,
        },
        depth: 0,
        overrideAccess: true,
        req,
      })
      const { id, label, expiresAt } = doc
      return Response.json(
        { address: `/leader/${secret}`, doc: { id, label, start, expiresAt } },
        { status: 201, headers: { 'Cache-Control': 'no-store' } },
      )
    },
  },
  {
    path: '/:id/revoke',
    method: 'post',
    handler: async (req) => {
      const staff = requireMaker(req)
      const id = req.routeParams?.id
      if (!isIdentifier(id)) throw refuse({ req, code: 'not-found' })
      // whoever may see it may revoke it
      const { docs } = await req.payload.find({
        collection: 'leader-links',
        where: { id: { equals: id } },
        depth: 0,
        limit: 1,
        overrideAccess: false,
        req,
      })
      const [link] = docs
      if (!link) throw refuse({ req, code: 'not-found' })
      const revokedAt = link.revokedAt ?? new Date().toISOString()
      if (!link.revokedAt)
        await req.payload.update({
          collection: 'leader-links',
          id,
          data: { revokedAt, revokedBy: staff.id },
          depth: 0,
          overrideAccess: true,
          req,
        })
      return Response.json({ doc: { id, start: link.start, revokedAt } })
    },
  },
]

const DAY_MS = 24 * 3_600_000

const requireMaker = (req: PayloadRequest): Staff => {
  const staff = staffOf(req)
  if (!staff || !LINK_MAKERS.includes(staff.role)) throw refuse({ req, code: 'forbidden' })
  return staff
}

const requireScope = async ({
  req,
  staff,
  organization,
}: {
  req: PayloadRequest
  staff: Staff
  organization: string
}) => {
  const { docs } = await req.payload.find({
    collection: 'organizations',
    where: { id: { equals: organization } },
    depth: 0,
    limit: 1,
    overrideAccess: false,
    req,
  })
  if (docs.length === 0) throw invalid({ req, path: 'organization', reason: 'badIdentifier' })
  const tree = await organizationTree(req)
  if (staff.role !== 'admin' && !tree.isAtOrAbove(staff.organization, organization))
    throw refuse({ req, code: 'forbidden' })
}

const requirePlan = async ({ req, plan }: { req: PayloadRequest; plan: string }) => {
  const { docs } = await req.payload.find({
    collection: 'plans',
    where: { id: { equals: plan } },
    depth: 0,
    limit: 1,
    overrideAccess: false,
    req,
  })
  if (docs.length === 0) throw invalid({ req, path: 'plan', reason: 'badIdentifier' })
}
