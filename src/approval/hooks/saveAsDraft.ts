// Why this exists: Payload publishes on `_status: published`, on `draft=false` and on restoring a version.
// Here only a transition publishes. What is not live is saved as the document itself, so that whoever may
// read it by its latest state can open it; what is live is saved as a draft beside it.

import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { rowsOf } from '../../database/statement.ts'
import { versionsTableOf } from '../../database/tables.ts'
import { invalid } from '../../errors/index.ts'
import { isIdentifier } from '../../identifier.ts'
import { lockDocument, transitionIn } from '../performTransition.ts'

/** Key on `req.context`: the save that is under way would overwrite the live document. */
export const OVERWRITES = 'loaOverwrites'

export const saveAsDraft =
  ({ collection }: { collection: string }): CollectionBeforeOperationHook =>
  async ({ args, operation, req }) => {
    if (!WRITES.has(operation)) return args
    // Payload calls the update of one document `update` too; its `id` tells them apart.
    const { id, data, draft } = args as { id?: unknown; data?: Record<string, unknown>; draft?: boolean }
    if (operation === 'restoreVersion') {
      const isLive = await isVersionOfLive({ req, version: String(id), collection })
      // Payload has read `draft` already at this point, so it cannot be changed here any more.
      if (isLive && !draft) throw invalid({ req, path: 'draft', reason: 'restoreAsDraft' })
      return args
    }
    if (id !== undefined && transitionIn({ req, id })) return args
    const locked =
      id !== undefined && req.transactionID
        ? await lockDocument({ req, id: String(id), collection })
        : undefined
    const isBesideLive = operation === 'create' || locked?.live === true
    req.context = { ...req.context, [OVERWRITES]: !isBesideLive }
    const { _status: _dropped, createdAt: _created, updatedAt: _updated, ...rest } = data ?? {}
    return {
      ...args,
      ...(data ? { data: { ...rest, _status: 'draft' } } : {}),
      draft: isBesideLive,
      autosave: false,
      publishAllLocales: false,
      publishSpecificLocale: undefined,
      unpublishAllLocales: false,
    } as typeof args
  }

/** Whether a version belongs to a live document: restoring it must leave the live one alone. */
export const isVersionOfLive = async ({
  req,
  version,
  collection,
}: {
  req: PayloadRequest
  version: string
  collection: string
}): Promise<boolean> => {
  if (!isIdentifier(version)) return false
  const [row] = await rowsOf<{ id: string }>({
    req,
    statement: sql`select parent_id as id from ${sql.identifier(versionsTableOf(collection))} where id = ${version}`,
  })
  if (!row) return false
  const locked = await lockDocument({ req, id: row.id, collection })
  return locked?.live === true
}

const WRITES = new Set(['create', 'update', 'updateByID', 'restoreVersion'])
