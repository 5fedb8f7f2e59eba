// The client alone: no Payload, no database, nothing but the platform.
import assert from 'node:assert/strict'
import { createClient, LoaError } from 'loa/client'

const item = { id: '1', edition: 1, title: 'Bài' }
const pages = { '/v1/items': { items: [item], next: 'x' }, '/v1/items?cursor=x': { items: [], next: null } }
const client = createClient({
  baseUrl: 'https://loa.example.vn/v1/',
  key: 'loa_x',
  fetch: async (address, { headers }) => {
    assert.equal(headers.authorization, 'Bearer loa_x')
    const { pathname, search } = new URL(address)
    const body = pages[pathname + search]
    if (body) return Response.json(body)
    return Response.json({ errors: [{ message: 'gỡ', data: { code: 'gone' } }] }, { status: 410 })
  },
})
const found = []
for await (const one of client.items()) found.push(one)
assert.deepEqual(found, [item])
assert.deepEqual(await client.item('2'), { state: 'gone' })
await assert.rejects(client.media('https://loa.example.vn/v1/media/a.jpg'), LoaError)
console.log('client: ok')
