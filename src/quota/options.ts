// What a project may decide about the quota plugin.
import type { CollectionConfig, PayloadRequest } from 'payload'

/**
 * What the ledger is to hold for a document after this save.
 * keep: as it was · none: nothing · live: only what its live edition consumed · reserved: that, and the
 * slots of the planned time · consumed: the slots of the time it runs
 */
export type Occupancy = 'keep' | 'none' | 'live' | 'reserved' | 'consumed'

export type OccupancyArgs = {
  req: PayloadRequest
  data: Record<string, unknown>
  originalDoc: Record<string, unknown>
}

export type QuotaOptions = {
  /** Slug of the collection whose documents are counted. Default `items`. */
  collection?: string
  /** Tells what a save means for the ledger, when it happens, and why a full bucket may overflow. */
  occupancy?: (args: OccupancyArgs) => { occupancy: Occupancy; now: Date; overrideReason?: string }
  /** Whether an outlet of this channel may have run an item before today. Default: every channel may. */
  recordsPastDates?: (channel: string) => boolean
  /** Changes the collections the plugin adds. */
  collections?: { quotas?: (collection: CollectionConfig) => CollectionConfig }
  /** Days before the end of a period from which what is owed is "due". Default 14. */
  dueWithinDays?: number
}

export type SanitizedQuotaOptions = Required<Omit<QuotaOptions, 'collections'>> &
  Pick<QuotaOptions, 'collections'>

export const sanitizeOptions = (options: QuotaOptions): SanitizedQuotaOptions => ({
  collection: 'items',
  occupancy: occupancyOfStatus,
  recordsPastDates: () => true,
  dueWithinDays: 14,
  ...options,
})

// Without an approval workflow: what is published counts, what is not does not.
const occupancyOfStatus: SanitizedQuotaOptions['occupancy'] = ({ data, originalDoc }) => {
  const now = new Date()
  if (data._status === 'published') return { occupancy: 'consumed', now }
  return { occupancy: originalDoc._status === 'published' ? 'none' : 'keep', now }
}
