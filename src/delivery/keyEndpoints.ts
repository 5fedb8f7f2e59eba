// Keys of a subscriber: made (and shown once), listed by the admin's join field, revoked.
import { addDataAndFileToRequest, type Endpoint } from 'payload'
import { z } from 'zod'
import { staffOf } from '../access/roles.ts'
import { invalid, refuse } from '../errors/index.ts'
import { newKey } from './key.ts'

const wish = z.object({
  label: z.string().trim().max(100).optional(),
  /** ISO 8601 with a zone; the key stops working then. Default: never. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
})

export const keyEndpoints: Endpoint[] = [
  {
    path: '/:id/keys',
    method: 'post',
    handler: async (req) => {
      if (staffOf(req)?.role !== 'admin') throw refuse({ req, code: 'forbidden' })
      await addDataAndFileToRequest(req)
      const parsed = wish.safeParse(req.data ?? {})
      if (!parsed.success) throw invalid({ req, path: parsed.error.issues[0]?.path.join('.') ?? '' })
      const subscriber = await req.payload.findByID({
        collection: 'subscribers',
        id: String(req.routeParams?.id),
        depth: 0,
        joins: false,
        overrideAccess: false,
        req,
      })
      const { key, start, hash } = newKey()
      // The collection itself can be written by nobody; this is the one way, checked above.
      const doc = await req.payload.create({
        collection: 'subscriber-keys',
        data: { subscriber: subscriber.id, start, hash, ...parsed.data },
        depth: 0,
        overrideAccess: true,
        req,
      })
      return Response.json(
        { key, doc: { id: doc.id, start, label: doc.label, expiresAt: doc.expiresAt } },
        { status: 201 },
      )
    },
  },
  {
    path: '/:id/keys/:key/revoke',
    method: 'post',
    handler: async (req) => {
      if (staffOf(req)?.role !== 'admin') throw refuse({ req, code: 'forbidden' })
      const { docs } = await req.payload.update({
        collection: 'subscriber-keys',
        where: {
          and: [
            { id: { equals: String(req.routeParams?.key) } },
            { subscriber: { equals: String(req.routeParams?.id) } },
          ],
        },
        data: { revokedAt: new Date().toISOString() },
        depth: 0,
        overrideAccess: true,
        req,
      })
      const [doc] = docs
      if (!doc) throw refuse({ req, code: 'not-found' })
      return Response.json({ doc: { id: doc.id, start: doc.start, revokedAt: doc.revokedAt } })
    },
  },
]
