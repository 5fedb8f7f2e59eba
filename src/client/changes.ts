// Following an outlet for as long as the program runs: through their own restarts, and through ours.
import { LoaError, unexpected } from './error.ts'
import { pause, type RequestOptions, request } from './request.ts'
import type { Change } from './types.ts'

/** Where a follower keeps how far it has come. What it keeps is opaque. */
export type CursorStore = {
  /** Undefined or null: from the beginning. */
  load: () => Promise<string | null | undefined> | string | null | undefined
  save: (cursor: string) => Promise<void> | void
}

export type ChangesOptions = {
  /** Begins behind this cursor. Default: what `store` has, else the beginning. */
  after?: string | undefined
  /**
   * Seconds, 0 … 30, for which the API holds a request while there is nothing. Default 25. With 0 the iteration
   * ends when there is nothing more: for a program that is started now and then.
   */
  wait?: number | undefined
  /** Changes in one answer, 1 … 200. Default 100. */
  limit?: number | undefined
  store?: CursorStore | undefined
  /** Ends the iteration; its reason is thrown. */
  signal?: AbortSignal | undefined
  /** Told when the API is away, with the seconds until it is asked again. */
  onTrouble?: ((trouble: { error: LoaError; seconds: number }) => void) | undefined
  /** Told of each answer, also when nothing has changed: the API is there. */
  onAnswer?: (() => void) | undefined
}

/** The longest rest between two attempts while the API is away, in seconds, unless it asks for more. */
const LONGEST_REST = 60

/**
 * All changes in their order. The cursor of a change is saved when the next one is asked for, so what the loop's
 * body did not finish comes again: at least once.
 */
export async function* follow({
  base,
  requests,
  changes: { after, wait = 25, limit = 100, store, signal, onTrouble, onAnswer },
}: {
  base: string
  requests: RequestOptions
  changes: ChangesOptions
}): AsyncGenerator<Change, void, undefined> {
  let cursor = after ?? (await store?.load()) ?? undefined
  for (let failures = 0; ; ) {
    const since = Date.now()
    let page: ChangesPage
    try {
      // after a failure at once, to know that it is back
      const held = failures > 0 ? 0 : wait
      page = await pageOf({ base, requests, after: cursor, wait: held, limit, signal })
      failures = 0
      onAnswer?.()
    } catch (error) {
      signal?.throwIfAborted()
      if (!isPassing(error)) throw error
      const seconds = error.retryAfter ?? Math.min(2 ** failures, LONGEST_REST) * (0.5 + Math.random() / 2)
      failures += 1
      onTrouble?.({ error, seconds })
      await pause({ seconds, signal })
      continue
    }
    const { changes, next } = page
    for (const change of changes) {
      yield change
      await store?.save(change.cursor)
    }
    // something in between that drops the query would give the first page for ever
    if (changes.length > 0 && next === cursor) throw unexpected({ status: 200 })
    if (changes.length === 0 && next !== cursor) await store?.save(next)
    cursor = next
    if (changes.length > 0) continue
    if (wait === 0) return
    // something in between that answers instead of waiting
    const early = Math.min(wait, 1) - (Date.now() - since) / 1000
    if (early > 0) await pause({ seconds: early, signal })
  }
}

type ChangesPage = { changes: Change[]; next: string }

const pageOf = async ({
  base,
  requests,
  after,
  wait,
  limit,
  signal,
}: {
  base: string
  requests: RequestOptions
  after: string | undefined
  wait: number
  limit: number
  signal: AbortSignal | undefined
}): Promise<ChangesPage> => {
  const query = new URLSearchParams({ limit: String(limit), ...(after ? { after } : {}) })
  if (wait > 0) query.set('wait', String(wait))
  const value: unknown = await request({
    address: `${base}/changes?${query}`,
    read: async (response) => parse(await response.text()),
    ...(signal ? { signal } : {}),
    options: { ...requests, retries: 0, timeout: requests.timeout + wait },
  })
  if (!isPage(value)) throw unexpected({ status: 200 })
  return value
}

/** Away, busy or being restarted: it comes back. Anything else has to be mended by somebody. */
const isPassing = (error: unknown): error is LoaError =>
  error instanceof LoaError && (error.code === 'unreachable' || error.status === 429 || error.status >= 500)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const TYPES = new Set(['published', 'updated', 'retracted'])

const isPage = (value: unknown): value is ChangesPage => {
  const { changes, next } = (value ?? {}) as Partial<ChangesPage>
  return typeof next === 'string' && Array.isArray(changes) && changes.every(isChange)
}

export const isChange = (value: unknown): value is Change => {
  const { cursor, type, id } = (value ?? {}) as Partial<Change>
  return typeof cursor === 'string' && typeof id === 'string' && TYPES.has(type ?? '')
}
