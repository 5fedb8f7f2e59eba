// Why this exists: a photograph from a telephone tells where it was taken and by whom (EXIF, XMP), and behind the last byte of
// a picture anything may stand: a page, an archive. What is kept, and later served, is made anew from the pixels.
import type { CollectionBeforeOperationHook } from 'payload'
import sharp, { type Sharp } from 'sharp'
import { invalid } from '../src/errors/index.ts'

/** Place it after `nameFileByContent`, which has found out what the file is and that it is not too large. */
export const remakePicture: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const { file } = req
  if (!['create', 'update', 'updateByID'].includes(operation) || !file || !WRITE[file.mimetype]) return args
  try {
    // upright, as the camera meant it, before that is forgotten; colours stay what they are
    const pixels = sharp(file.data, { animated: file.mimetype === 'image/webp' })
      .autoOrient()
      .keepIccProfile()
    file.data = await (WRITE[file.mimetype]?.(pixels) ?? pixels).toBuffer()
    file.size = file.data.length
  } catch {
    throw invalid({ req, path: 'file', reason: 'notAPicture' })
  }
  return args
}

const WRITE: Record<string, (picture: Sharp) => Sharp> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  'image/png': (picture) => picture.png(),
  'image/webp': (picture) => picture.webp({ quality: 95 }),
}
