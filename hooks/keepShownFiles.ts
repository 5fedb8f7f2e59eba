// Why this exists: an edition is frozen, and so is what it shows. A file that portals were given is neither replaced, cut
// anew nor deleted; a better picture is a new one.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook, PayloadRequest } from 'payload'
import { rowsOf } from '../src/database/statement.ts'
import { refuse } from '../src/errors/index.ts'

/** For `beforeChange`: words may be changed, the file not. */
export const keepShownFiles: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  if (operation !== 'update') return data
  const isSame = (field: string) => data[field] === undefined || data[field] === originalDoc?.[field]
  if (!req.file && ['focalX', 'focalY', 'filename'].every(isSame)) return data
  if (await isShown({ req, filename: originalDoc?.filename })) throw refused(req)
  return data
}

/** For `beforeDelete`. */
export const keepShownFilesFromDeletion: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const doc = await req.payload.findByID({ collection: 'media', id, depth: 0, overrideAccess: true, req })
  if (await isShown({ req, filename: doc.filename })) throw refused(req)
}

const refused = (req: PayloadRequest) => refuse({ req, code: 'in-use', reason: 'fileIsShown' })

/** Whether an edition shows it, or did. Index: gin on editions (files). */
const isShown = async ({
  req,
  filename,
}: {
  req: PayloadRequest
  filename?: string | null
}): Promise<boolean> => {
  if (!filename) return false
  const rows = await rowsOf({ req, statement: sql`select 1 from editions where files ? ${filename} limit 1` })
  return rows.length > 0
}
