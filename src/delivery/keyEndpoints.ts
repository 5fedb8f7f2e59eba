// Keys of a subscriber: made (and shown once), listed by the admin's join field, revoked.
import { addDataAndFileToRequest, type CollectionSlug, type Endpoint, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { identifiersOf } from '../database/identifiers.ts'
import { invalid, refuse } from '../errors/index.ts'
import { newKey } from './key.ts'
import type { SanitizedDeliveryOptions } from './options.ts'

const wish = z.object({
  label: z.string().trim().max(100).optional(),
  /** ISO 8601 with a zone; the key stops working then. Default: never. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
})

export const keyEndpoints = ({ slugs, actorOf }: SanitizedDeliveryOptions): Endpoint[] => {
  const requireAdmin = (req: PayloadRequest) => {
    if (actorOf(req)?.role !== 'admin') throw refuse({ req, code: 'forbidden' })
  }
  return [
    {
      path: '/:id/keys',
      method: 'post',
      handler: async (req) => {
        requireAdmin(req)
        await addDataAndFileToRequest(req)
        const parsed = wish.safeParse(req.data ?? {})
        if (!parsed.success) throw invalid({ req, path: parsed.error.issues[0]?.path.join('.') ?? '' })
        const subscriber = await req.payload.findByID({
          collection: slugs.subscribers as 'subscribers',
          id: identifierIn({ req, name: 'id' }),
          depth: 0,
          joins: false,
          overrideAccess: false,
          req,
        })
        const { key, start, hash } = newKey()
        // The collection itself can be written by nobody; this is the one way, checked above.
        const doc = (await req.payload.create({
          collection: slugs.keys as CollectionSlug,
          data: { subscriber: subscriber.id, start, hash, ...parsed.data } as never,
          depth: 0,
          overrideAccess: true,
          req,
        })) as KeyDoc
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
        requireAdmin(req)
        const { docs } = await req.payload.update({
          collection: slugs.keys as CollectionSlug,
          where: {
            and: [
              { id: { equals: identifierIn({ req, name: 'key' }) } },
              { subscriber: { equals: identifierIn({ req, name: 'id' }) } },
            ],
          },
          data: { revokedAt: new Date().toISOString() } as never,
          depth: 0,
          overrideAccess: true,
          req,
        })
        const [doc] = docs as KeyDoc[]
        if (!doc) throw refuse({ req, code: 'not-found' })
        return Response.json({ doc: { id: doc.id, start: doc.start, revokedAt: doc.revokedAt } })
      },
    },
  ]
}

type KeyDoc = {
  id: string | number
  start: string
  label?: string | null
  expiresAt?: string | null
  revokedAt?: string | null
}

/** An identifier of the address, as the database has them; what cannot be one is not found. */
export const identifierIn = ({ req, name }: { req: PayloadRequest; name: 'id' | 'key' }): string | number => {
  const { isValid, own } = identifiersOf(req)
  const given = req.routeParams?.[name]
  if (!isValid(given)) throw refuse({ req, code: 'not-found' })
  return own(given)
}
