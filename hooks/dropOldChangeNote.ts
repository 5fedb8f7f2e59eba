// A note tells of one correction. When a published item begins its next revision, the note of the last one
// would otherwise be told to readers once more.
import type { CollectionBeforeValidateHook } from 'payload'
import { transitionIn } from '../src/approval/index.ts'

/** Empties `changeNote` unless this very save brings another. */
export const dropOldChangeNote: CollectionBeforeValidateHook = ({
  data,
  operation,
  originalDoc,
  req,
  context,
}) => {
  if (operation !== 'update' || !data || originalDoc?.stage !== 'published') return data
  if (transitionIn({ req, id: originalDoc.id })) return data
  // an old version comes with the note it had then
  const isOld = context.isRestoringVersion || data.changeNote === originalDoc.changeNote
  return isOld ? { ...data, changeNote: null } : data
}
