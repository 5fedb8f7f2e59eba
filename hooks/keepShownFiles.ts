// Why this exists: an edition is frozen, and so is what it shows; approval binds to the files of a text too, and a proof
// rests on its scan. A file that portals were given with an item, that waits for approval or was approved, or that proves
// something is neither replaced, cut anew nor deleted; a better picture is a new one. Asked before the operation, because
// a refusal must come before anything is written.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeDeleteHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { rowsOf } from '../src/database/statement.ts'
import { invalid, refuse } from '../src/errors/index.ts'
import { usedByItems } from '../src/media/usedByItems.ts'

/** For `beforeOperation`: words may be changed, the file not. */
export const keepShownFiles: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'update' || !isAboutTheFile({ args, req })) return args
  const { id } = args as { id?: string }
  // several at once: nobody needs it, and each would have to be looked at
  if (!id) throw invalid({ req, path: 'file' })
  await refuseWhereKept({ req, id })
  return args
}

/** For `beforeDelete`. */
export const keepShownFilesFromDeletion: CollectionBeforeDeleteHook = async ({ id, req }) => {
  await refuseWhereKept({ req, id: String(id) })
}

const isAboutTheFile = ({ args, req }: { args: object; req: PayloadRequest }): boolean => {
  const { data = {} } = args as { data?: Record<string, unknown> }
  return (
    Boolean(req.file ?? req.query?.uploadEdits) ||
    ['focalX', 'focalY', 'filename', 'sizes'].some((name) => name in data)
  )
}

const refuseWhereKept = async ({ req, id }: { req: PayloadRequest; id: string }) => {
  const reason = await whyKept({ req, id })
  if (reason) throw refuse({ req, code: 'in-use', reason })
}

/**
 * What holds a file as it is, as a key of the errors' words: an edition names one of its files, or did; the press was
 * given it; an item that waits or is live has it; a proof rests on it. Indexes: gin on editions (files),
 * press_requests_rels (media_id), proofs (file_id), and those of `usedByItems`.
 */
const whyKept = async ({ req, id }: { req: PayloadRequest; id: string }): Promise<string | undefined> => {
  const { docs } = await req.payload.find({
    collection: 'media',
    where: { id: { equals: id } },
    limit: 1,
    depth: 0,
    overrideAccess: true,
    req,
  })
  const [doc] = docs
  if (!doc) return undefined
  const renditions = Object.values(doc.sizes ?? {}).map((one) => one?.filename)
  const names = [doc.filename, ...renditions].filter((name) => typeof name === 'string')
  const fields = req.payload.collections.items.config.flattenedFields
  const [found] = await rowsOf<{ reason: string }>({
    req,
    statement: sql`
      select case
        when exists (select from editions where files ?| ${sql.param(names)}::text[])
          or exists (select from press_requests_rels r join press_requests p on p.id = r.parent_id
                     where r.media_id = ${doc.id}::uuid and p.answered_at is not null) then 'fileIsShown'
        when exists (${usedByItems({ id: doc.id, fields })}) then 'fileIsApproved'
        when exists (select from proofs where file_id = ${doc.id}::uuid) then 'fileIsProof'
      end as reason`,
  })
  return found?.reason ?? undefined
}
