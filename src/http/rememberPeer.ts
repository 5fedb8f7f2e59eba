// Why this exists: a route handler sees no connection, and the header X-Forwarded-For is whatever the caller wrote. Who
// knocks at the door is written here, over what anybody may have sent under that name, before Next looks at the request.
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isForwarded } from '../metrics/maySeeMetrics.ts'

/** Header that holds the address at the other end of the connection. */
export const PEER = 'x-loa-peer'

/** Header that says `yes` or `no`: whether a proxy passed the request on. Next adds its own X-Forwarded-For later. */
export const FORWARDED = 'x-loa-forwarded'

/** Marks every request of this process. */
export const rememberPeers = () =>
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[PEER] = request.socket.remoteAddress ?? ''
    request.headers[FORWARDED] = isForwarded(request.headers) ? 'yes' : 'no'
  })
