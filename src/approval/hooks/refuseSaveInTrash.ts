// What lies in the trash is restored first: a text nobody sees any more is not changed behind everybody's back.
import type { CollectionBeforeValidateHook } from 'payload'
import { refuse } from '../../errors/index.ts'
import type { SanitizedApprovalOptions } from '../options.ts'
import { isTrashed, trashVerbOf } from '../trash.ts'

export const refuseSaveInTrash =
  ({ hasTrash }: SanitizedApprovalOptions): CollectionBeforeValidateHook =>
  ({ data, operation, originalDoc, req }) => {
    if (!hasTrash || operation !== 'update' || !originalDoc || !isTrashed(originalDoc)) return data
    if (trashVerbOf({ hasTrash, data, originalDoc }) === 'restore') return data
    throw refuse({ req, code: 'wrong-stage', reason: 'inTrash', data: { stage: originalDoc.stage } })
  }
