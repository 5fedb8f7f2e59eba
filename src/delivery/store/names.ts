// Tables as the reading statements name them, and statements prepared once.
import { createHash } from 'node:crypto'
import pg, { type Pool } from 'pg'
import { columnOf, relationsTableOf, tableOf } from '../../database/tables.ts'
import { type DeliveryTables, sanitizeTables } from '../options.ts'

/** Quoted names of tables, and the column of a subscriber's outlets. */
export type Names = {
  subscribers: string
  subscribersOutlets: string
  outletsColumn: string
  outlets: string
  keys: string
  placements: string
  editions: string
  receipts: string
  retrievals: string
}

/** What every reading statement needs. */
export type Store = { pool: Pool; names: Names }

/**
 * What transactions that append to this table of editions line up behind, and what they announce. PostgreSQL
 * takes at most 63 bytes for a channel.
 */
export const channelOf = (editions: string): string => `loa ${tableOf(editions)}`.slice(0, 63)

/**
 * What is announced when a key or a subscriber changes: revoked, expired earlier, rotated, switched off, other
 * outlets, another limit. The text is the identifier of the subscriber; who keeps subscribers in memory forgets this
 * one then. Triggers send it in the very transaction (`proof/database.ts`), so that plain SQL revokes as well.
 * While nobody listens for it (the connection is down), nothing may be kept.
 */
export const keysChannelOf = (keys: string): string => `loa ${tableOf(keys)}`.slice(0, 63)

export const namesOf = (tables: DeliveryTables): Names => {
  const { slugs, outlets } = sanitizeTables(tables)
  const quoted = pg.escapeIdentifier
  return {
    subscribers: quoted(tableOf(slugs.subscribers)),
    subscribersOutlets: quoted(relationsTableOf(slugs.subscribers)),
    outletsColumn: quoted(columnOf(outlets.collection)),
    outlets: quoted(tableOf(outlets.collection)),
    keys: quoted(tableOf(slugs.keys)),
    placements: quoted(tableOf(slugs.placements)),
    editions: quoted(tableOf(slugs.editions)),
    receipts: quoted(tableOf(slugs.receipts)),
    retrievals: quoted(tableOf(slugs.retrievals)),
  }
}

/** The type of a list of identifiers, for statements that unfold one. */
export const listTypeOf = ({ isNumbered }: { isNumbered: boolean }): string =>
  isNumbered ? 'int[]' : 'uuid[]'

/** A prepared statement. Its name is made of its text, so that two texts on one connection have two names. */
export const prepared = (text: string): { name: string; text: string } => {
  const known = statements.get(text)
  if (known) return known
  const name = `loa-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  statements.set(text, { name, text })
  return { name, text }
}

// as many as there are statements in `store/`; of lists one for each set of filters, 64 at most
const statements = new Map<string, { name: string; text: string }>()
