// What was told to the press cannot be untold: an answer stays as it was given, and a correction stands beside it with
// its date and its author. Whoever answers for the unit answers for the answer: an approver gives it and corrects it.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { staffOf } from '../src/access/roles.ts'
import { rowsOf } from '../src/database/statement.ts'
import { refuse } from '../src/errors/index.ts'

type Correction = { id?: string; text?: string | null }

export const keepAnswerAsGiven: CollectionBeforeChangeHook = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const kept = operation === 'update' ? await lockedDoc({ req, id: String(originalDoc?.id) }) : undefined
  if (!kept?.answeredAt) {
    if (data.answeredAt) requireApprover(req)
    // there is nothing to correct yet
    return { ...data, corrections: [] }
  }
  requireApprover(req)
  const known = (kept.corrections ?? []) as Correction[]
  const added = ((data.corrections ?? []) as Correction[]).filter(
    ({ id, text }) => text?.trim() && !known.some((one) => one.id === id),
  )
  if (added.length === 0) throw refuse({ req, code: 'wrong-stage', reason: 'answerStays' })
  const at = new Date().toISOString()
  const by = staffOf(req)?.id
  return { ...kept, corrections: [...known, ...added.map(({ text }) => ({ text, at, by }))] }
}

/** What is stored, until the end of the transaction: what was read before may have been answered since. */
const lockedDoc = async ({ req, id }: { req: PayloadRequest; id: string }) => {
  await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`select id from press_requests where id = ${id}::uuid for update`,
  })
  const found = await req.payload.findByID({
    collection: 'press-requests',
    id,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return found as unknown as Record<string, unknown>
}

const requireApprover = (req: PayloadRequest) => {
  const staff = staffOf(req)
  // the seed and other code of ours have nobody behind them
  if (staff && staff.role !== 'approver') throw refuse({ req, code: 'forbidden', reason: 'answerByApprover' })
}
