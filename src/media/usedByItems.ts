// Which items have a file in the state that somebody read and agreed to, or is to: approval binds to a text and to the
// files it names, and a file that is replaced or deleted behind that name changes what was approved without a revision.
import { sql } from '@payloadcms/db-postgres'
import type { FlattenedField } from 'payload'
import type { Statement } from '../database/statement.ts'
import { columnOf, relationsTableOf, tableOf, valueColumnOf, versionsTableOf } from '../database/tables.ts'

/**
 * Selects a row for each use of the file `id` in the latest revision of an item that waits for approval or for its time,
 * and in what is live. Every upload field counts, those of the channels too: with none named here, a new channel is
 * guarded as well. Indexes: those of the fields' columns, `_items_v_rels_media_id_idx`, `items_rels_media_id_idx`.
 * @param fields flattened, of the collection of items
 */
export const usedByItems = ({ id, fields }: { id: string; fields: FlattenedField[] }): Statement => {
  const columns = uploadColumnsOf(fields)
  const isIn = (prefix: string) =>
    sql.join(
      columns.map((column) => sql`d.${sql.identifier(`${prefix}${column}`)} = ${id}::uuid`),
      sql` or `,
    )
  const versions = sql.identifier(versionsTableOf('items'))
  const items = sql.identifier(tableOf('items'))
  const isBound = sql`d.latest and d.version_stage in ('submitted', 'approved', 'scheduled')`
  return sql`
    select 1 from ${versions} d where (${isIn('version_')}) and ${isBound}
    union all
    select 1 from ${sql.identifier(relationsTableOf('_items_v'))} r join ${versions} d on d.id = r.parent_id
    where r.media_id = ${id}::uuid and ${isBound}
    union all
    select 1 from ${items} d where (${isIn('')}) and d.live
    union all
    select 1 from ${sql.identifier(relationsTableOf('items'))} r join ${items} d on d.id = r.parent_id
    where r.media_id = ${id}::uuid and d.live`
}

/** Columns of the fields that name one file; those that name several have their rows in the table of relations. */
const uploadColumnsOf = (fields: FlattenedField[], prefix = ''): string[] =>
  fields.flatMap((field) => {
    if (field.type === 'group' || field.type === 'tab')
      return uploadColumnsOf(field.flattenedFields, `${prefix}${valueColumnOf(field.name)}_`)
    return field.type === 'upload' && field.relationTo === 'media' && !field.hasMany
      ? [`${prefix}${columnOf(field.name)}`]
      : []
  })
