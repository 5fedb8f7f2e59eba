// What is gone, or off without a transition that says so, holds nothing.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionAfterChangeHook, CollectionBeforeDeleteHook, PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf, type Statement } from '../../database/statement.ts'
import { type Holder, holderColumn, isLive } from '../facts.ts'
import { mark } from '../marks.ts'
import type { SanitizedQuotaOptions } from '../options.ts'

/** A document that is deleted gives its slots back. */
export const releaseSlots =
  (options: SanitizedQuotaOptions): CollectionBeforeDeleteHook =>
  ({ id, req }) =>
    releaseAll({ req, options, holder: { item: true, id: String(id) } })

/** An event that is deleted is counted no more. */
export const releaseEventSlots =
  (options: SanitizedQuotaOptions): CollectionBeforeDeleteHook =>
  ({ id, req }) =>
    releaseAll({ req, options, holder: { heldEvent: true, id: String(id) } })

/**
 * Where the status decides: a save as draft may lie beside the published document or take it off, and only the
 * stored row tells which. After the change, because releasing refuses nothing.
 */
export const releaseWhatIsOff =
  (options: SanitizedQuotaOptions): CollectionAfterChangeHook =>
  async ({ doc, operation, req }) => {
    if (operation !== 'update' || !options.followsStatus || doc._status === 'published') return doc
    const holder: Holder = { item: true, id: String(doc.id) }
    const { type } = identifiersOf(req)
    const stillLive = sql`
      select 1 from ${sql.identifier(options.sources.counted.table)} i
      where i.id = ${holder.id}::${type} and ${isLive(options)}`
    await releaseAll({ req, options, holder, unless: sql`exists (${stillLive})` })
    return doc
  }

const releaseAll = async ({
  req,
  options: { tables },
  holder,
  unless = sql`false`,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  holder: Holder
  unless?: Statement
}) => {
  const released = await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`
      delete from ${sql.identifier(tables.slots)}
      where ${holderColumn(holder)} = ${holder.id}::${identifiersOf(req).type} and not ${unless}
      returning id`,
  })
  if (released.length > 0) mark({ req, id: holder.id })
}
