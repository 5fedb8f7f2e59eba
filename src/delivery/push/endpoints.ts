// What an admin does for push beside filling in an address: a secret is made (and shown once), what was given up
// is sent again.
import { sql } from '@payloadcms/db-postgres'
import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf, type Statement } from '../../database/statement.ts'
import { tableOf } from '../../database/tables.ts'
import { refuse } from '../../errors/index.ts'
import { bodyOf, graceHours, identifierIn } from '../keyEndpoints.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'
import { newSecret } from './sign.ts'
import { pushSummary } from './summary.ts'

/** How long the secret before goes on signing, in hours from now. */
const rotation = z.object({ graceHours })

/**
 * Of a subscriber. `GET /:id/push/secret` answers 200 `{ hasSecret, oldUntil }`, never a secret. `POST /:id/push/secret` with `{ graceHours? }` answers 201 `{ secret, oldUntil }`; the one before goes
 * on signing beside it until `oldUntil` (ISO 8601; null: it ends at once, or there was none).
 * `POST /:id/push/replay` sends again what was given up, and at once what waits: 200 `{ replayed }`.
 */
export const pushEndpoints = (options: SanitizedDeliveryOptions): Endpoint[] => [
  {
    path: '/:id/push/secret',
    method: 'get',
    handler: async (req) => {
      const { pushSecret, pushOldSecretUntil } = await secretsOf({ req, options })
      const answer = { hasSecret: Boolean(pushSecret), oldUntil: pushOldSecretUntil ?? null }
      return Response.json(answer, { headers: { 'Cache-Control': 'private, no-store' } })
    },
  },
  {
    path: '/:id/push/secret',
    method: 'post',
    handler: async (req) => {
      const { id, pushSecret } = await secretsOf({ req, options })
      const { graceHours } = await bodyOf({ req, schema: rotation })
      const secret = newSecret()
      const goesOn = Boolean(pushSecret) && graceHours > 0
      const oldUntil = goesOn ? new Date(Date.now() + graceHours * 3_600_000).toISOString() : null
      // The fields can be written by nobody; this is the one way, checked above.
      await req.payload.update({
        collection: options.slugs.subscribers as 'subscribers',
        id,
        depth: 0,
        overrideAccess: true,
        req,
        data: {
          pushSecret: req.payload.encrypt(secret),
          pushOldSecret: goesOn ? pushSecret : null,
          pushOldSecretUntil: oldUntil,
        } as never,
      })
      return Response.json({ secret, oldUntil }, { status: 201 })
    },
  },
  {
    path: '/:id/push/replay',
    method: 'post',
    handler: async (req) => {
      const id = String(await subscriberIn({ req, options }))
      const { type } = identifiersOf(req)
      const which = sql`subscriber_id = ${id}::${type} and state in ('dead', 'waiting')`
      return Response.json({ replayed: await replay({ req, options, which }) })
    },
  },
]

/**
 * Of one delivery, whatever came of it. `POST /:id/replay` answers 200 `{ replayed: 1 }`, 404 when there is none.
 * Of all: `GET /summary` answers `{ subscribers }`, how each is doing.
 */
export const deliveryEndpoints = (options: SanitizedDeliveryOptions): Endpoint[] => [
  {
    path: '/summary',
    method: 'get',
    handler: async (req) => {
      requireAdmin({ req, options })
      const subscribers = await pushSummary({ req, options })
      return Response.json({ subscribers }, { headers: { 'Cache-Control': 'private, no-store' } })
    },
  },
  {
    path: '/:id/replay',
    method: 'post',
    handler: async (req) => {
      requireAdmin({ req, options })
      const id = String(identifierIn({ req, name: 'id' }))
      const which = sql`id = ${id}::${identifiersOf(req).type}`
      const replayed = await replay({ req, options, which })
      if (replayed === 0) throw refuse({ req, code: 'not-found' })
      return Response.json({ replayed })
    },
  },
]

// What is on its way this moment is left to whoever sends it.
const replay = async ({ req, options, which }: Asked & { which: Statement }): Promise<number> => {
  const rows = await rowsOf({
    req,
    statement: sql`
      update ${sql.identifier(tableOf(options.slugs.pushes))}
      set state = 'waiting', attempt = 0, due_at = now(), lease = null, leased_until = null, updated_at = now()
      where ${which} and (leased_until is null or leased_until <= now()) returning id`,
  })
  return rows.length
}

type Asked = { req: PayloadRequest; options: SanitizedDeliveryOptions }

const requireAdmin = ({ req, options: { actorOf } }: Asked) => {
  if (actorOf(req)?.role !== 'admin') throw refuse({ req, code: 'forbidden' })
}

/** With what is hidden from everybody: for an admin's request alone. */
const secretsOf = async (asked: Asked) =>
  asked.req.payload.findByID({
    collection: asked.options.slugs.subscribers as 'subscribers',
    id: (await subscriberIn(asked)) as string,
    depth: 0,
    joins: false,
    overrideAccess: true,
    showHiddenFields: true,
    req: asked.req,
  })

const subscriberIn = async ({ req, options }: Asked): Promise<string | number> => {
  requireAdmin({ req, options })
  const { id } = await req.payload.findByID({
    collection: options.slugs.subscribers as 'subscribers',
    id: identifierIn({ req, name: 'id' }),
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  return id
}
