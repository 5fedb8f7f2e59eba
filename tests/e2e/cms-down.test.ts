// The cms is down, as it is for a minute at each update: portals notice nothing.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hashOf } from '../../src/delivery/key.ts'
import { type Application, startApplication } from '../helpers/application.ts'

let application: Application
let key: string
beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  key = application.keyOf('portal-dinh-hoa')
}, 400_000)
afterAll(() => application?.stop())

const ask = async (address: string, init: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const response = await fetch(`${application.delivery}${address}`, { headers, ...init })
  return { status: response.status, text: await response.text() }
}

it('delivery goes on answering everything, and writing what it keeps', async () => {
  const before = await ask('/v1/items')
  const [item] = JSON.parse(before.text).items
  const [cms] = application.cmsParts
  await cms?.kill()
  await expect(fetch(`${application.cms}/healthz`)).rejects.toThrow()

  expect((await ask('/readyz')).status).toBe(200)
  expect(await ask('/v1/items')).toEqual(before)
  expect((await ask(`/v1/items/${item.id}`)).status).toBe(200)
  expect((await ask('/v1/changes?limit=200')).status).toBe(200)
  const query = JSON.stringify({ query: '{ items(limit: 1) { items { id } } }' })
  const graph = await ask('/v1/graphql', { method: 'POST', body: query })
  expect(JSON.parse(graph.text).data.items.items).toEqual([{ id: item.id }])
  const picture = JSON.parse(before.text).items.find(({ cover }: { cover: unknown }) => cover)?.cover.url
  if (picture) expect((await ask(new URL(picture).pathname)).status).toBe(200)
  const receipt = {
    id: item.id,
    edition: item.edition,
    url: 'https://dinhhoa.example.vn/tin',
    publishedAt: new Date().toISOString(),
  }
  expect((await ask('/v1/receipts', { method: 'POST', body: JSON.stringify(receipt) })).status).toBe(201)

  // a key ends without the cms too
  const client = new pg.Client({ connectionString: application.databaseUrl })
  await client.connect()
  await client.query('update subscriber_keys set revoked_at = now() where hash = $1', [hashOf(key)])
  await client.end()
  await new Promise((done) => setTimeout(done, 1000))
  expect((await ask('/v1/items')).status).toBe(401)

  await cms?.restart()
  expect((await fetch(`${application.cms}/readyz`)).status).toBe(200)
})
