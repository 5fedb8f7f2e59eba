// Keys of a subscriber: made (and shown once), listed by the admin's join field, revoked, changed for a new one.
// That a key has ended is announced by the database itself: see `keysChannelOf`.
import {
  addDataAndFileToRequest,
  type CollectionSlug,
  commitTransaction,
  type Endpoint,
  initTransaction,
  killTransaction,
  type PayloadRequest,
} from 'payload'
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

/** How long what is replaced goes on counting, in hours from now: of keys and of push secrets alike. */
export const graceHours = z.number().min(0).max(2160).default(24)

const rotation = wish.extend({ graceHours })

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
        const data = await bodyOf({ req, schema: wish })
        const subscriber = await req.payload.findByID({
          collection: slugs.subscribers as 'subscribers',
          id: identifierIn({ req, name: 'id' }),
          depth: 0,
          joins: false,
          overrideAccess: false,
          req,
        })
        return Response.json(await createKey({ req, slugs, subscriber: subscriber.id, data }), {
          status: 201,
        })
      },
    },
    {
      path: '/:id/keys/:key/rotate',
      method: 'post',
      handler: async (req) => {
        requireAdmin(req)
        const [id, subscriber] = [identifierIn({ req, name: 'key' }), identifierIn({ req, name: 'id' })]
        const { graceHours, ...data } = await bodyOf({ req, schema: rotation })
        const ours = await initTransaction(req)
        try {
          const rotated = await rotateKey({ req, slugs, id, subscriber, graceHours, data })
          if (ours) await commitTransaction(req)
          return Response.json(rotated, { status: 201 })
        } catch (error) {
          if (ours) await killTransaction(req)
          throw error
        }
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

/** The JSON of a request, in this shape; nothing is an empty object. @throws 400 `invalid` with `path` */
export const bodyOf = async <Schema extends z.ZodType>({
  req,
  schema,
}: {
  req: PayloadRequest
  schema: Schema
}): Promise<z.infer<Schema>> => {
  await addDataAndFileToRequest(req)
  const parsed = schema.safeParse(req.data ?? {})
  if (!parsed.success) throw invalid({ req, path: parsed.error.issues[0]?.path.join('.') ?? '' })
  return parsed.data
}

type Slugs = SanitizedDeliveryOptions['slugs']

const createKey = async ({
  req,
  slugs,
  subscriber,
  data,
}: {
  req: PayloadRequest
  slugs: Slugs
  subscriber: string | number
  data: z.infer<typeof wish>
}) => {
  const { key, start, hash } = newKey()
  // The collection itself can be written by nobody; this is the one way, and its caller has checked who asks.
  const doc = (await req.payload.create({
    collection: slugs.keys as CollectionSlug,
    data: { subscriber, start, hash, ...data } as never,
    depth: 0,
    overrideAccess: true,
    req,
  })) as KeyDoc
  return { key, doc: { id: doc.id, start, label: doc.label, expiresAt: doc.expiresAt } }
}

/** A new key in place of an old one, which goes on opening for a while, but never longer than it would have. */
const rotateKey = async ({
  req,
  slugs,
  id,
  subscriber,
  graceHours,
  data,
}: {
  req: PayloadRequest
  slugs: Slugs
  id: string | number
  subscriber: string | number
  graceHours: number
  data: z.infer<typeof wish>
}) => {
  const collection = slugs.keys as CollectionSlug
  const { docs } = await req.payload.find({
    collection,
    where: { and: [{ id: { equals: id } }, { subscriber: { equals: subscriber } }] },
    depth: 0,
    limit: 1,
    overrideAccess: true,
    req,
  })
  const [old] = docs as KeyDoc[]
  if (!old) throw refuse({ req, code: 'not-found' })
  const now = Date.now()
  const end = old.expiresAt ? Date.parse(old.expiresAt) : Number.POSITIVE_INFINITY
  if (old.revokedAt || end <= now) throw refuse({ req, code: 'not-found', reason: 'keyEnded' })
  const made = await createKey({
    req,
    slugs,
    subscriber,
    data: {
      label: old.label ?? undefined,
      expiresAt: old.expiresAt ?? undefined,
      ...data,
    },
  })
  const expiresAt = new Date(Math.min(end, now + graceHours * 3_600_000)).toISOString()
  await req.payload.update({
    collection,
    id,
    data: { expiresAt } as never,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return { ...made, old: { id: old.id, start: old.start, expiresAt } }
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
