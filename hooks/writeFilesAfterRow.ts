// Why this exists: on disk Payload takes away the files of a document that gets others, and of one that is deleted, before
// it has checked the new state, let alone stored it; what is refused then names files that are gone. Here new files get
// names of their own and are written when the row says so; the old ones stay until no row names them (`sweepFiles`), as
// in a bucket.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { CollectionAfterChangeHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { staffOf } from '../src/access/roles.ts'

/** For `beforeOperation`, last: for the time of this operation Payload knows no folder to write to or to delete from. */
export const keepFilesOnDisk =
  (directory: string): CollectionBeforeOperationHook =>
  async ({ args, operation, req }) => {
    if (operation !== 'update' && operation !== 'delete') return args
    const given = args as typeof args & { id?: string; collection: { config: { upload: object } } }
    if (operation === 'update' && given.id && !req.file)
      await takeStoredFile({ directory, id: given.id, args, req })
    const { collection } = given
    const upload = { ...collection.config.upload, staticDir: undefined, disableLocalStorage: true }
    return { ...args, collection: { ...collection, config: { ...collection.config, upload } } } as typeof args
  }

/** For `afterChange`: still within the transaction, so a disk that is full takes the row back. */
export const writeFilesAfterRow =
  (directory: string): CollectionAfterChangeHook =>
  // `data` has the names whatever fields the answer is to have
  async ({ data, doc, operation, previousDoc, req }) => {
    // of a new document Payload writes them itself: what was there before is not touched
    if (operation !== 'update' || !req.file || data.filename === previousDoc?.filename) return doc
    const sizes = Object.entries(req.payloadUploadSizes ?? {}).map(
      ([name, bytes]) => [data.sizes?.[name]?.filename, bytes] as const,
    )
    await mkdir(directory, { recursive: true })
    for (const [name, bytes] of [[data.filename, req.file.data] as const, ...sizes])
      if (typeof name === 'string') await writeFile(path.join(directory, path.basename(name)), bytes)
    return doc
  }

/** What is to be cut anew comes from the disk, as if it were sent again: so the outcome gets names of its own. */
const takeStoredFile = async ({
  directory,
  id,
  args,
  req,
}: {
  directory: string
  id: string
  args: object
  req: PayloadRequest
}) => {
  const { data = {} } = args as { data?: Record<string, unknown> }
  if (!isCut(req.query?.uploadEdits, data) || (req.payloadAPI !== 'local' && !staffOf(req))) return
  const { docs } = await req.payload.find({
    collection: 'media',
    where: { id: { equals: id } },
    limit: 1,
    depth: 0,
    overrideAccess: true,
    req,
  })
  const { filename, mimeType } = docs[0] ?? {}
  if (!filename || !mimeType) return
  const bytes = await readFile(path.join(directory, path.basename(filename)))
  req.file = { name: filename, mimetype: mimeType, data: bytes, size: bytes.length }
}

type Edits = { crop?: unknown; heightInPixels?: unknown; widthInPixels?: unknown; focalPoint?: Point }
type Point = { x?: unknown; y?: unknown }

/** As Payload decides whether a picture is to be made again. */
const isCut = (edits: unknown, { focalX, focalY }: Record<string, unknown>): boolean => {
  if (!edits || typeof edits !== 'object') return false
  const { crop, heightInPixels, widthInPixels, focalPoint } = edits as Edits
  if (crop || heightInPixels || widthInPixels) return true
  return Boolean(focalPoint) && !(focalPoint?.x === focalX && focalPoint?.y === focalY)
}
