// A brief binds everybody who writes: what is in force was approved as an item is, by an approver who has not written a word
// of it since the last one in force. Who writes it, and an approver who changes a word of it, leaves a draft.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { idOf, staffOf } from '../src/access/roles.ts'
import { rowsOf } from '../src/database/statement.ts'
import { refuse } from '../src/errors/index.ts'

export const requireBriefApprover: CollectionBeforeChangeHook = async ({
  data,
  originalDoc,
  operation,
  req,
}) => {
  const staff = staffOf(req)
  // the seed and other code of ours have nobody behind them
  if (!staff) return data
  const isWritten =
    operation === 'create' || CONTENT.some((name) => textOf(data[name]) !== textOf(originalDoc?.[name]))
  const editedBy = isWritten ? staff.id : idOf(originalDoc?.editedBy)
  if (data._status !== 'published') return { ...data, editedBy, approvedBy: null }
  if (staff.role !== 'approver') throw refuse({ req, code: 'forbidden', reason: 'briefByApprover' })
  const writers = operation === 'create' ? [] : await writersSince({ req, brief: String(originalDoc?.id) })
  if (editedBy === staff.id || writers.includes(staff.id))
    throw refuse({ req, code: 'own-item', reason: 'briefByOther' })
  return { ...data, editedBy, approvedBy: staff.id }
}

/** Who wrote what was saved after the last version that was put in force. Index: _briefs_v (parent_id). */
const writersSince = async ({ req, brief }: { req: PayloadRequest; brief: string }): Promise<string[]> => {
  const rows = await rowsOf<{ id: string }>({
    req,
    statement: sql`
      select distinct version_edited_by_id::text as id from _briefs_v
      where parent_id = ${brief}::uuid and version_edited_by_id is not null and created_at > coalesce(
        (select max(created_at) from _briefs_v where parent_id = ${brief}::uuid and version__status = 'published'),
        '-infinity')`,
  })
  return rows.map(({ id }) => id)
}

const CONTENT = [
  'title',
  'theme',
  'task',
  'line',
  'messages',
  'avoid',
  'figures',
  'figuresAsOf',
  'contact',
  'organization',
]

const textOf = (value: unknown): string => idOf(value) ?? ''
