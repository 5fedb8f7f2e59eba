// Why this exists: when Payload saves a version it takes `latest` from those before it only where their time is
// earlier, and time is what the clock of the saving process says. Of two machines whose clocks differ by a second the
// slower one would leave two newest versions behind, and a worker publish twice what stands in the older of them.
import { sql } from '@payloadcms/db-postgres'
import type { BaseDatabaseAdapter, CreateVersion, CreateVersionArgs, PayloadRequest } from 'payload'
import { rowsOf } from './statement.ts'
import { tableOf, versionsTableOf } from './tables.ts'

/** Lets the adapter give each version of a document a later time than those before it, whatever a clock says. */
export const orderVersions = <T extends BaseDatabaseAdapter>(adapter: T): T => {
  const create = adapter.createVersion
  const createVersion: CreateVersion = async (args) => {
    const { collectionSlug, parent, updatedAt, req } = args
    const config = adapter.payload.collections[collectionSlug]?.config
    if (!req || !config?.versions?.drafts || !config.timestamps) return create.call(adapter, args) as never
    const document = { req: req as PayloadRequest, collectionSlug, parent }
    const before = await latestTimeOf(document)
    if (before === undefined || before < Date.parse(updatedAt)) return create.call(adapter, args) as never
    const at = new Date(before + 1).toISOString()
    await moveOn({ ...document, at })
    return create.call(adapter, { ...args, updatedAt: at }) as never
  }
  adapter.createVersion = createVersion
  return adapter
}

type Document = Pick<CreateVersionArgs, 'collectionSlug' | 'parent'> & { req: PayloadRequest }

/** Milliseconds; undefined where there is none yet. Index: the one on `parent_id`. */
const latestTimeOf = async ({ req, collectionSlug, parent }: Document) => {
  const [row] = await rowsOf<{ ms: number | null }>({
    req,
    statement: sql`
      select ceil(extract(epoch from max(updated_at)) * 1000)::float8 as ms
      from ${sql.identifier(versionsTableOf(collectionSlug))} where parent_id = ${parent} and latest`,
  })
  return row?.ms ?? undefined
}

/** Payload takes every draft later than the document itself for one that follows it. */
const moveOn = ({ req, collectionSlug, parent, at }: Document & { at: string }) =>
  rowsOf({
    req,
    statement: sql`
      update ${sql.identifier(tableOf(collectionSlug))} set updated_at = ${at}
      where id = ${parent} and updated_at < ${at}`,
  })
