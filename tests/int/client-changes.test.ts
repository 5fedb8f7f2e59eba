// Following with the client, against the real delivery API over HTTP that goes down and comes back.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Change, type ChangesOptions, createClient, type LoaError } from '../../src/client/index.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { status as answers, startReceiver } from '../helpers/receiver.ts'
import { type Doc, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let server: Server
let baseUrl: string
let outlet: string
let key: string
const published: Doc[] = []

const listen = async (port = 0) => {
  server = createServer(getRequestListener(delivery.app.fetch)).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
const goDown = () => {
  server.closeAllConnections()
  server.close()
}
const publish = async (title: string) => {
  const doc = await steps.itemAt({ stage: 'published', kind: 'led', title, outlets: [outlet] })
  published.push(doc)
  return doc
}

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  baseUrl = `http://127.0.0.1:${await listen()}/v1`
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  const admin = await steps.token('admin@so-tttt')
  key = (await newSubscriber(loa, { admin, code: 'theo-doi', outlets: [outlet] })).key
  for (const title of ['Một', 'Hai', 'Ba']) await publish(title)
  await steps.must('approver@so-tttt', 'retract', published[1] as Doc, { comment: 'Sai' })
})
afterAll(async () => {
  goDown()
  await delivery.app.close()
  await loa.stop()
})

const inMemory = (first?: string) => {
  const saved: string[] = []
  return { saved, load: () => saved.at(-1) ?? first, save: (cursor: string) => void saved.push(cursor) }
}
const client = (more: object = {}) => createClient({ baseUrl, key, ...more })
const all = async (options: ChangesOptions = {}) => {
  const found: Change[] = []
  for await (const change of client().changes({ wait: 0, ...options })) found.push(change)
  return found
}
const brief = ({ type, item }: Change) => `${type} ${item?.title ?? '-'}`
const EVERYTHING = ['published Một', 'published -', 'published Ba', 'retracted -']

describe('changes', () => {
  it('gives all of them in order, page by page, and ends where it is not to wait', async () => {
    for (const limit of [1, 2, 200]) expect((await all({ limit })).map(brief)).toEqual(EVERYTHING)
    const [, second] = await all()
    expect((await all({ after: second?.cursor })).map(brief)).toEqual(EVERYTHING.slice(2))
  })

  it('keeps how far the loop has come: what it did not finish comes again', async () => {
    const store = inMemory()
    const cursors = (await all()).map(({ cursor }) => cursor)
    const seen: string[] = []
    const until = async (count: number) => {
      for await (const change of client().changes({ store, wait: 0 })) {
        seen.push(brief(change))
        if (seen.length === count) throw new Error('fails while it works on it')
      }
    }
    await expect(until(2)).rejects.toThrow('fails while')
    expect(store.saved).toEqual(cursors.slice(0, 1))
    await until(0)
    expect(seen).toEqual(['published Một', 'published -', 'published -', 'published Ba', 'retracted -'])
    expect(store.saved).toEqual(cursors)
    await until(0)
    expect(seen).toHaveLength(5)
  })

  it('goes on by itself after the API was away, and is woken by what is published', async () => {
    const stop = new AbortController()
    const after = (await all()).at(-1)?.cursor
    const troubles: string[] = []
    const seen: string[] = []
    const following = (async () => {
      for await (const change of client().changes({
        after,
        signal: stop.signal,
        onTrouble: ({ error, seconds }) => {
          troubles.push(error.code)
          expect(seconds).toBeLessThanOrEqual(60)
        },
      }))
        seen.push(brief(change))
    })()
    const sees = async (count: number) => {
      while (seen.length < count) await new Promise((done) => setTimeout(done, 20))
    }
    await publish('Bốn')
    await sees(1)
    const { port } = server.address() as AddressInfo
    goDown()
    await publish('Năm')
    while (troubles.length < 2) await new Promise((done) => setTimeout(done, 20))
    await listen(port)
    await sees(2)
    await publish('Sáu')
    await sees(3)
    expect(seen).toEqual(['published Bốn', 'published Năm', 'published Sáu'])
    expect(new Set(troubles)).toEqual(new Set(['unreachable']))
    const enough = new Error('enough')
    stop.abort(enough)
    await expect(following).rejects.toBe(enough)
  })

  it('does not wait for what waiting will not mend', async () => {
    const failing = async (options: ChangesOptions, more: object = {}) => {
      try {
        for await (const _change of client(more).changes(options)) break
      } catch (error) {
        return `${(error as LoaError).status} ${(error as LoaError).code}`
      }
      return 'none'
    }
    expect(await failing({}, { key: `loa_${'A'.repeat(43)}` })).toBe('401 unauthenticated')
    expect(await failing({ after: 'x' })).toBe('400 invalid')
    expect(await failing({ limit: 0 })).toBe('400 invalid')
    const page = (body: string) => ({ fetch: async () => new Response(body) })
    expect(await failing({}, page('<p>Xin chào</p>'))).toBe('200 unexpected')
    expect(await failing({}, page('{"changes":[{}],"next":"1"}'))).toBe('200 unexpected')
  })

  it('does not ask without end where something in between answers at once', async () => {
    let asked = 0
    const fetch = async () => {
      asked += 1
      return Response.json({ changes: [], next: '0' })
    }
    const signal = AbortSignal.timeout(300)
    const following = async () => {
      for await (const _change of client({ fetch }).changes({ signal })) break
    }
    await expect(following()).rejects.toThrow()
    expect(asked).toBe(1)
  })
})

describe('receipt', () => {
  it('is a POST of what was published where, sent again when the answer gets lost', async () => {
    const receiver = await startReceiver()
    receiver.reactions.push((_outgoing, incoming) => incoming.socket.destroy(), answers(201), answers(200))
    const { receipt } = createClient({ baseUrl: `http://127.0.0.1:${receiver.port}/v1`, key })
    const told = {
      id: 'a',
      edition: 7,
      url: 'https://dinhhoa.example.vn/tin/7',
      publishedAt: new Date('2026-11-24T07:00:00+07:00'),
    }
    expect(await receipt(told)).toBe('new')
    expect(await receipt(told)).toBe('known')
    expect(receiver.received).toHaveLength(3)
    for (const { body, headers, address } of receiver.received) {
      expect(JSON.parse(body)).toEqual({ ...told, publishedAt: '2026-11-24T00:00:00.000Z' })
      expect(headers).toMatchObject({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })
      expect(address).toBe('/v1/receipts')
    }
    await expect(receipt({ ...told, publishedAt: 'hôm nay' })).rejects.toThrow(RangeError)
    await receiver.close()
  })
})
