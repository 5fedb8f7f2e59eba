import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf } from '../../database/statement.ts'
import type { Source } from '../source.ts'

/** Outlets by identifier, in the order of their codes; `channel` is empty where outlets have none. */
export const findOutlets = ({
  req,
  source: { outlets },
  ids,
}: {
  req: PayloadRequest
  source: Source
  ids: string[]
}) => {
  const channel = outlets.channel ? sql`${sql.identifier(outlets.channel)}::text` : sql`''`
  return rowsOf<{ id: string; code: string; channel: string }>({
    req,
    statement: sql`
      select id::text, coalesce(${sql.identifier(outlets.code)}::text, id::text) as code, coalesce(${channel}, '') as channel
      from ${sql.identifier(outlets.table)} where id = any(${sql.param(ids)}::${identifiersOf(req).list}) order by code`,
  })
}
