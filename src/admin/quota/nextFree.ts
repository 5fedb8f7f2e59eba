import type { Slot } from './types.ts'

/**
 * The first moment at which all of these full buckets have room again, at the hour that was planned (eight in the
 * morning where none was); undefined when one of them never has. ISO 8601 in UTC.
 */
export const nextFreeOf = ({
  slots,
  publishAt,
}: {
  slots: Pick<Slot, 'nextFreeStartsAt'>[]
  publishAt?: string
}): string | undefined => {
  const starts = slots.map(({ nextFreeStartsAt }) => nextFreeStartsAt)
  if (starts.length === 0 || starts.some((one) => !one)) return undefined
  const latest = starts.map(String).sort().at(-1) ?? ''
  const start = new Date(latest)
  // a period begins at midnight of the plan's zone: what lies between is the time of day
  const sinceMidnight = publishAt
    ? (((new Date(publishAt).getTime() - start.getTime()) % DAY) + DAY) % DAY
    : MORNING
  return new Date(start.getTime() + sinceMidnight).toISOString()
}

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const MORNING = 8 * HOUR
