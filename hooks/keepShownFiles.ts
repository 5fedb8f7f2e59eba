// Why this exists: an edition is frozen, and so is what it shows. A file that portals were given is neither replaced, cut
// anew nor deleted; a better picture is a new one. Asked before the operation, because Payload writes and deletes files
// before any later hook could refuse.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeDeleteHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { rowsOf } from '../src/database/statement.ts'
import { invalid, refuse } from '../src/errors/index.ts'

/** For `beforeOperation`: words may be changed, the file not. */
export const keepShownFiles: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'update' || !isAboutTheFile({ args, req })) return args
  const { id } = args as { id?: string }
  // several at once: nobody needs it, and each would have to be looked at
  if (!id) throw invalid({ req, path: 'file' })
  if (await isShown({ req, id })) throw refused(req)
  return args
}

/** For `beforeDelete`. */
export const keepShownFilesFromDeletion: CollectionBeforeDeleteHook = async ({ id, req }) => {
  if (await isShown({ req, id: String(id) })) throw refused(req)
}

const isAboutTheFile = ({ args, req }: { args: object; req: PayloadRequest }): boolean => {
  const { data = {} } = args as { data?: Record<string, unknown> }
  return (
    Boolean(req.file ?? req.query?.uploadEdits) ||
    ['focalX', 'focalY', 'filename', 'sizes'].some((name) => name in data)
  )
}

const refused = (req: PayloadRequest) => refuse({ req, code: 'in-use', reason: 'fileIsShown' })

/**
 * Whether an edition names one of its files, or did, or the press was given it. Indexes: gin on editions (files),
 * press_requests_rels (media_id).
 */
const isShown = async ({ req, id }: { req: PayloadRequest; id: string }): Promise<boolean> => {
  const { docs } = await req.payload.find({
    collection: 'media',
    where: { id: { equals: id } },
    limit: 1,
    depth: 0,
    overrideAccess: true,
    req,
  })
  const [doc] = docs
  if (!doc) return false
  const renditions = Object.values(doc.sizes ?? {}).map((one) => one?.filename)
  const names = [doc.filename, ...renditions].filter((name) => typeof name === 'string')
  const rows = await rowsOf({
    req,
    statement: sql`
      select 1 from editions where files ?| ${sql.param(names)}::text[]
      union all
      select 1 from press_requests_rels r join press_requests p on p.id = r.parent_id
      where r.media_id = ${id}::uuid and p.answered_at is not null
      limit 1`,
  })
  return rows.length > 0
}
