// Token buckets in the memory of this process: N copies of a server let N times as much through.

/** What is left after a request. Times in whole seconds. */
export type Verdict = {
  isAllowed: boolean
  /** Requests in the time of the bucket, which is also how many may come at once. */
  limit: number
  remaining: number
  /** Until the bucket is full again. */
  reset: number
  /** Until the next request is let through; 0 where it is allowed. */
  retryAfter: number
}

export type TokenBuckets = {
  /** Takes a token out of the bucket of this name, if there is one. */
  take: (args: Asked) => Verdict
  /** What `take` would say, taking nothing. */
  peek: (args: Asked) => Verdict
}

type Asked = { name: string; limit: number }

type Bucket = { tokens: number; at: number }

/**
 * Buckets by name. Each begins full, holds `limit` and fills evenly within a minute.
 * @param most how many are kept; those idle longest are forgotten first, which makes them full again
 * @param now milliseconds of a clock that never goes back
 */
export const tokenBuckets = ({
  most = 20_000,
  now = () => performance.now(),
}: {
  most?: number
  now?: () => number
} = {}): TokenBuckets => {
  // in the order of their last use
  const buckets = new Map<string, Bucket>()

  const tokensOf = ({ name, limit, at }: Asked & { at: number }) => {
    const bucket = buckets.get(name)
    if (!bucket) return limit
    return Math.min(limit, bucket.tokens + ((at - bucket.at) / 60_000) * limit)
  }

  const verdict = ({ tokens, limit, isAllowed }: { tokens: number; limit: number; isAllowed: boolean }) => ({
    isAllowed,
    limit,
    remaining: Math.max(0, Math.floor(tokens)),
    reset: Math.ceil(((limit - tokens) / limit) * 60),
    retryAfter: isAllowed ? 0 : Math.max(1, Math.ceil(((1 - tokens) / limit) * 60)),
  })

  const take: TokenBuckets['take'] = ({ name, limit }) => {
    const at = now()
    const tokens = tokensOf({ name, limit, at })
    const isAllowed = tokens >= 1
    const left = isAllowed ? tokens - 1 : tokens
    buckets.delete(name)
    buckets.set(name, { tokens: left, at })
    if (buckets.size > most) buckets.delete(buckets.keys().next().value as string)
    return verdict({ tokens: left, limit, isAllowed })
  }

  const peek: TokenBuckets['peek'] = ({ name, limit }) => {
    const tokens = tokensOf({ name, limit, at: now() })
    return verdict({ tokens, limit, isAllowed: tokens >= 1 })
  }

  return { take, peek }
}
