// What a document points at, as portals will see it: codes and pictures, of those the configuration has.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { idOf } from '../../access/roles.ts'
import { type Identifiers, identifiersOf } from '../../database/identifiers.ts'
import { rowsOf, type Statement } from '../../database/statement.ts'
import { valueColumnOf } from '../../database/tables.ts'
import type { Codes, Picture } from '../freeze.ts'
import type { Relation, Source, Uploads } from '../source.ts'

type Doc = Record<string, unknown>

export const findRelations = async ({
  req,
  doc,
  source: { relations, uploads },
}: {
  req: PayloadRequest
  doc: Doc
  source: Source
}): Promise<{ codes: Codes; cover: Picture | null; attachments: Picture[] }> => ({
  codes: await findCodes({ req, doc, relations }),
  ...(await findPictures({ req, doc, uploads })),
})

/** The identifiers of a relation's value: one or several, populated or not. */
export const idsOf = (value: unknown): string[] => [value ?? []].flat().flatMap((one) => idOf(one) ?? [])

/** In one statement, whatever there is. */
const findCodes = async ({
  req,
  doc,
  relations: { task, line, event, themes, organization },
}: {
  req: PayloadRequest
  doc: Doc
  relations: Source['relations']
}): Promise<Codes> => {
  const identifiers = identifiersOf(req)
  const list = (relation: Relation | null, column: 'code' | 'title' = 'code') =>
    listOf({ relation, column, ids: idsOf(relation && doc[relation.field]), identifiers })
  const [found] = await rowsOf<Record<'task' | 'line' | 'event' | 'themes' | 'units' | 'names', string[]>>({
    req,
    statement: sql`
      select ${list(task)} as task, ${list(line)} as line, ${list(event)} as event, ${list(themes)} as themes,
             ${list(organization)} as units, ${list(organization, 'title')} as names`,
  })
  return {
    task: found?.task[0] ?? null,
    line: found?.line[0] ?? null,
    event: found?.event[0] ?? null,
    themes: found?.themes ?? [],
    organization: found?.units[0] ?? '',
    organizationName: found?.names[0] ?? '',
  }
}

const listOf = ({
  relation,
  column,
  ids,
  identifiers: { list },
}: {
  relation: Relation | null
  column: 'code' | 'title'
  ids: string[]
  identifiers: Identifiers
}): Statement =>
  relation && ids.length > 0
    ? sql`array(select coalesce(${sql.identifier(relation[column])}::text, id::text)
            from ${sql.identifier(relation.table)} where id = any(${sql.param(ids)}::${list}) order by 1)`
    : sql`array[]::text[]`

const findPictures = async ({
  req,
  doc,
  uploads: { cover, attachments },
}: {
  req: PayloadRequest
  doc: Doc
  uploads: Source['uploads']
}) => {
  const first = idsOf(cover && doc[cover.field])
  const others = idsOf(attachments && doc[attachments.field])
  const isOneTable = cover?.table === attachments?.table
  const found = await picturesByID({ req, uploads: cover, ids: isOneTable ? [...first, ...others] : first })
  const more = isOneTable ? found : await picturesByID({ req, uploads: attachments, ids: others })
  return {
    cover: found.get(first[0] ?? '') ?? null,
    attachments: others.flatMap((id) => more.get(id) ?? []),
  }
}

const picturesByID = async ({
  req,
  uploads,
  ids,
}: {
  req: PayloadRequest
  uploads: Uploads | null
  ids: string[]
}): Promise<Map<string, Picture>> => {
  if (!uploads || ids.length === 0) return new Map()
  const column = (name: string | null) => (name ? sql`${sql.identifier(name)}::text` : sql`null`)
  const sizes = uploads.sizes.map((name) => {
    const of = (part: string) => sql.identifier(`sizes_${valueColumnOf(name)}_${part}`)
    return sql`${name}::text, json_build_object('filename', ${of('filename')}, 'mimeType', ${of('mime_type')},
      'width', ${of('width')}::int, 'height', ${of('height')}::int)`
  })
  const rows = await rowsOf<Picture & { id: string }>({
    req,
    statement: sql`
      select id::text, filename, mime_type as "mimeType", width::int, height::int,
             coalesce(${column(uploads.alt)}, '') as alt, ${column(uploads.credit)} as credit,
             json_build_object(${sql.join(sizes, sql`, `)}) as renditions
      from ${sql.identifier(uploads.table)}
      where id = any(${sql.param([...new Set(ids)])}::${identifiersOf(req).list})`,
  })
  return new Map(rows.map((picture) => [picture.id, picture]))
}
