// When a push or a mail is tried again: the schedule of Standard Webhooks, about three days in all.

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Milliseconds before the n-th attempt, counted from the end of the one before. */
const DELAYS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/** A receiver that asks for a longer rest gets this. */
const LONGEST_REST = 24 * HOUR

/**
 * Milliseconds to rest after so many attempts have failed; null when that was the last one. Jitter of a tenth
 * either way keeps receivers that went down together from being called together.
 *
 * @param retryAfter seconds the receiver asked for; it is never called sooner, and at most a day later
 * @param random 0 … 1
 */
export const restAfter = ({
  attempts,
  retryAfter = 0,
  random = Math.random(),
}: {
  attempts: number
  retryAfter?: number
  random?: number
}): number | null => {
  const delay = DELAYS[attempts]
  if (delay === undefined) return null
  const jittered = delay * (0.9 + random * 0.2)
  return Math.max(jittered, Math.min(retryAfter * SECOND, LONGEST_REST))
}
