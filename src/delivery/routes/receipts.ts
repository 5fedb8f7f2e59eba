// POST /receipts: a portal tells where it published an edition.
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Pool } from 'pg'
import { deliveryError } from '../errors.ts'
import type { Admitted } from '../limits/gate.ts'
import type { DeliveryTables } from '../options.ts'
import { receipt } from '../proof/receipt.ts'
import { appendReceipt } from '../store/appendReceipt.ts'
import { findShapes } from '../store/findShapes.ts'
import { namesOf } from '../store/names.ts'

const MOST_BYTES = 16 * 1024

/**
 * 201 with the receipt as it is kept, 200 when it is there already.
 * @throws 400 `invalid` with `path`, 404 when no edition with content of these outlets is meant, 413 beyond 16 KB
 */
export const receiptRoutes = (
  app: Hono<Admitted>,
  {
    primary,
    tables,
  }: {
    /** Connections that take writes. */
    primary: Pool
    tables: DeliveryTables
  },
) => {
  const store = { pool: primary, names: namesOf(tables) }
  const shapes = findShapes(store)
  let append: ReturnType<typeof appendReceipt> | undefined
  const onError = () => {
    throw deliveryError(413, 'too-large')
  }
  app.post('/receipts', bodyLimit({ maxSize: MOST_BYTES, onError }), async (context) => {
    const given = await context.req.json().catch(() => undefined)
    const parsed = receipt.safeParse(given)
    if (!parsed.success) throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
    append ??= appendReceipt({ ...store, ...(await shapes()) })
    const kept = await append({ subscriber: context.var.subscriber, receipt: parsed.data })
    if (!kept) throw deliveryError(404, 'not-found')
    return context.json(kept.receipt, kept.isNew ? 201 : 200, { 'Cache-Control': 'no-store' })
  })
}
