// What used the places of some buckets: pure.
import type { UsedSlot } from './facts.ts'
import type { Bucket, ProvedOf } from './rows.ts'

/** One place of a quota that was used; codes, `ranAt` ISO 8601 in UTC. */
type Used = { title: string; ranAt: string; quota: string; period: string }

/** That it ran there: where it can be read or seen, and when it was published there (ISO 8601 in UTC). */
export type Proof = { url: string | null; at: string | null }

/** What ran and was counted: one entry for each place it used. `outlet` is where it ran. */
export type ReportedItem = Used & {
  id: string
  outlet: string | null
  /** Null when nothing proves it. */
  proof: Proof | null
  /** Why it was let over a full quota. */
  overrideReason: string | null
}

/** What took place and was counted by itself; `event` is its code, `organization` its organiser's. */
export type ReportedEvent = Used & { event: string; place: string | null; organization: string | null }

export type Held = { items: ReportedItem[]; events: ReportedEvent[] }

/** What used the buckets: together as many entries of each quota as its `done` says. */
export const heldIn = ({
  slots,
  buckets,
}: {
  slots: UsedSlot[]
  buckets: Bucket[]
}): Held & { provedOf: ProvedOf } => {
  const byKey = new Map(buckets.map((bucket) => [keyOf(bucket), bucket]))
  const proved = new Map<Bucket, number>()
  const used = slots.filter((slot) => {
    const bucket = byKey.get(keyOf(slot))
    if (bucket && slot.item && slot.isProved) proved.set(bucket, (proved.get(bucket) ?? 0) + 1)
    return bucket !== undefined
  })
  return { ...entriesOf(used), provedOf: (bucket) => proved.get(bucket) ?? 0 }
}

/** Slots as a reader sees them. */
export const entriesOf = (slots: UsedSlot[]): Held => {
  const items: ReportedItem[] = []
  const events: ReportedEvent[] = []
  for (const slot of slots) {
    const { item, heldEvent, ranOn, overrideReason, quota, period } = slot
    const used = { title: slot.title ?? '', ranAt: new Date(slot.ranAt).toISOString(), quota, period }
    if (heldEvent) {
      events.push({ event: heldEvent, ...used, place: slot.place, organization: slot.organizer })
    } else if (item) {
      items.push({ id: item, ...used, outlet: ranOn, proof: proofOf(slot), overrideReason })
    }
  }
  return { items, events }
}

/** What is known of the proof of something that ran. */
export const proofOf = ({
  isProved,
  url,
  provedAt,
}: Pick<UsedSlot, 'isProved' | 'url' | 'provedAt'>): Proof | null =>
  isProved
    ? {
        // a record of this house stands in for an address that nobody outside can open
        url: url?.startsWith('/') ? null : url,
        at: provedAt === null ? null : new Date(provedAt).toISOString(),
      }
    : null

const keyOf = ({ quota, period, outlet, task, event, organization }: UsedSlot | Bucket) =>
  JSON.stringify([quota, period, outlet ?? null, task ?? null, event ?? null, organization ?? null])
