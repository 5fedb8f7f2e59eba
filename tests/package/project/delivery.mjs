// The delivery plugin alone, read with the client: what is published on an outlet is what its portal gets.
import assert from 'node:assert/strict'
import { createClient } from 'loa/client'
import { createDeliveryApp, delivery, mediaOnDisk } from 'loa/delivery'
import { schemaOf, start, tryOut } from './payload.mjs'

// functions, because Payload completes in place what it is given
const documents = (slug = 'items', fields = []) => ({
  slug,
  versions: { drafts: true },
  fields: [{ name: 'title', type: 'text' }, ...fields],
})
const outlets = (slug = 'outlets') => ({ slug, fields: [{ name: 'code', type: 'text', unique: true }] })
const placed = (name = 'outlets', relationTo = 'outlets') => ({
  name,
  type: 'relationship',
  relationTo,
  hasMany: true,
})

/** A portal with a key, and what its program sees; `tables` as the plugin was given them. */
const subscribe = async (
  { payload, rest, person },
  { subscribers = 'subscribers', outlet, ...tables } = {},
) => {
  const as = await person('admin')
  const body = { code: `portal-${outlet}`, name: 'Cổng', outlets: [outlet] }
  const made = await rest('POST', `/api/${subscribers}`, { as, body })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const keyed = await rest('POST', `/api/${subscribers}/${made.body.doc.id}/keys`, { as, body: {} })
  assert.equal(keyed.status, 201, JSON.stringify(keyed.body))
  const { key } = keyed.body
  const app = createDeliveryApp({
    pool: payload.db.pool,
    basePath: '/v1',
    media: mediaOnDisk({ directory: 'media' }),
    ...tables,
  })
  const fetch = async (address, init) => app.fetch(new Request(address, init))
  const client = createClient({ baseUrl: 'https://loa.example.vn/v1', key, fetch })
  const graphql = async (query) => {
    const response = await fetch('https://loa.example.vn/v1/graphql', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return response.json()
  }
  return { as, client, graphql }
}

const publish = async ({ rest }, as, collection, body) => {
  const { status, body: answer } = await rest('POST', `/api/${collection}`, {
    as,
    body: { _status: 'published', ...body },
  })
  assert.equal(status, 201, JSON.stringify(answer))
  return answer.doc
}

await tryOut({
  defaults: async () => {
    const loa = await start({
      collections: [documents('items', [placed()]), outlets()],
      plugins: [delivery()],
    })
    const [one, other] = await Promise.all(
      ['one', 'other'].map((code) => loa.payload.create({ collection: 'outlets', data: { code } })),
    )
    const { as, client, graphql } = await subscribe(loa, { outlet: one.id })
    const doc = await publish(loa, as, 'items', { title: 'Bài', outlets: [one.id, other.id] })
    await publish(loa, as, 'items', { title: 'Của cổng khác', outlets: [other.id] })
    const { items } = await client.page()
    assert.deepEqual(
      items.map(({ id, title, outlet }) => ({ id, title, outlet })),
      [{ id: String(doc.id), title: 'Bài', outlet: 'one' }],
    )
    assert.deepEqual(await graphql('{ items { items { title outlet } next } }'), {
      data: { items: { items: [{ title: 'Bài', outlet: 'one' }], next: null } },
    })
    await loa.rest('PATCH', `/api/items/${doc.id}`, { as, body: { _status: 'draft' } })
    assert.deepEqual(await client.item(String(doc.id)), { state: 'gone' })
  },

  overrides: async () => {
    const tables = {
      slugs: { subscribers: 'readers', keys: 'reader-keys', placements: 'places', editions: 'prints' },
      outlets: { collection: 'sites', field: 'sites' },
    }
    const content = { name: 'content', type: 'textarea' }
    const loa = await start({
      collections: [documents('posts', [content, placed('sites', 'sites')]), outlets('sites')],
      users: 'staff',
      idType: 'uuid',
      plugins: [
        delivery({
          ...tables,
          collection: 'posts',
          fields: { body: 'content' },
          actorOf: ({ user }) =>
            user?.collection === 'staff' ? { ...user, collection: 'users', organization: '' } : null,
          overrides: {
            subscribers: (collection) => ({
              ...collection,
              fields: [...collection.fields, { name: 'contact', type: 'text' }],
            }),
          },
        }),
      ],
    })
    const site = await loa.payload.create({ collection: 'sites', data: { code: 'one' } })
    const { as, client } = await subscribe(loa, { subscribers: 'readers', outlet: site.id, ...tables })
    const doc = await publish(loa, as, 'posts', { title: 'Bài', content: 'Một dòng', sites: [site.id] })
    const found = await client.item(doc.id)
    assert.equal(found.state, 'found')
    assert.equal(found.item.text, 'Một dòng')
    assert.equal((await loa.rows('select * from prints')).length, 1)
    const { docs } = await loa.payload.find({ collection: 'readers' })
    assert.ok('contact' in docs[0])
  },

  disabled: async () => {
    const collections = () => [documents('items', [placed()]), outlets()]
    const before = await start({ collections: collections(), plugins: [delivery()] })
    const { id: outlet } = await before.payload.create({ collection: 'outlets', data: { code: 'one' } })
    const { as } = await subscribe(before, { outlet })
    await publish(before, as, 'items', { title: 'Bài', outlets: [outlet] })
    const [schema, editions] = [await schemaOf(before), await before.rows('select * from editions')]
    assert.equal(editions.length, 1)
    await before.stop()

    const after = await start({ collections: collections(), plugins: [delivery({ enabled: false })] })
    assert.deepEqual(await schemaOf(after), schema)
    const admin = await after.person('admin')
    await publish(after, admin, 'items', { title: 'Không ai thấy', outlets: [outlet] })
    assert.deepEqual(await after.rows('select * from editions'), editions)
    const { docs } = await after.payload.find({ collection: 'subscribers' })
    const keyed = await after.rest('POST', `/api/subscribers/${docs[0].id}/keys`, { as: admin, body: {} })
    assert.notEqual(keyed.status, 201)
  },
})
