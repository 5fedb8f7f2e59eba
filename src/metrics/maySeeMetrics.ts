// Who may read /metrics: the one rule for cms, worker and delivery.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request may see the metrics: with a token who has it; without one whoever is on this machine and did
 * not come through a proxy on it.
 * @param token `METRICS_TOKEN`
 */
export const maySeeMetrics = ({
  token,
  authorization = '',
  address = '',
  isForwarded,
}: {
  token: string | undefined
  authorization?: string
  address?: string
  isForwarded: boolean
}): boolean => {
  if (!token) return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(address)
  const [given, wanted] = [Buffer.from(authorization), Buffer.from(`Bearer ${token}`)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Whether a request says that a proxy passed it on. */
export const isForwarded = (headers: IncomingHttpHeaders): boolean =>
  Boolean(headers.forwarded ?? headers['x-forwarded-for'] ?? headers.via)
