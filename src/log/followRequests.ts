// Gives each request of this process its id and, where logs are structured, one line when it is answered. By Node's own
// channel, so that it is the same for Next and for the delivery server, and covers whatever they answer themselves.
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type createLogger, currentRequest, isLogStructured } from './logger.ts'
import { readablePath } from './readablePath.ts'
import { REQUEST_ID, requestIdOf } from './requestId.ts'

type Answered = { method: string; path: string; status: number; seconds: number }

/**
 * @param onAnswered told of each request that ended, for the metrics
 * @param isLean leaves it to the listener to send the id, and gives what is logged meanwhile none. Both cost the delivery
 *   server a good part of its rate: a header set before makes Node build the others one by one, and a context follows
 *   every promise
 */
export const followRequests = ({
  logger,
  onAnswered,
  isLean = false,
}: {
  logger: ReturnType<typeof createLogger>
  onAnswered?: (answered: Answered) => void
  isLean?: boolean
}) => {
  const isLogged = isLogStructured() && logger.isLevelEnabled('error')
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const begun = performance.now()
    const { method = '', url } = request
    const requestId = requestIdOf(request.headers[REQUEST_ID])
    request.headers[REQUEST_ID] = requestId
    if (!isLean) {
      response.setHeader(REQUEST_ID, requestId)
      currentRequest.enterWith(requestId)
    }
    if (!isLogged && !onAnswered) return
    response.once('close', () => {
      const path = readablePath(url)
      const { statusCode: status, writableFinished } = response
      const ms = performance.now() - begun
      onAnswered?.({ method, path, status, seconds: ms / 1000 })
      // probes come every few seconds, and say nothing while all is well
      if (!isLogged || (PROBES.has(path) && status < 400)) return
      const line = { requestId, method, path, status, ms: Math.round(ms * 100) / 100 }
      if (status >= 500) logger.error(line, 'request')
      else if (writableFinished) logger.info(line, 'request')
      else logger.warn(line, 'request given up by its caller')
    })
  })
}

const PROBES = new Set(['/healthz', '/readyz', '/metrics'])
