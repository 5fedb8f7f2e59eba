// Why this exists: Payload keeps the name a file was sent with, so PNG bytes named `evil.html` would be
// stored, and later served, as HTML. The ending follows the content here.
import type { CollectionBeforeOperationHook } from 'payload'
import sharp from 'sharp'
import { invalid } from '../src/errors/index.ts'
import { slugOf } from '../src/slug.ts'

export const nameFileByContent: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (!['create', 'update', 'updateByID'].includes(operation) || !req.file) return args
  const found = await metadataOf(req.file.data)
  const ending = found && ENDINGS[found.format as keyof typeof ENDINGS]
  if (!found || !ending) throw invalid({ req, path: 'file', reason: 'notAPicture' })
  if ((found.width ?? 0) * (found.height ?? 0) > MAX_PIXELS)
    throw invalid({ req, path: 'file', reason: 'tooManyPixels' })
  const base = slugOf(req.file.name.replace(/\.[^.]*$/, '')) || 'anh'
  req.file.name = `${base}.${ending.extension}`
  req.file.mimetype = ending.mimeType
  return args
}

// sharp throws at once for an empty file, and later for a broken one
const metadataOf = async (data: Buffer) => {
  try {
    return await sharp(data, { limitInputPixels: MAX_PIXELS }).metadata()
  } catch {
    return null
  }
}

const MAX_PIXELS = 50_000_000
const ENDINGS = {
  jpeg: { extension: 'jpg', mimeType: 'image/jpeg' },
  png: { extension: 'png', mimeType: 'image/png' },
  webp: { extension: 'webp', mimeType: 'image/webp' },
}
