// What a subscriber reads, as the JSON texts that were frozen: REST and GraphQL both ask here.
import type { Pool } from 'pg'
import { isIdentifier } from '../identifier.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { deliveryError } from './errors.ts'
import type { ItemsQuery } from './schema.ts'
import { findItem } from './store/findItem.ts'
import { findItems } from './store/findItems.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'

/** The texts of one page of items, JSON already, and where the next page begins. */
export type Page = { bodies: string[]; next: string | null }

/** One page of live items of a subscriber's outlets, newest first. */
export const pageOf = async ({
  pool,
  subscriber,
  query: { limit, cursor, ...filters },
}: {
  pool: Pool
  subscriber: FoundSubscriber
  query: ItemsQuery
}): Promise<Page> => {
  const after = cursor === undefined ? null : decodeCursor(cursor)
  if (cursor !== undefined && !after) throw deliveryError(400, 'invalid', { path: 'cursor' })
  const { outlets } = subscriber
  const found = await findItems({ pool, wanted: { ...filters, outlets, after, limit: limit + 1 } })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    bodies: shown.map(({ body }) => body),
    next: found.length > limit && last ? encodeCursor(last) : null,
  }
}

/**
 * The JSON of one item.
 * @throws 404 when it never ran on the subscriber's outlets, 410 when it was withdrawn from them.
 */
export const bodyOf = async ({
  pool,
  subscriber,
  id,
}: {
  pool: Pool
  subscriber: FoundSubscriber
  id: string
}) => {
  const found = isIdentifier(id)
    ? await findItem({ pool, id, outlets: subscriber.outlets })
    : ({ state: 'unknown' } as const)
  if (found.state === 'unknown') throw deliveryError(404, 'not-found')
  if (found.state === 'gone') throw deliveryError(410, 'gone')
  return found.body
}
