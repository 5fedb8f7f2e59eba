// What a subscriber reads, as the JSON that was frozen: REST, GraphQL and feeds all ask here.
import type { Pool } from 'pg'
import { isIdentifier } from '../identifier.ts'
import type { Edition, EditionCache } from './cache/editions.ts'
import { decodeCursor, encodeCursor, isChangesCursor } from './cursor.ts'
import { deliveryError, isDatabaseAway } from './errors.ts'
import type { DeliveryTables } from './options.ts'
import { readingOf, type Statements, statementsOf } from './replica.ts'
import type { ChangesQuery, DeliveredChange, ItemsQuery } from './schema.ts'
import { findShapes } from './store/findShapes.ts'
import { type FoundSubscriber, findSubscriber } from './store/findSubscriber.ts'
import { findVersion } from './store/findVersion.ts'
import { namesOf } from './store/names.ts'

/** One page of items, and where the next page begins. */
export type EditionsPage = { editions: Edition[]; next: string | null }
/** The same with the JSON texts of the items, addresses without a base: see `addresses.ts`. */
export type Page = { bodies: string[]; next: string | null }

type ChangeHead = Omit<DeliveredChange, 'item'>
/** Changes with the edition they show (null: withdrawn), and the `after` of the page that follows. */
export type ChangesPage = { changes: (ChangeHead & { edition: Edition | null })[]; next: string }

/** `least`: the edition that what is read has to include, where a replica may be asked; see `replica.ts`. */
type Reading = { subscriber: Pick<FoundSubscriber, 'id' | 'outlets'>; least?: number }

export type Reader = {
  /** The subscriber a key belongs to, as the database has it now; null when it opens nothing. */
  subscriberOf: (key: string) => Promise<FoundSubscriber | null>
  /** The same as the replica has it; undefined without one. */
  subscriberOnReplica?: (key: string) => Promise<FoundSubscriber | null>
  /**
   * The number of the newest edition on these outlets, as the primary has it now; while that is away, as the replica has
   * it, and never less than what is known already.
   */
  versionOf: (outlets: string[], known?: number) => Promise<number>
  /**
   * One page of live items of a subscriber's outlets, newest first.
   * @throws 400 for a cursor or a kind that is none
   */
  editionsOf: (args: Reading & { query: ItemsQuery }) => Promise<EditionsPage>
  /** The same as texts. */
  pageOf: (args: Reading & { query: ItemsQuery }) => Promise<Page>
  /**
   * One item.
   * @throws 404 when it never ran on the subscriber's outlets, 410 when it was withdrawn from them
   */
  editionOf: (args: Reading & { id: string }) => Promise<Edition>
  /** The same as text. */
  bodyOf: (args: Reading & { id: string }) => Promise<string>
  /**
   * One page of the changes of a subscriber's outlets, oldest first.
   * @throws 400 for a cursor that is none
   */
  changesOf: (args: Reading & { query: ChangesQuery }) => Promise<ChangesPage>
  /** Whether a live edition of these outlets shows the file, or an event that they are given documents of. */
  isFileLive: (args: { name: string; outlets: string[] }) => Promise<boolean>
  /** How often the replica and the primary were read. */
  counts: { replica: number; primary: number }
}

/** The JSON text of an edition as it is stored. */
export const textOf = ({ parts }: Edition): string => Buffer.concat(parts).toString('utf8')

/** All a subscriber can read, with its statements made once for these tables. */
export const readerOf = ({
  pool,
  replica,
  tables,
  editions,
  withBodies,
  events = 'events',
}: {
  pool: Pool
  replica?: Pool
  tables: DeliveryTables
  editions: EditionCache
  /** Whether lists bring their texts along: one statement where nothing is kept, wasteful where much is. */
  withBodies: boolean
  /** Slug of the collection of events. Default `events`. */
  events?: string
}): Reader => {
  const names = namesOf(tables)
  const shapes = once(findShapes({ pool, names }))
  const version = findVersion({ pool, names })
  const versionOnReplica = replica && findVersion({ pool: replica, names })
  const { read, noteNewest, counts } = readingOf({
    primary: statementsOf({ pool, names, withBodies, events }),
    replica: replica && statementsOf({ pool: replica, names, withBodies, events }),
  })
  const take = async (statements: Statements, wanted: { number: string; body?: string | null }[]) => {
    const found = await editions.take({ wanted, find: statements.bodies })
    return (number: string): Edition => {
      const edition = found.get(number)
      if (!edition) throw new Error(`edition ${number} is not there`)
      return edition
    }
  }

  const editionsOf: Reader['editionsOf'] = async ({
    subscriber: { outlets },
    least,
    query: { limit, cursor, ...filters },
  }) => {
    const known = await shapes()
    const after = cursor === undefined ? null : decodeCursor(cursor)
    if (cursor !== undefined && !(after && isValid({ id: after.id, ...known })))
      throw deliveryError(400, 'invalid', { path: 'cursor' })
    if (filters.kind !== undefined && known.kinds && !known.kinds.includes(filters.kind))
      throw deliveryError(400, 'invalid', { path: 'kind' })
    return read(least, async (statements) => {
      const found = await statements.items({ ...filters, outlets, shapes: known, after, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      const editionOfNumber = await take(statements, shown)
      return {
        editions: shown.map(({ number }) => editionOfNumber(number)),
        next:
          found.length > limit && last
            ? encodeCursor({ ...last, publishedAt: new Date(last.publishedAt) })
            : null,
      }
    })
  }

  const editionOf: Reader['editionOf'] = async ({ subscriber: { outlets }, least, id }) => {
    const known = await shapes()
    if (!isValid({ id, ...known })) throw deliveryError(404, 'not-found')
    return read(least, async (statements) => {
      const found = await statements.item({ id, outlets })
      if (found.state === 'unknown') throw deliveryError(404, 'not-found')
      if (found.state === 'gone') throw deliveryError(410, 'gone')
      return (await take(statements, [found]))(found.number)
    })
  }

  const changesOf: Reader['changesOf'] = async ({
    subscriber: { outlets },
    least,
    query: { after = '0', limit },
  }) => {
    if (!isChangesCursor(after)) throw deliveryError(400, 'invalid', { path: 'after' })
    const known = await shapes()
    return read(least === undefined ? undefined : Math.max(least, Number(after)), async (statements) => {
      const found = await statements.changes({ after, outlets, limit, shapes: known })
      const editionOfNumber = await take(
        statements,
        found.filter(({ isShown }) => isShown),
      )
      return {
        changes: found.map(({ number, isShown, type, id }) => ({
          cursor: number,
          type,
          id,
          edition: isShown ? editionOfNumber(number) : null,
        })),
        next: found.at(-1)?.number ?? after,
      }
    })
  }

  return {
    subscriberOf: findSubscriber({ pool, names }),
    subscriberOnReplica: replica && findSubscriber({ pool: replica, names }),
    versionOf: async (outlets, known = 0) => {
      const asked = { outlets, shapes: await shapes() }
      try {
        const newest = await version(asked)
        noteNewest(newest)
        return newest
      } catch (error) {
        if (!(versionOnReplica && isDatabaseAway(error))) throw error
        return Math.max(known, await versionOnReplica(asked))
      }
    },
    editionsOf,
    pageOf: async (args) => {
      const { editions: found, next } = await editionsOf(args)
      return { bodies: found.map(textOf), next }
    },
    editionOf,
    bodyOf: async (args) => textOf(await editionOf(args)),
    changesOf,
    // nearly every file is an edition's: those cost one statement
    isFileLive: (args) =>
      read(
        undefined,
        async (statements) => (await statements.isFileLive(args)) || statements.isDocumentGiven(args),
      ),
    counts,
  }
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
