// What a project may decide about the delivery plugin.
import type { PayloadRequest } from 'payload'

/** What a save means for portals: it goes (or stays) live, or off; undefined: they see nothing of it. */
export type Publication = { change: 'publish' | 'withdraw'; now: Date; note?: string }

export type DeliveryOptions = {
  /** Slug of the collection whose documents are delivered. Default `items`. */
  collection?: string
  publication?: (args: {
    req: PayloadRequest
    doc: Record<string, unknown>
    previousDoc: Record<string, unknown>
  }) => Publication | undefined
  /** Whether an outlet of this channel may have run an item before today. Default: every channel may. */
  recordsPastDates?: (channel: string) => boolean
}

export type SanitizedDeliveryOptions = Required<DeliveryOptions>

export const sanitizeOptions = (options: DeliveryOptions): SanitizedDeliveryOptions => ({
  collection: 'items',
  publication: publicationOfStatus,
  recordsPastDates: () => true,
  ...options,
})

// Without an approval workflow: whatever is saved as published is what portals see.
const publicationOfStatus: SanitizedDeliveryOptions['publication'] = ({ doc, previousDoc }) => {
  const now = new Date()
  if (doc._status === 'published') return { change: 'publish', now }
  return previousDoc?._status === 'published' ? { change: 'withdraw', now } : undefined
}
