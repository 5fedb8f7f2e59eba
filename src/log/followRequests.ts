// Gives each request of this process its id and, where logs are structured, one line when it is answered. By Node's own
// channel, so that it covers whatever Next answers itself. The delivery server, where this would cost most of its rate (a
// header set before makes Node build the others one by one, a context follows every promise), does it in `nodeListener.ts`.
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type createLogger, currentRequest, isLogStructured } from './logger.ts'
import { isProbe } from './probes.ts'
import { readablePath } from './readablePath.ts'
import { REQUEST_ID, requestIdOf } from './requestId.ts'
import { GIVEN_UP } from './requestLines.ts'

type Answered = { method: string; path: string; status: number; seconds: number }

/**
 * @param onAnswered told of each request that ended, for the metrics
 */
export const followRequests = ({
  logger,
  onAnswered,
}: {
  logger: ReturnType<typeof createLogger>
  onAnswered?: (answered: Answered) => void
}) => {
  const isLogged = isLogStructured() && logger.isLevelEnabled('error')
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const begun = performance.now()
    const { method = '', url } = request
    const requestId = requestIdOf(request.headers[REQUEST_ID])
    request.headers[REQUEST_ID] = requestId
    response.setHeader(REQUEST_ID, requestId)
    currentRequest.enterWith(requestId)
    if (!isLogged && !onAnswered) return
    response.once('close', () => {
      const path = readablePath(url)
      const { statusCode: status, writableFinished } = response
      const ms = performance.now() - begun
      onAnswered?.({ method, path, status, seconds: ms / 1000 })
      if (!isLogged || (isProbe(path) && status < 400)) return
      const line = { requestId, method, path, status, ms: Math.round(ms * 100) / 100 }
      if (status >= 500) logger.error(line, 'request')
      else if (writableFinished) logger.info(line, 'request')
      else logger.warn(line, GIVEN_UP)
    })
  })
}
