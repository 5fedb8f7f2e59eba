// What a subscriber reads, as the JSON texts that were frozen: REST and GraphQL both ask here.
import type { Pool } from 'pg'
import { isIdentifier } from '../identifier.ts'
import { decodeCursor, encodeCursor, isChangesCursor } from './cursor.ts'
import { deliveryError } from './errors.ts'
import type { DeliveryTables } from './options.ts'
import type { ChangesQuery, DeliveredChange, ItemsQuery } from './schema.ts'
import { findChanges } from './store/findChanges.ts'
import { findItem } from './store/findItem.ts'
import { findItems } from './store/findItems.ts'
import { findShapes } from './store/findShapes.ts'
import { type FoundSubscriber, findSubscriber } from './store/findSubscriber.ts'
import { isFileLive } from './store/isFileLive.ts'
import { namesOf } from './store/names.ts'

/** The texts of one page of items, JSON already, and where the next page begins. */
export type Page = { bodies: string[]; next: string | null }

/** Changes with the JSON text of their item (null: withdrawn), and the `after` of the page that follows. */
export type ChangesPage = {
  changes: (Omit<DeliveredChange, 'item'> & { body: string | null })[]
  next: string
}

export type Reader = {
  /** The subscriber a key belongs to; null when it opens nothing. */
  subscriberOf: (key: string) => Promise<FoundSubscriber | null>
  /**
   * One page of live items of a subscriber's outlets, newest first.
   * @throws 400 for a cursor or a kind that is none
   */
  pageOf: (args: { subscriber: FoundSubscriber; query: ItemsQuery }) => Promise<Page>
  /**
   * The JSON of one item.
   * @throws 404 when it never ran on the subscriber's outlets, 410 when it was withdrawn from them
   */
  bodyOf: (args: { subscriber: FoundSubscriber; id: string }) => Promise<string>
  /**
   * One page of the changes of a subscriber's outlets, oldest first.
   * @throws 400 for a cursor that is none
   */
  changesOf: (args: { subscriber: FoundSubscriber; query: ChangesQuery }) => Promise<ChangesPage>
  /** Whether a live edition of these outlets shows the file. */
  isFileLive: (args: { name: string; outlets: string[] }) => Promise<boolean>
}

/** All a subscriber can read, with its statements made once for these tables. */
export const readerOf = ({ pool, tables }: { pool: Pool; tables: DeliveryTables }): Reader => {
  const store = { pool, names: namesOf(tables) }
  const one = findItem(store)
  const some = findItems(store)
  const shapes = once(findShapes(store))

  const pageOf: Reader['pageOf'] = async ({ subscriber, query: { limit, cursor, ...filters } }) => {
    const { isNumbered, kinds } = await shapes()
    const after = cursor === undefined ? null : decodeCursor(cursor)
    if (cursor !== undefined && !(after && isValid({ id: after.id, isNumbered })))
      throw deliveryError(400, 'invalid', { path: 'cursor' })
    if (filters.kind !== undefined && kinds && !kinds.includes(filters.kind))
      throw deliveryError(400, 'invalid', { path: 'kind' })
    const found = await some({ ...filters, outlets: subscriber.outlets, after, limit: limit + 1 })
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      bodies: shown.map(({ body }) => body),
      next: found.length > limit && last ? encodeCursor(last) : null,
    }
  }

  const bodyOf: Reader['bodyOf'] = async ({ subscriber: { outlets }, id }) => {
    const { isNumbered } = await shapes()
    const found = isValid({ id, isNumbered }) ? await one({ id, outlets }) : ({ state: 'unknown' } as const)
    if (found.state === 'unknown') throw deliveryError(404, 'not-found')
    if (found.state === 'gone') throw deliveryError(410, 'gone')
    return found.body
  }

  const changes = findChanges(store)
  const changesOf: Reader['changesOf'] = async ({
    subscriber: { outlets },
    query: { after = '0', limit },
  }) => {
    if (!isChangesCursor(after)) throw deliveryError(400, 'invalid', { path: 'after' })
    const found = await changes({ after, outlets, limit })
    return {
      changes: found.map(({ number, ...change }) => ({ cursor: number, ...change })),
      next: found.at(-1)?.number ?? after,
    }
  }

  return { subscriberOf: findSubscriber(store), pageOf, bodyOf, changesOf, isFileLive: isFileLive(store) }
}

/** PostgreSQL refuses anything else with an error. */
const isValid = ({ id, isNumbered }: { id: string; isNumbered: boolean }) =>
  isNumbered ? /^[1-9]\d{0,8}$/.test(id) : isIdentifier(id)

/** Asks until it was told, and then never again. */
const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let known: Promise<T> | undefined
  return () => {
    known ??= ask().catch((error) => {
      known = undefined
      throw error
    })
    return known
  }
}
