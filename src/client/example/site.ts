// The site: two pages, their pictures, a style, and the address for pushes.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LoaError, verifyWebhook } from '../index.ts'
import type { Feed } from './keepUp.ts'
import { itemPage, listPage, missingPage, STYLE } from './pages.ts'
import type { Pictures } from './pictures.ts'
import type { Store } from './store.ts'

type Site = {
  store: Store
  pictures: Pictures
  feed: Feed
  /** What the site is called. */
  name: string
  /** `whsec_…`; empty: pushes are not taken. */
  secret: string
}

/** No script at all, and nothing from elsewhere. */
const POLICY =
  "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const startSite = async ({ host, port, ...site }: Site & { host: string; port: number }) => {
  const server = createServer((incoming, outgoing) => {
    answer({ site, incoming, outgoing }).catch((error) => {
      console.error(`not answered: ${error}`)
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end()
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

type Exchange = { site: Site; incoming: IncomingMessage; outgoing: ServerResponse }

const answer = async ({ site, incoming, outgoing }: Exchange) => {
  const { store, pictures, feed, name } = site
  const [, first = '', second = ''] = segmentsOf(incoming.url)
  const send = (status: number, type: string, body: string | Uint8Array, cache = 'no-cache') =>
    outgoing
      .writeHead(status, {
        'content-type': type,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': cache,
      })
      .end(body)
  const page = (status: number, html: string) => send(status, 'text/html; charset=utf-8', html)
  const frame = { name, isAway: feed.isAway() }

  if (first === 'hook' && incoming.method === 'POST') return takePush({ site, incoming, outgoing })
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return send(405, 'text/plain', '')
  if (first === '') return page(200, listPage({ ...frame, items: store.items() }))
  if (first === 'style.css') return send(200, 'text/css; charset=utf-8', STYLE, 'max-age=300')
  if (first === 'favicon.ico') return outgoing.writeHead(204).end()
  if (first === 'tin') {
    const item = store.item(second)
    return item ? page(200, itemPage({ ...frame, item })) : page(404, missingPage(frame))
  }
  if (first === 'anh' && store.hasPicture(second)) {
    const picture = await pictures(second)
    if (picture) return send(200, picture.type, picture.bytes, 'private, max-age=3600')
  }
  return page(404, missingPage(frame))
}

const segmentsOf = (url = '/'): string[] => {
  try {
    return new URL(url, 'http://portal').pathname.split('/').map(decodeURIComponent)
  } catch {
    return ['', '\0']
  }
}

/** A push is checked before it is believed; who sends anything else cannot make the portal work. */
const takePush = async ({ site: { secret, feed }, incoming, outgoing }: Exchange) => {
  if (!secret) return outgoing.writeHead(404).end()
  const body = await bodyOf(incoming)
  if (!body) return outgoing.writeHead(413, { connection: 'close' }).end()
  try {
    await verifyWebhook({ secret, headers: incoming.headers, body })
    feed.ring()
    outgoing.writeHead(204).end()
  } catch (error) {
    if (!(error instanceof LoaError)) throw error
    outgoing.writeHead(error.status, { 'content-type': 'text/plain' }).end(error.code)
  }
}

const LONGEST_BODY = 2_000_000

/** The bytes as they came; null when there are too many. */
const bodyOf = async (incoming: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > LONGEST_BODY) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
