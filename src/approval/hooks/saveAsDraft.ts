// Why this exists: Payload publishes on `_status: published`, on `draft=false` and on restoring a version.
// Here only a transition publishes; whatever else is asked, a save is a draft beside the live edition.
import type { CollectionBeforeOperationHook } from 'payload'
import { invalid } from '../../errors/index.ts'
import type { SanitizedApprovalOptions } from '../options.ts'
import { lockDocument, transitionIn } from '../performTransition.ts'

export const saveAsDraft =
  ({ collection }: SanitizedApprovalOptions): CollectionBeforeOperationHook =>
  async ({ args, operation, req }) => {
    if (!WRITES.has(operation)) return args
    // Payload calls the update of one document `update` too; its `id` tells them apart.
    const { id, data, draft } = args as { id?: unknown; data?: Record<string, unknown>; draft?: boolean }
    if (operation === 'restoreVersion') {
      // Payload has read `draft` already at this point, so it cannot be changed here any more.
      if (!draft) throw invalid({ req, path: 'draft', reason: 'restoreAsDraft' })
      return args
    }
    if (id !== undefined && transitionIn({ req, id })) return args
    if (id !== undefined && req.transactionID) await lockDocument({ req, id: String(id), collection })
    const { _status: _dropped, createdAt: _created, updatedAt: _updated, ...rest } = data ?? {}
    return {
      ...args,
      ...(data ? { data: rest } : {}),
      draft: true,
      autosave: false,
      publishAllLocales: false,
      publishSpecificLocale: undefined,
      unpublishAllLocales: false,
    } as typeof args
  }

const WRITES = new Set(['create', 'update', 'updateByID', 'restoreVersion'])
