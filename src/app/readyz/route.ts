import config from '@payload-config'
import { getPayload } from 'payload'
import type { Pool } from 'pg'
import { migrations } from '../../database/migrations/index.ts'
import { isReady } from '../../database/readiness.ts'

export const dynamic = 'force-dynamic'

/** The database is reachable and every migration is applied. */
export const GET = async () => {
  const names = migrations.map(({ name }) => name)
  const payload = await getPayload({ config }).catch(() => null)
  const pool = payload && (payload.db as unknown as { pool: Pool }).pool
  const ready = pool !== null && (await isReady({ pool, names }))
  return Response.json({ status: ready ? 'ready' : 'not ready' }, { status: ready ? 200 : 503 })
}
