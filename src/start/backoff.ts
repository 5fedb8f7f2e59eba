const WINDOW_MS = 60_000
const LIMIT = 5
const FIRST_DELAY_MS = 250

/**
 * How long to wait before starting something again that ended by itself: a quarter of a second, doubled each
 * time. `next()` gives milliseconds, or `null` from the sixth end within a minute on: then it should not be
 * tried again.
 */
export const createBackoff = ({ now = Date.now } = {}) => {
  let ends: number[] = []
  return {
    next: () => {
      ends = [...ends.filter((time) => now() - time < WINDOW_MS), now()]
      return ends.length > LIMIT ? null : FIRST_DELAY_MS * 2 ** (ends.length - 1)
    },
  }
}
