// Why this exists: what counts as proof is a receipt, wherever it is counted. What an editor records is one without a
// subscriber; its address is what was recorded, else the record itself.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionAfterChangeHook } from 'payload'
import { idOf } from '../src/access/roles.ts'
import { rowsOf } from '../src/database/statement.ts'
import { EDITION } from './requireProof.ts'

export const countAsReceipt: CollectionAfterChangeHook = async ({ doc, operation, req }) => {
  if (operation !== 'create') return doc
  const edition = req.context[EDITION] as number
  await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`
      insert into receipts (id, item_id, outlet_id, edition, url, published_at)
      values (gen_random_uuid(), ${idOf(doc.item)}::uuid, ${idOf(doc.outlet)}::uuid, ${edition},
              ${doc.url || `/admin/collections/proofs/${doc.id}`}, ${doc.ranOn}::timestamptz)`,
  })
  return doc
}
