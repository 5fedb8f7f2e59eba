// Payload's trash (`trash: true`): a document is put aside by a save that sets `deletedAt`, and comes back by one
// that empties it. Neither is a transition, so the rules about it stand here and in hooks/*Trash*.ts.

/** What people do with the trash, as the audit log calls it. */
export const TRASH_VERBS = ['trash', 'restore'] as const
export type TrashVerb = (typeof TRASH_VERBS)[number]

/** What a save does: puts into the trash, takes out of it, or neither. */
export const trashVerbOf = ({
  hasTrash,
  data,
  originalDoc,
}: {
  /** Whether the collection has a trash; without, `deletedAt` is a word like any other. */
  hasTrash: boolean
  data: Record<string, unknown> | undefined
  originalDoc: Record<string, unknown> | undefined
}): TrashVerb | undefined => {
  if (!hasTrash || !originalDoc || data?.deletedAt === undefined) return undefined
  if (isTrashed(originalDoc) === isTrashed(data)) return undefined
  return isTrashed(data) ? 'trash' : 'restore'
}

export const isTrashed = (doc: Record<string, unknown>): boolean => Boolean(doc.deletedAt)

/**
 * The document as such a save leaves it: all that the request carried besides is dropped. What waited for a time
 * that has passed meanwhile comes back as approved, so that nothing is published by surprise.
 */
export const movedInTrash = ({
  verb,
  originalDoc,
  now,
}: {
  verb: TrashVerb
  originalDoc: Record<string, unknown>
  now: Date
}): Record<string, unknown> => {
  if (verb === 'trash') return { ...originalDoc, deletedAt: now.toISOString(), _status: 'draft' }
  const { stage, publishAt } = originalDoc
  const isOver = stage === 'scheduled' && !(publishAt && new Date(String(publishAt)) > now)
  return { ...originalDoc, deletedAt: null, _status: 'draft', stage: isOver ? 'approved' : stage }
}
