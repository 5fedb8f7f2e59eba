// The files of live editions, and the documents of events. A name stands for one content for ever, so a copy needs no
// second look; players of sound and clips ask for a part of one (RFC 9110, 14.2).
import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import type { Env } from '../app.ts'
import { DeliveryError, deliveryError } from '../errors.ts'
import type { ByteRange, MediaStore } from '../mediaStore.ts'
import type { Reader } from '../reading.ts'

const KEPT = 'private, max-age=31536000, immutable'

export const mediaRoutes = (app: Hono<Env>, { reader, media }: { reader: Reader; media: MediaStore }) => {
  app.get('/media/:name', async (context) => {
    const name = context.req.param('name')
    // PostgreSQL knows no NUL in a text
    const isName = name.length <= 300 && !/\p{Cc}/u.test(name)
    const isLive = isName && (await reader.isFileLive({ name, outlets: context.var.subscriber.outlets }))
    const file = isLive ? await media.find(name) : null
    if (!file) throw deliveryError(404, 'not-found')
    const { size, type } = file
    const headers = {
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      'Accept-Ranges': 'bytes',
      'Cache-Control': KEPT,
      ETag: `"${createHash('sha256').update(`${name} ${size}`).digest('base64url').slice(0, 27)}"`,
    }
    const range = rangeOf({ asked: context.req.header('range'), size })
    if (range === 'none')
      throw new DeliveryError(416, 'range-not-satisfiable', {}, { 'Content-Range': `bytes */${size}` })
    const length = range ? range.end - range.start + 1 : size
    const body = context.req.method === 'HEAD' ? null : await file.read(range)
    return new Response(body, {
      status: range ? 206 : 200,
      headers: {
        ...headers,
        'Content-Length': String(length),
        ...(range ? { 'Content-Range': `bytes ${range.start}-${range.end}/${size}` } : {}),
      },
    })
  })
}

/** One range; undefined for the whole: nothing was asked, or several, or something else. `none`: it is outside. */
const rangeOf = ({
  asked,
  size,
}: {
  asked: string | undefined
  size: number
}): ByteRange | undefined | 'none' => {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > end ? 'none' : { start, end }
}
