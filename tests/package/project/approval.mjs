// The approval plugin alone: nobody publishes what another has not read.
import assert from 'node:assert/strict'
import { approval } from 'loa/approval'
import { schemaOf, start, tryOut, verdict } from './payload.mjs'

// a function, because Payload completes in place what it is given
const documents = (slug = 'items', fields = []) => ({
  slug,
  versions: { drafts: true },
  fields: [{ name: 'title', type: 'text' }, ...fields],
})

/** A document from its draft until it is live, by two people. */
const goTheWay = async ({ rest, person }, collection = 'items') => {
  const [reporter, approver] = [await person('reporter'), await person('approver')]
  const address = `/api/${collection}`
  const title = 'Một bài'
  const created = await rest('POST', address, { as: reporter, body: { title, _status: 'published' } })
  assert.equal(verdict(created), '201 ok')
  let { doc } = created.body
  assert.equal(`${doc._status} ${doc.stage}`, 'draft draft')
  const act = async (as, action, body = {}) => {
    const answer = await rest('POST', `${address}/${doc.id}/${action}`, {
      as,
      body: { revision: doc.revision, ...body },
    })
    if (answer.status === 200) doc = answer.body.doc
    return `${verdict(answer)} ${doc.stage}`
  }
  assert.equal(await act(reporter, 'submit'), '200 ok submitted')
  assert.equal(await act(reporter, 'approve'), '403 forbidden submitted')
  assert.equal(await act(approver, 'approve', { revision: 'another' }), '409 stale-revision submitted')
  assert.equal(await act(approver, 'approve'), '200 ok approved')
  assert.equal(await act(approver, 'publish'), '200 ok published')
  return doc
}

await tryOut({
  defaults: async () => {
    const loa = await start({ collections: [documents()], plugins: [approval()] })
    const { id } = await goTheWay(loa)
    const log = await loa.rows('select verb, "from", "to" from audit_log order by id')
    assert.deepEqual(
      log.map((one) => `${one.verb} ${one.from} ${one.to}`),
      ['submit draft submitted', 'approve submitted approved', 'publish approved published'],
    )
    // what passes every hook by is refused by the database
    await assert.rejects(loa.rows(`update items set title = 'Khác' where id = ${id}`))
    const { docs } = await loa.payload.find({ collection: 'items', where: { live: { equals: true } } })
    assert.equal(docs[0].title, 'Một bài')
  },

  overrides: async () => {
    const loa = await start({
      collections: [documents('posts', [{ name: 'text', type: 'textarea' }])],
      users: 'staff',
      idType: 'uuid',
      plugins: [
        approval({
          collection: 'posts',
          slugs: { auditLog: 'trail', comments: 'talk' },
          actorOf: ({ user }) =>
            user?.collection === 'staff' ? { ...user, collection: 'users', organization: '' } : null,
          fields: ({ defaultFields }) => [...defaultFields, { name: 'readAloud', type: 'checkbox' }],
          overrides: {
            auditLog: (collection) => ({
              ...collection,
              fields: [...collection.fields, { name: 'archivedIn', type: 'text' }],
            }),
          },
        }),
      ],
    })
    const doc = await goTheWay(loa, 'posts')
    assert.ok('readAloud' in doc)
    const log = await loa.rows('select verb, archived_in from trail')
    assert.deepEqual(log.map(({ verb }) => verb).sort(), ['approve', 'publish', 'submit'])
    const body = { item: doc.id, text: 'Đã đọc' }
    const said = await loa.rest('POST', '/api/talk', { as: await loa.person('editor'), body })
    assert.equal(verdict(said), '201 ok')
  },

  disabled: async () => {
    const before = await start({ collections: [documents()], plugins: [approval()] })
    await goTheWay(before)
    const [schema, log] = [await schemaOf(before), await before.rows('select * from audit_log')]
    await before.stop()

    const after = await start({ collections: [documents()], plugins: [approval({ enabled: false })] })
    assert.deepEqual(await schemaOf(after), schema)
    assert.deepEqual(await after.rows('select * from audit_log'), log)
    const as = await after.person('reporter')
    const body = { title: 'Đăng ngay', _status: 'published' }
    const { doc } = (await after.rest('POST', '/api/items', { as, body })).body
    assert.equal(doc._status, 'published')
    const changed = await after.rest('PATCH', `/api/items/${doc.id}`, { as, body: { title: 'Sửa ngay' } })
    assert.equal(changed.body.doc.title, 'Sửa ngay')
    const acted = await after.rest('POST', `/api/items/${doc.id}/submit`, { as, body: { revision: 'x' } })
    assert.equal(acted.status, 404)
  },
})
