// A portal's end of push: a real HTTP server that notes what comes and answers as it is told.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it came; `body` is the text that was signed. */
export type Received = {
  id: string
  address: string
  headers: Record<string, string>
  body: string
  data: any
}

/** What happens to a request. Default: 204. */
export type Reaction = (outgoing: ServerResponse, incoming: IncomingMessage, received: Received) => unknown

export const startReceiver = async () => {
  const received: Received[] = []
  const reactions: Reaction[] = []
  let active = 0
  let most = 0
  const server = createServer((incoming, outgoing) => {
    active += 1
    most = Math.max(most, active)
    outgoing.once('close', () => {
      active -= 1
    })
    let body = ''
    incoming.setEncoding('utf8').on('data', (chunk) => {
      body += chunk
    })
    incoming.on('end', () => {
      const headers = incoming.headers as Record<string, string>
      const one = {
        id: headers['webhook-id'] ?? '',
        address: incoming.url ?? '',
        headers,
        body,
        data: JSON.parse(body).data,
      }
      received.push(one)
      const react = reactions.shift() ?? (() => outgoing.writeHead(204).end())
      react(outgoing, incoming, one)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    received,
    /** What happens to the next requests, one each. */
    reactions,
    /** The most requests that were under way at a time. */
    most: () => most,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** A reaction that answers with this status. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Reaction =>
  (outgoing) =>
    outgoing.writeHead(code, headers).end(body)
