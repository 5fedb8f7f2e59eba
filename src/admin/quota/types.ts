/** What refusals and the preview tell of one bucket; see CONTRACT § CMS API. */
export type Violation = {
  quota: string
  outlet?: string
  outletName?: string
  task?: string
  event?: string
  /** `2024-W47`, `2024-12`, `2024-Q4` or `window`. */
  period: string
  startsAt?: string
  endsAt?: string
  used: number
  max: number | null
  holders: { id: string; title: string }[]
  nextFree: string | null
  /** When the next free period begins; ISO 8601 in UTC. */
  nextFreeStartsAt?: string | null
}

/** A bucket the item would take. */
export type Slot = Violation & {
  isFree: boolean
  held?: 'reserved' | 'consumed' | null
  /** Identifier of the outlet. */
  outletId?: string
}
