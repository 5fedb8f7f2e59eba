// The bytes of one answer, as they are sent and compressed, with their tags.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Edition } from './cache/editions.ts'

/** One body in both codings. The ETags are strong, so each coding has its own. */
export type StoredPage = {
  version: number
  type: string
  /** Bytes of the body as it is. */
  length: number
  /**
   * The body. In pieces, which are those of the editions in memory, as long as it was asked for once: of lists that
   * nobody asks for again nothing is copied (measured: a third of what such a request cost). In one piece after that.
   */
  pieces: Buffer[]
  /** Numbers of the editions that it shows. */
  editions: number[]
  etag: string
  gzipEtag: string
  /** Made when it is first asked for. */
  gzip?: Buffer | Promise<Buffer>
  /** Puts the size right after `gzip` was made. */
  weigh: () => void
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** The body in one piece, which is what goes out fastest. */
export const joined = (page: StoredPage): Buffer => {
  const [only] = page.pieces
  if (only && page.pieces.length === 1) return only
  const whole = Buffer.concat(page.pieces, page.length)
  page.pieces = [whole]
  return whole
}

/** Texts and editions in a row. The tag is made of the editions' tags: 20 editions have 160 KB, their tags 320 bytes. */
export const pageOf = ({
  version,
  base,
  list,
}: {
  version: number
  base: string
  list: (string | Edition)[]
}): StoredPage => {
  const pieces: Buffer[] = []
  const tags: (string | Buffer)[] = [base]
  let text = ''
  const endText = () => {
    if (text !== '') pieces.push(Buffer.from(text))
    text = ''
  }
  for (const one of list) {
    if (typeof one === 'string') {
      text += one
      tags.push(one)
    } else {
      one.parts.forEach((part, n) => {
        if (n > 0) text += base
        endText()
        pieces.push(part)
      })
      tags.push(one.tag)
    }
  }
  endText()
  const editions = list.flatMap((one) => (typeof one === 'string' ? [] : [Number(one.number)]))
  return storedPage({ version, type: JSON_TYPE, pieces, editions, tag: tagOf(tags) })
}

export const storedPage = ({
  tag,
  ...page
}: Pick<StoredPage, 'version' | 'type' | 'pieces' | 'editions'> & { tag: string }): StoredPage => ({
  ...page,
  length: page.pieces.reduce((sum, { length }) => sum + length, 0),
  etag: `"${tag}"`,
  gzipEtag: `"${tag}-gzip"`,
  weigh: () => undefined,
})

export const tagOf = (texts: (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text)
  return hash.digest('base64url').slice(0, 27)
}

const zip = promisify(gzip)

/** At once when it was made before; the size is weighed when it is there. */
export const gzipOf = (page: StoredPage): Buffer | Promise<Buffer> => {
  page.gzip ??= zip(joined(page), { level: 6 }).then((bytes) => {
    page.gzip = bytes
    page.weigh()
    return bytes
  })
  return page.gzip
}
