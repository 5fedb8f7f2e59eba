// A bulk update or deletion keeps what it could save and forgets that a document was refused, together with what the ledger had done for
// that one on the way: a slot given back, or one of two taken. Then nothing of it is kept.
import type { CollectionAfterOperationHook } from 'payload'
import { refuse } from '../../errors/index.ts'
import { isMarked } from '../marks.ts'

type Outcome = { errors?: { id: string | number; isPublic: boolean; message: string }[] }

/** @throws Refusal `invalid` with what was wrong with the first such document */
export const keepLedgerWhole: CollectionAfterOperationHook = ({ operation, req, result }) => {
  if (operation !== 'update' && operation !== 'delete') return result
  const { errors = [] } = result as Outcome
  const half = errors.find(({ id }) => isMarked({ req, id: String(id) }))
  if (!half) return result
  throw refuse({
    req,
    code: 'invalid',
    reason: 'bulkNotWhole',
    values: { problem: half.isPublic ? half.message : '' },
    data: { path: 'where', id: half.id },
  })
}
