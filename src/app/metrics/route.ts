import config from '@payload-config'
import { getPayload } from 'payload'
import type { Pool } from 'pg'
import { FORWARDED, PEER } from '../../http/rememberPeer.ts'
import { cmsMetrics } from '../../metrics/cmsMetrics.ts'
import { maySeeMetrics } from '../../metrics/maySeeMetrics.ts'

export const dynamic = 'force-dynamic'

/** What Prometheus collects; 404 for everybody else. */
export const GET = async ({ headers }: Request) => {
  const isSeen = maySeeMetrics({
    token: process.env.METRICS_TOKEN,
    authorization: headers.get('authorization') ?? undefined,
    address: headers.get(PEER) ?? undefined,
    isForwarded: headers.get(FORWARDED) !== 'no',
  })
  if (!isSeen) return new Response(null, { status: 404 })
  const { registry, setPool } = cmsMetrics()
  const payload = await getPayload({ config }).catch(() => null)
  if (payload) setPool((payload.db as unknown as { pool: Pool }).pool)
  return new Response(await registry.metrics(), { headers: { 'Content-Type': registry.contentType } })
}
