// What the cms does before its first request.
import { rememberPeers } from '../http/rememberPeer.ts'
import { followRequests } from '../log/followRequests.ts'
import { createLogger } from '../log/logger.ts'
import { cmsMetrics } from '../metrics/cmsMetrics.ts'
import { startTracing } from '../tracing/index.ts'

export const start = async () => {
  await startTracing('loa-cms')
  rememberPeers()
  followRequests({ logger: createLogger('cms'), onAnswered: cmsMetrics().onAnswered })
}
