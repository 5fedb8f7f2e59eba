// How a page goes out: whole or not at all (304), as it is or compressed. RFC 9110 sections 8.8.3, 12.5.3, 13.1.2, 15.4.5.
import { gzipOf, type StoredPage } from './storedPage.ts'

/** Names and values in turns, as `writeHead` of node:http takes them. */
export type Answer = {
  status: number
  headers: string[]
  /** In pieces, one after the other; empty: none. */
  body: Buffer[]
  route: string
}

export const VARY = 'Authorization, Accept, Accept-Encoding'
/** Of answers with words of ours in them: errors, feeds, the calendar, the sheet. */
export const VARY_BY_LANGUAGE = `${VARY}, Accept-Language`
/** An intermediary may keep it for this key, and asks again each time: a withdrawal counts at once. */
export const CACHE_CONTROL = 'private, no-cache'

/**
 * The tag is compared whatever `Cache-Control` the request has: Node's fetch adds `no-cache` by itself when
 * the caller sets If-None-Match. A tag of either coding is good: what it stands for is unchanged.
 * @param more headers of a whole answer beside those of the page
 */
export const represent = ({
  page,
  route,
  accepted,
  ifNoneMatch,
  more,
}: {
  page: StoredPage
  route: string
  accepted: string | undefined
  ifNoneMatch: string | undefined
  more: string[]
}): Answer | Promise<Answer> => {
  const isZipped = page.length >= LEAST && acceptsGzip(accepted)
  if (ifNoneMatch !== undefined) {
    const tag = matching({ page, ifNoneMatch, usual: isZipped ? page.gzipEtag : page.etag })
    if (tag) return unchanged({ tag, route })
  }
  if (!isZipped) return whole({ page, route, more, body: page.pieces, length: page.length, tag: page.etag })
  const zipped = gzipOf(page)
  return Buffer.isBuffer(zipped)
    ? whole({
        page,
        route,
        more: [...ZIPPED, ...more],
        body: [zipped],
        length: zipped.length,
        tag: page.gzipEtag,
      })
    : zipped.then((body) =>
        whole({
          page,
          route,
          more: [...ZIPPED, ...more],
          body: [body],
          length: body.length,
          tag: page.gzipEtag,
        }),
      )
}

const ZIPPED = ['Content-Encoding', 'gzip']

/** Below one packet there is nothing to win. In bytes. */
const LEAST = 1000

const unchanged = ({ tag, route }: { tag: string; route: string }): Answer => ({
  status: 304,
  headers: ['ETag', tag, 'Cache-Control', CACHE_CONTROL, 'Vary', VARY],
  body: [],
  route,
})

const whole = ({
  page,
  route,
  more,
  body,
  length,
  tag,
}: {
  page: StoredPage
  route: string
  more: string[]
  body: Buffer[]
  length: number
  tag: string
}): Answer => ({
  status: 200,
  headers: [
    'Content-Type',
    page.type,
    'Content-Length',
    String(length),
    'ETag',
    tag,
    'Cache-Control',
    CACHE_CONTROL,
    'Vary',
    VARY,
    ...more,
  ],
  body,
  route,
})

/** The tag that the caller has, of this page in one coding or the other; null when it has none of them. */
const matching = ({
  page: { etag, gzipEtag },
  ifNoneMatch,
  usual,
}: {
  page: StoredPage
  ifNoneMatch: string
  usual: string
}): string | null => {
  if (ifNoneMatch === usual || ifNoneMatch.trim() === '*') return usual
  const tags: string[] = ifNoneMatch.match(/"[^"]*"/g) ?? []
  return [usual, etag, gzipEtag].find((tag) => tags.includes(tag)) ?? null
}

const acceptsGzip = (accepted: string | undefined): boolean => {
  if (accepted === undefined) return false
  const known = decided.get(accepted)
  if (known !== undefined) return known
  const weights = new Map(
    accepted.split(',').map((one): [string, number] => {
      const [coding = '', ...parameters] = one.split(';').map((text) => text.trim().toLowerCase())
      const q = parameters.find((text) => text.startsWith('q='))
      return [coding, q === undefined ? 1 : Number(q.slice(2))]
    }),
  )
  const answer = (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
  if (decided.size >= 100) decided.clear()
  decided.set(accepted, answer)
  return answer
}

// clients write it in a handful of ways
const decided = new Map<string, boolean>()
