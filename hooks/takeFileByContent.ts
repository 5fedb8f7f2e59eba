// Why this exists: Payload keeps the name a file was sent with and believes its type, so PNG bytes named `evil.html`
// would be stored, and later served, as HTML; half a file would be kept whole. Type, name and length follow the content
// here, before anything is written, and one name never stands for two contents.
import { createHash } from 'node:crypto'
import type { CollectionBeforeOperationHook } from 'payload'
import { staffOf } from '../src/access/roles.ts'
import { invalid } from '../src/errors/index.ts'
import { preparePicture } from '../src/media/preparePicture.ts'
import { probe } from '../src/media/probe.ts'
import { withoutTags } from '../src/media/withoutTags.ts'
import { slugOf } from '../src/slug.ts'

export const takeFileByContent: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (!['create', 'update', 'updateByID'].includes(operation) || !req.file) return args
  // the right to upload is asked after this: strangers' files are not worth reading
  if (req.payloadAPI !== 'local' && !staffOf(req)) return args
  const { file } = req
  const found = await probe(file.data)
  if ('unfit' in found) throw invalid({ req, path: 'file', reason: found.unfit, values: found.values })
  const { is, mimeType, extension, seconds } = found
  const hash = createHash('sha256').update(file.data).digest('hex')
  const data = (args as { data?: Record<string, unknown> }).data ?? {}
  if (is === 'picture') {
    const credit = typeof data.credit === 'string' && data.credit.trim() ? data.credit.trim() : null
    // stricter than the look at the small size: a picture whose data are wrong in between does not come out whole
    const prepared = await preparePicture({ data: file.data, mimeType, credit }).catch(() => null)
    if (!prepared) throw invalid({ req, path: 'file', reason: 'brokenFile' })
    file.data = prepared.data
  } else file.data = withoutTags(file.data, mimeType)
  file.size = file.data.length
  const base = slugOf(file.name.replace(/\.[^.]*$/, '')).slice(0, 60) || is
  file.name = `${base}-${hash.slice(0, 10)}.${extension}`
  file.mimetype = mimeType
  // Payload measures pictures itself
  const size = is === 'video' ? { width: found.width, height: found.height } : {}
  req.context = { ...req.context, [FACTS]: { hash, seconds: seconds ?? null, ...size } }
  return args
}

/** Key of the request's context under which what was found waits for `noteFile`. */
export const FACTS = 'loaFileFacts'
