// GET /api/items/:id/deliveries: what was handed out of the item, beside its distribution list. Added up here, because
// a page of proofs is not all of them.
import { type Endpoint, NotFound, type PayloadRequest } from 'payload'
import { idOf, staffOf } from '../../access/roles.ts'
import { compareDeliveries, type Handed } from '../../channels/deliveries.ts'
import { copiesIn } from '../../channels/distribution.ts'
import { refuse } from '../../errors/index.ts'
import { isIdentifier } from '../../identifier.ts'

/** `outlet` is the code of a publication; the list is that of the item, as it was published. */
export type OutletDeliveries = { outlet: string; units: Handed[] }

/** Answers `{ outlets: OutletDeliveries[] }`, by code: publications with deliveries, or of an item with a list. */
export const deliveriesEndpoint: Endpoint = {
  path: '/:id/deliveries',
  method: 'get',
  handler: async (req) => {
    if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
    const id = req.routeParams?.id
    if (!isIdentifier(id)) throw refuse({ req, code: 'not-found' })
    const item = await itemOf({ req, id })
    const proofs = await deliveriesOf({ req, id })
    const shares = copiesIn(item.publication?.distribution)
    const placed = shares.length > 0 ? (item.outlets ?? []) : []
    const publications = await publicationsAmong({
      req,
      outlets: [...placed, ...proofs.map(({ outlet }) => outlet)].flatMap((one) => idOf(one) ?? []),
    })
    const outlets: OutletDeliveries[] = publications.map((publication) => ({
      outlet: publication.code,
      units: compareDeliveries({
        shares,
        deliveries: proofs.filter(({ outlet }) => idOf(outlet) === publication.id),
      }),
    }))
    return Response.json({ outlets }, { headers: { 'Cache-Control': 'no-store' } })
  },
}

const itemOf = ({ req, id }: { req: PayloadRequest; id: string }) =>
  req.payload
    .findByID({
      collection: 'items',
      id,
      depth: 0,
      trash: true,
      select: { publication: { distribution: true }, outlets: true },
      overrideAccess: false,
      req,
    })
    .catch((error) => {
      throw error instanceof NotFound ? refuse({ req, code: 'not-found' }) : error
    })

const deliveriesOf = async ({ req, id }: { req: PayloadRequest; id: string }) => {
  const { docs } = await req.payload.find({
    collection: 'proofs',
    where: { item: { equals: id }, kind: { equals: 'delivery' } },
    sort: 'createdAt',
    pagination: false,
    depth: 0,
    select: { outlet: true, receiver: true, copies: true },
    overrideAccess: false,
    req,
  })
  return docs
}

const publicationsAmong = async ({ req, outlets }: { req: PayloadRequest; outlets: string[] }) => {
  const { docs } = await req.payload.find({
    collection: 'outlets',
    where: { id: { in: [...new Set(outlets)] }, channel: { equals: 'publication' } },
    sort: 'code',
    pagination: false,
    depth: 0,
    select: { code: true },
    overrideAccess: false,
    req,
  })
  return docs
}
