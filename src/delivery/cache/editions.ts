// Editions never change: the bytes of each are kept by its number, and a query brings only numbers.
import { createHash } from 'node:crypto'
import { STORED_ADDRESS } from '../addresses.ts'
import { lruOf } from './lru.ts'

/**
 * One edition as bytes of JSON (UTF-8), cut where the base of the API comes in: `parts` joined by a base are what is
 * sent, joined by nothing what is stored. `tag` tells its content from any other.
 */
export type Edition = { number: string; parts: Buffer[]; tag: Buffer }

/** Where the bytes of editions come from; numbers that are not there are left out. */
export type FindBodies = (numbers: string[]) => Promise<{ number: string; body: string }[]>

export type EditionCache = {
  /**
   * Editions by number. What comes with its text is taken as it is; of the others those that are not in memory are
   * asked for together.
   */
  take: (args: {
    wanted: { number: string; body?: string | null }[]
    find: FindBodies
  }) => Promise<Map<string, Edition>>
  clear: () => void
  bytes: () => number
  counts: { hits: number; misses: number }
}

/** Bytes that an entry takes beside its text: objects, views, the map. An estimate, on the safe side. */
const OVERHEAD = 700

export const editionCacheOf = ({ maxBytes }: { maxBytes: number }): EditionCache => {
  const kept = lruOf<string, Edition>(maxBytes)
  const counts = { hits: 0, misses: 0 }
  const keep = ({ number, body }: { number: string; body: string }): Edition => {
    const edition = editionOf({ number, body })
    const bytes = edition.parts.reduce((sum, part) => sum + part.length, OVERHEAD)
    kept.set(number, edition, bytes)
    return edition
  }
  return {
    take: async ({ wanted, find }) => {
      const found = new Map<string, Edition>()
      const missing: string[] = []
      for (const { number, body } of wanted) {
        const edition = kept.get(number) ?? (body ? keep({ number, body }) : undefined)
        if (edition) found.set(number, edition)
        else missing.push(number)
      }
      counts.hits += wanted.length - missing.length
      counts.misses += missing.length
      if (missing.length > 0) for (const row of await find(missing)) found.set(row.number, keep(row))
      return found
    },
    clear: kept.clear,
    bytes: kept.bytes,
    counts,
  }
}

const editionOf = ({ number, body }: { number: string; body: string }): Edition => {
  const texts = body.split(STORED_ADDRESS)
  const last = texts.length - 1
  // memory of its own, of the size it needs: small Buffers would share slabs and keep each other alive
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(body))
  bytes.write(body)
  const parts: Buffer[] = []
  let from = 0
  texts.forEach((text, n) => {
    const before = n === 0 ? 0 : STORED_AFTER
    const to =
      from + before + Buffer.byteLength(text) + (n === last ? 0 : STORED_ADDRESS.length - STORED_AFTER)
    parts.push(bytes.subarray(from, to))
    from = to
  })
  return { number, parts, tag: createHash('sha256').update(bytes).digest().subarray(0, 16) }
}

/** How much of the pattern stands behind the place where the base comes in. */
const STORED_AFTER = '/media/'.length
