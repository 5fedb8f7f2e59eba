// The client against the real delivery API, over HTTP, through a stretch of road that can be made bad.
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type Item, LoaError } from '../../src/client/index.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf } from '../helpers/steps.ts'

type Trouble = (incoming: IncomingMessage, outgoing: ServerResponse) => void

let loa: Loa
let steps: Steps
let server: Server
let origin: string
let baseUrl: string
let outlet: string
let key: string
let doc: Doc
/** What happens to the next requests instead of an answer. */
let troubles: Trouble[] = []
/** What came in, and with which status it was answered. */
let log: { method?: string; address?: string; status: number; headers: IncomingMessage['headers'] }[] = []

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  const answer = getRequestListener(deliveryOf(loa).app.fetch)
  server = createServer((incoming, outgoing) => {
    const entry = { method: incoming.method, address: incoming.url, status: 0, headers: incoming.headers }
    log.push(entry)
    outgoing.once('close', () => {
      entry.status = outgoing.statusCode
    })
    const trouble = troubles.shift()
    if (trouble) trouble(incoming, outgoing)
    else answer(incoming, outgoing)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  baseUrl = `${origin}/v1`
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  const admin = await steps.token('admin@so-tttt')
  key = (await newSubscriber(loa, { admin, code: 'man-hinh', outlets: [outlet] })).key
  const [{ id: cover }] = await steps.query('select id from media order by created_at limit 1')
  doc = await steps.itemAt({ stage: 'published', kind: 'led', title: 'Có ảnh', outlets: [outlet], cover })
})
afterEach(() => {
  troubles = []
  log = []
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await loa.stop()
})

const client = (options: Partial<Parameters<typeof createClient>[0]> = {}) =>
  createClient({ baseUrl, key, ...options })
const portal = () => client({ key: loa.keyOf('portal-dinh-hoa') })

const all = async (items: AsyncIterable<Item>) => {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

const failure = async (wanted: Promise<unknown>) => {
  const error = await wanted.then(
    () => undefined,
    (thrown) => thrown,
  )
  expect(error).toBeInstanceOf(LoaError)
  const { status, code, path, retryAfter } = error as LoaError
  return { status, code, ...(path && { path }), ...(retryAfter && { retryAfter }) }
}

const busy =
  (status: number, headers: Record<string, string> = {}): Trouble =>
  (_incoming, outgoing) =>
    outgoing
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ errors: [{ message: 'bận', data: { code: 'unavailable' } }] }))

describe('items', () => {
  it('gives every live item once, whatever the size of a page', async () => {
    const once = (await portal().page({ limit: 200 })).items
    expect(once.length).toBeGreaterThan(2)
    for (const limit of [1, 2, once.length]) expect(await all(portal().items({ limit }))).toEqual(once)
  })

  it('asks for a page only when it is needed', async () => {
    for await (const _item of portal().items({ limit: 1 })) break
    expect(log).toHaveLength(1)
  })

  it('filters, and begins at a cursor', async () => {
    const [first, second] = (await portal().page({ limit: 200 })).items
    const { next } = await portal().page({ limit: 1 })
    const [after] = await all(portal().items({ limit: 1, cursor: next ?? '' }))
    expect(after).toEqual(second)
    const sameKind = await all(portal().items({ kind: first?.kind, limit: 3 }))
    expect(sameKind.length).toBeGreaterThan(0)
    expect(sameKind.every(({ kind }) => kind === first?.kind)).toBe(true)
    expect(await all(portal().items({ task: 'nothing' }))).toEqual([])
  })

  it('does not go round for ever where something drops the query', async () => {
    const [first] = (await portal().page({ limit: 1 })).items
    const page = JSON.stringify({ items: [first], next: 'x' })
    const same: Trouble = (_incoming, outgoing) => outgoing.writeHead(200).end(page)
    troubles = [same, same, same]
    expect(await failure(all(portal().items({ limit: 1 })))).toMatchObject({ code: 'unexpected' })
    expect(log).toHaveLength(3)
  })
})

describe('item', () => {
  it('tells found, gone and not found apart', async () => {
    const found = await client().item(doc.id)
    expect(found).toMatchObject({ state: 'found', item: { id: doc.id, title: 'Có ảnh' } })
    const withdrawn = await steps.itemAt({ stage: 'retracted', kind: 'led', title: 'Gỡ', outlets: [outlet] })
    expect(await client().item(withdrawn.id)).toEqual({ state: 'gone' })
    for (const id of ['nothing', '../items', '', crypto.randomUUID()])
      expect(await client().item(id), id).toEqual({ state: 'not-found' })
    expect(await portal().item(doc.id)).toEqual({ state: 'not-found' })
  })
})

describe('what is asked again', () => {
  it('costs no transfer while nothing has changed, and is the caller’s own copy', async () => {
    const one = client()
    const before = await one.page()
    const copy = structuredClone(before)
    before.items.length = 0
    expect(await one.page()).toEqual(copy)
    const item = await one.item(doc.id)
    expect(await one.item(doc.id)).toEqual(item)
    expect(log.map(({ status }) => status)).toEqual([200, 304, 200, 304])
    // another address, another client: nothing is kept of it
    await one.page({ limit: 3 })
    await client().page()
    expect(log.slice(4).map(({ status }) => status)).toEqual([200, 200])
  })

  it('is transferred again once it has changed', async () => {
    const one = client()
    const before = await one.page()
    const added = await steps.itemAt({ stage: 'published', kind: 'led', title: 'Mới', outlets: [outlet] })
    const after = await one.page()
    expect(after.items.map(({ id }) => id)).toEqual([added.id, ...before.items.map(({ id }) => id)])
    await steps.must('approver@so-tttt', 'retract', added, { comment: 'Thử' })
    expect(await one.page()).toEqual(before)
    expect(log.map(({ status }) => status)).toEqual([200, 200, 200])
  })
})

describe('media', () => {
  it('gives the bytes of a picture, asked with the key', async () => {
    const found = await client().item(doc.id)
    const url = found.state === 'found' ? (found.item.cover?.url ?? '') : ''
    expect(url.startsWith(`${baseUrl}/media/`)).toBe(true)
    const picture = await client().media(url)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    expect(new Uint8Array(await picture.arrayBuffer()).subarray(0, 3)).toEqual(
      new Uint8Array([0xff, 0xd8, 0xff]),
    )
    expect(await failure(client().media('no-such.jpg'))).toMatchObject({ status: 404, code: 'not-found' })
    await expect(client().media('http://[')).rejects.toThrow(TypeError)
  })

  it('sends the key to the API alone, whatever the address says', async () => {
    const found = await client().item(doc.id)
    const name = found.state === 'found' ? (found.item.cover?.url.split('/').at(-1) ?? '') : ''
    const asked: string[] = []
    const fetch: typeof globalThis.fetch = (address, init) => {
      asked.push(String(address))
      return globalThis.fetch(address, init)
    }
    await client({ fetch }).media(`https://elsewhere.example/v1/media/${name}`)
    expect(asked).toEqual([`${baseUrl}/media/${name}`])
  })
})

describe('errors', () => {
  it('carry status, code and path, in the language asked for', async () => {
    const stranger = client({ key: `loa_${'A'.repeat(43)}`, language: 'en' })
    expect(await failure(stranger.page())).toEqual({ status: 401, code: 'unauthenticated' })
    await expect(stranger.page()).rejects.toThrow(/^[\x20-\x7e]+$/)
    expect(await failure(client().page({ limit: 0 }))).toEqual({
      status: 400,
      code: 'invalid',
      path: 'limit',
    })
    expect(await failure(client().page({ cursor: 'x' }))).toMatchObject({ status: 400, path: 'cursor' })
    // a refusal is an answer: nothing was asked twice
    expect(log).toHaveLength(4)
  })

  it('say so when the answer is not the API’s', async () => {
    const html: Trouble = (_incoming, outgoing) => outgoing.writeHead(200).end('<p>Xin chào</p>')
    const other: Trouble = (_incoming, outgoing) => outgoing.writeHead(200).end('{"items":1}')
    const forbidden: Trouble = (_incoming, outgoing) => outgoing.writeHead(403).end('<p>')
    for (const [trouble, status] of [
      [html, 200],
      [other, 200],
      [forbidden, 403],
    ] as const) {
      troubles = [trouble]
      expect(await failure(client().page())).toEqual({ status, code: 'unexpected' })
    }
    expect(log).toHaveLength(3)
  })

  it('a redirect is not followed: the key stays here', async () => {
    const asked: string[] = []
    const elsewhere = createServer((incoming, outgoing) => {
      asked.push(incoming.headers.authorization ?? '')
      outgoing.end('{"items":[],"next":null}')
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
    troubles = [(_incoming, outgoing) => outgoing.writeHead(302, { location }).end()]
    expect(await failure(client().page())).toMatchObject({ code: 'unexpected' })
    expect(asked).toEqual([])
    elsewhere.close()
  })
})

describe('an API that is busy or away', () => {
  it('is asked again after the time it names', async () => {
    const inOneSecond = new Date(Date.now() + 1500).toUTCString()
    troubles = [busy(503, { 'retry-after': '1' }), busy(429, { 'retry-after': inOneSecond })]
    const since = Date.now()
    expect((await client().page()).items.length).toBeGreaterThan(0)
    expect(Date.now() - since).toBeGreaterThanOrEqual(1000)
    expect(log.map(({ status }) => status)).toEqual([503, 429, 200])
  })

  it('is asked again when the connection breaks, also in the middle of an answer', async () => {
    const torn: Trouble = (_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '1000' }).write('{"items":[')
      setTimeout(() => outgoing.destroy(), 20)
    }
    troubles = [(incoming) => incoming.destroy(), torn]
    expect((await client().page()).items.length).toBeGreaterThan(0)
    expect(log).toHaveLength(3)
  })

  it('is given up after the agreed number of times', async () => {
    troubles = Array.from({ length: 9 }, () => busy(503, { 'retry-after': '0' }))
    expect(await failure(client({ retries: 2 }).page())).toEqual({ status: 503, code: 'unavailable' })
    expect(log).toHaveLength(3)
    expect(await failure(client({ retries: 0 }).item(doc.id))).toMatchObject({ status: 503 })
    expect(log).toHaveLength(4)
  })

  it('that wants a longer rest than agreed is reported, with the time', async () => {
    troubles = [busy(429, { 'retry-after': '3600' })]
    expect(await failure(client().page())).toEqual({ status: 429, code: 'unavailable', retryAfter: 3600 })
    expect(log).toHaveLength(1)
  })

  it('is not waited for longer than agreed', async () => {
    troubles = [() => undefined, () => undefined]
    expect(await failure(client({ timeout: 0.1, retries: 1 }).page())).toEqual({
      status: 0,
      code: 'unreachable',
    })
    expect(log).toHaveLength(2)
  })

  it('is let go when the caller has had enough, while it answers and while it rests', async () => {
    for (const trouble of [() => undefined, busy(503, { 'retry-after': '30' })] as Trouble[]) {
      troubles = [trouble]
      const reason = new Error('enough')
      const controller = new AbortController()
      setTimeout(() => controller.abort(reason), 50)
      await expect(client().page({}, { signal: controller.signal })).rejects.toBe(reason)
      await expect(client().page({}, { signal: controller.signal })).rejects.toBe(reason)
    }
  })
})
