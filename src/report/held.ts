// What used the places of some buckets: pure.
import type { UsedSlot } from './facts.ts'
import type { Bucket } from './rows.ts'

/** One place of a quota that was used; codes, `ranAt` ISO 8601 in UTC. */
type Used = { title: string; ranAt: string; quota: string; period: string }

/** What ran and was counted: one entry for each place it used. `outlet` is where it ran. */
export type ReportedItem = Used & {
  id: string
  outlet: string | null
  /** Why it was let over a full quota. */
  overrideReason: string | null
}

/** What took place and was counted by itself; `event` is its code. */
export type ReportedEvent = Used & { event: string }

/** What used the buckets: together as many entries of each quota as its `done` says. */
export const heldIn = ({ slots, buckets }: { slots: UsedSlot[]; buckets: Bucket[] }) => {
  const keys = new Set(buckets.map(keyOf))
  const items: ReportedItem[] = []
  const events: ReportedEvent[] = []
  for (const slot of slots.filter((one) => keys.has(keyOf(one)))) {
    const { item, heldEvent, ranOn, overrideReason, quota, period } = slot
    const used = { title: slot.title ?? '', ranAt: new Date(slot.ranAt).toISOString(), quota, period }
    if (heldEvent) events.push({ event: heldEvent, ...used })
    else if (item) items.push({ id: item, ...used, outlet: ranOn, overrideReason })
  }
  return { items, events }
}

const keyOf = ({ quota, period, outlet, task, event, organization }: UsedSlot | Bucket) =>
  JSON.stringify([quota, period, outlet ?? null, task ?? null, event ?? null, organization ?? null])
