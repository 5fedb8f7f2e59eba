// What a transition means for others is told in the transition's own transaction.
import type { CollectionAfterChangeHook } from 'payload'
import type { SanitizedNoticesOptions } from '../options.ts'
import { addNotices } from '../store/addNotices.ts'

export const tellOccasions =
  ({ occasions }: SanitizedNoticesOptions): CollectionAfterChangeHook =>
  async ({ doc, req }) => {
    const notices = await occasions({ req, doc })
    if (notices.length > 0) await addNotices({ req, notices })
    return doc
  }
