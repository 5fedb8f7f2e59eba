// The first time at which an item could run instead, when a period is full.
import type { Refusal } from '../../errors/index.ts'

type Asking = {
  /** What was refused, at which instant. */
  refusal: Refusal
  /** Why not at an instant; null when nothing stands in the way. */
  refusalAt: (at: Date) => Promise<Refusal | null>
  /** The same clock time on the day that an instant falls on. */
  sameTimeOn: (day: Date) => Date | null
}

/**
 * Follows the refusals from one next free period to the next, since an item can take slots of several rules.
 * @returns null when there is none, or what stands in the way then is no quota
 */
export const nextFree = async ({ refusal, refusalAt, sameTimeOn }: Asking): Promise<Date | null> => {
  let asked = refusal
  for (let step = 0; step < STEPS; step += 1) {
    const day = nextDay(asked)
    const at = day && sameTimeOn(day)
    if (!at) return null
    const again = await refusalAt(at)
    if (!again) return at
    asked = again
  }
  return null
}

const STEPS = 12

/** The latest of the beginnings of what is free next; null when one of the rules has nothing free any more. */
const nextDay = ({ data }: Refusal): Date | null => {
  const { violations = [] } = data as unknown as { violations?: { nextFreeStartsAt: string | null }[] }
  const starts = violations.map(({ nextFreeStartsAt }) => nextFreeStartsAt)
  const latest = starts.sort().at(-1)
  return latest && starts.every(Boolean) ? new Date(latest) : null
}
