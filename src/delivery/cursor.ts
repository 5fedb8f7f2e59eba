// Where a page of items or of changes ended; opaque to callers.
import { z } from 'zod'

export type Position = { publishedAt: string; id: string }

// four digits of year and no sign: what PostgreSQL reads as well
const instant = z.iso.datetime().refine((text) => /^[12]\d{3}-/.test(text))
const position = z.tuple([instant, z.union([z.uuid(), z.string().regex(/^[1-9]\d{0,8}$/)])])

export const encodeCursor = ({ publishedAt, id }: { publishedAt: Date; id: string }): string =>
  Buffer.from(JSON.stringify([publishedAt.toISOString(), id])).toString('base64url')

/** Null when it is none of ours. */
export const decodeCursor = (cursor: string): Position | null => {
  try {
    const [publishedAt, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { publishedAt, id }
  } catch {
    return null
  }
}

/** The cursor of changes is the number of an edition: no number is given out before all below it are there. */
export const isChangesCursor = (cursor: string): boolean => /^(0|[1-9]\d{0,14})$/.test(cursor)
