// What a save means for a ledger of slots, for the option `occupancy` of the quota plugin.
import type { PayloadRequest } from 'payload'
import { optionsOf } from './options.ts'
import { transitionIn } from './performTransition.ts'
import type { Occupancy } from './transitions/transition.ts'
import { trashVerbOf } from './trash.ts'

/**
 * A transition says itself what the ledger is to hold. A document put into the trash gives back what it had
 * reserved; one that comes back and still waits for its time takes it again, or is refused. Any other save
 * leaves the ledger as it was. A correction that waited for its time leaves when the document ran as it was.
 * @param data what is about to be stored, after the plugin's own hooks
 */
export const occupancyOf = ({
  req,
  data,
  originalDoc,
  collection,
}: {
  req: PayloadRequest
  data: Record<string, unknown>
  originalDoc: Record<string, unknown>
  /** Slug of the collection that the approval plugin was given. Default `items`. */
  collection?: string
}): { occupancy: Occupancy; now: Date; overrideReason?: string; isPlanOfCorrection?: boolean } => {
  const transition = transitionIn({ req, id: originalDoc.id })
  if (transition) {
    const { occupancy, now, override } = transition
    const isPlanOfCorrection = originalDoc.live === true && originalDoc.stage === 'scheduled'
    return { occupancy, now, overrideReason: override?.reason, isPlanOfCorrection }
  }
  const now = new Date()
  const { hasTrash } = optionsOf(req.payload, collection)
  const verb = trashVerbOf({ hasTrash, data, originalDoc })
  if (verb === 'trash') return { occupancy: 'live', now }
  return { occupancy: verb === 'restore' && data.stage === 'scheduled' ? 'reserved' : 'keep', now }
}
