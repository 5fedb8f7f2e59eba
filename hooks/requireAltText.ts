// Who cannot see a picture is told what it shows: a name of a file, or an empty space, says nothing.
import { sql } from '@payloadcms/db-postgres'
import { idOf } from '../src/access/roles.ts'
import type { Condition } from '../src/approval/index.ts'
import { rowsOf } from '../src/database/statement.ts'
import { invalid } from '../src/errors/index.ts'

export const requireAltText: Condition = async ({ doc, req }) => {
  const { visual } = (doc.screen ?? {}) as Record<string, unknown>
  const ids = [doc.cover, doc.attachments, visual].flat().flatMap((one) => idOf(one) ?? [])
  if (ids.length === 0) return []
  const silent = await rowsOf<{ filename: string }>({
    req,
    statement: sql`
      select filename from media where id = any(${sql.param(ids)}::uuid[]) and mime_type like 'image/%'
        and (alt !~ '[[:alpha:]]' or alt ~* '\\.(jpe?g|png|webp|heic|tiff?)$')
      order by filename`,
  })
  return silent.map(({ filename }) =>
    invalid({ req, path: 'media.alt', reason: 'altRequired', values: { file: filename } }),
  )
}
