// The quota plugin alone: whatever is published on an outlet takes the one place of the week.
import assert from 'node:assert/strict'
import { quota } from 'loa/quota'
import { schemaOf, start, tryOut, verdict } from './payload.mjs'

// functions, because Payload completes in place what it is given
const items = () => ({
  slug: 'items',
  versions: { drafts: true },
  fields: [
    { name: 'title', type: 'text' },
    { name: 'outlets', type: 'relationship', relationTo: 'outlets', hasMany: true },
    { name: 'publishAt', type: 'date' },
  ],
})
const outlets = (slug = 'outlets') => ({ slug, fields: [{ name: 'code', type: 'text', unique: true }] })

const rule = {
  code: 'W',
  title: 'One a week',
  counts: 'items',
  per: ['outlet'],
  period: 'week',
  min: 1,
  max: 1,
  enforcement: 'block',
  startsOn: '2026-01-05',
  endsOn: '2026-02-01',
}

/** A rule, an outlet, and two items of which only one can be published that week. */
const fillOneWeek = async (loa, { rules = 'quotas', collection = 'items', outlet = 'outlets', data }) => {
  const { payload, rest, person } = loa
  await payload.create({ collection: rules, data: rule })
  const { id } = await payload.create({ collection: outlet, data: { code: 'paper' } })
  const as = await person('admin')
  const publish = (title) =>
    rest('POST', `/api/${collection}`, { as, body: { title, _status: 'published', ...data(id) } })
  assert.equal(verdict(await publish('first')), '201 ok')
  const refused = await publish('second')
  assert.equal(verdict(refused), '409 quota-exceeded')
  assert.equal(refused.body.errors[0].data.violations[0].holders[0].title, 'first')
  const { docs } = await payload.find({ collection, where: { _status: { equals: 'published' } } })
  assert.equal(docs.length, 1)
  return { as, publish }
}

await tryOut({
  defaults: async () => {
    const loa = await start({ collections: [items(), outlets()], plugins: [quota()] })
    const data = (id) => ({ outlets: [id], publishAt: '2026-01-14T00:00:00Z' })
    const { as } = await fillOneWeek(loa, { data })
    const { status, body } = await loa.rest('GET', '/api/quotas/progress?at=2026-02-10T00:00:00Z', { as })
    assert.equal(status, 200)
    assert.deepEqual(
      body.buckets.map(({ outlet, period, used, state }) => `${outlet} ${period} ${used} ${state}`),
      [
        'paper 2026-W02 0 overdue',
        'paper 2026-W03 1 met',
        'paper 2026-W04 0 overdue',
        'paper 2026-W05 0 overdue',
      ],
    )
    assert.equal((await loa.rest('GET', '/api/quotas/progress')).status, 403)
  },

  overrides: async () => {
    const posts = {
      slug: 'posts',
      versions: { drafts: true },
      fields: [
        { name: 'title', type: 'text' },
        { name: 'channel', type: 'relationship', relationTo: 'channels' },
        { name: 'goesOutAt', type: 'date' },
      ],
    }
    const loa = await start({
      collections: [posts, outlets('channels')],
      users: 'staff',
      idType: 'uuid',
      plugins: [
        quota({
          collection: 'posts',
          slugs: { quotas: 'rules', slots: 'places', checks: 'place-checks' },
          relations: { outlet: { collection: 'channels', field: 'channel' } },
          plannedAtField: 'goesOutAt',
          actorOf: ({ user }) => (user?.collection === 'staff' ? { ...user, organization: '' } : null),
          overrides: {
            quotas: (collection) => ({
              ...collection,
              fields: [...collection.fields, { name: 'askedBy', type: 'text' }],
            }),
          },
        }),
      ],
    })
    const data = (id) => ({ channel: id, goesOutAt: '2026-01-14T00:00:00Z' })
    const { as } = await fillOneWeek(loa, { rules: 'rules', collection: 'posts', outlet: 'channels', data })
    const asked = await loa.rest('POST', '/api/rules', {
      as,
      body: { ...rule, code: 'X', askedBy: 'the head' },
    })
    assert.equal(asked.body.doc.askedBy, 'the head')
    assert.equal((await loa.rest('GET', '/api/rules/progress', { as })).status, 200)
    assert.equal((await loa.rows('select * from places')).length, 2)
  },

  disabled: async () => {
    const collections = () => [items(), outlets()]
    const before = await start({ collections: collections(), plugins: [quota()] })
    const data = (id) => ({ outlets: [id], publishAt: '2026-01-14T00:00:00Z' })
    await fillOneWeek(before, { data })
    const [schema, places] = [await schemaOf(before), await before.rows('select * from quota_slots')]
    assert.equal(places.length, 1)
    await before.stop()

    const after = await start({ collections: collections(), plugins: [quota({ enabled: false })] })
    assert.deepEqual(await schemaOf(after), schema)
    const as = await after.person('admin')
    const { docs } = await after.payload.find({ collection: 'outlets' })
    const body = { title: 'second', _status: 'published', ...data(docs[0].id) }
    assert.equal((await after.rest('POST', '/api/items', { as, body })).status, 201)
    assert.notEqual((await after.rest('GET', '/api/quotas/progress', { as })).status, 200)
    assert.deepEqual(await after.rows('select * from quota_slots'), places)
  },
})
