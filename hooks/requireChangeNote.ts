// Readers who saw the first text are told what was corrected: a live item is not changed without a note.
import type { Condition } from '../src/approval/index.ts'
import { invalid } from '../src/errors/index.ts'

/** Asks for `changeNote` while portals show an earlier text; a first publication needs none. */
export const requireChangeNote: Condition = ({ doc, item, req }) =>
  item.live && !String(doc.changeNote ?? '').trim()
    ? [invalid({ req, path: 'changeNote', reason: 'changeNoteRequired' })]
    : []
