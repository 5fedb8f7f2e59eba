// The report plugin over the quota plugin, whose numbers it reports.
import assert from 'node:assert/strict'
import { quota } from 'loa/quota'
import { report } from 'loa/report'
import { schemaOf, start, tryOut, verdict } from './payload.mjs'

const collections = () => [
  {
    slug: 'items',
    admin: { useAsTitle: 'headline' },
    fields: [
      { name: 'headline', type: 'text' },
      { name: 'plan', type: 'relationship', relationTo: 'plans' },
      { name: 'publishAt', type: 'date' },
    ],
  },
  {
    slug: 'plans',
    fields: [
      { name: 'code', type: 'text', unique: true },
      { name: 'title', type: 'text' },
      { name: 'timeZone', type: 'text' },
    ],
  },
]

const fill = async ({ payload }, rules = 'quotas') => {
  const { id: plan } = await payload.create({
    collection: 'plans',
    data: { code: 'P', title: 'Kế hoạch', timeZone: 'Asia/Ho_Chi_Minh' },
  })
  await payload.create({
    collection: rules,
    data: {
      code: 'M',
      title: 'Hai bài một tháng',
      plan,
      counts: 'items',
      period: 'month',
      min: 2,
      max: 3,
      enforcement: 'block',
      startsOn: '2024-01-01',
      endsOn: '2024-12-31',
    },
  })
  // the last evening of January in UTC is February in the plan's zone
  const data = { headline: 'Bài', plan, publishAt: '2024-01-31T18:00:00Z' }
  await payload.create({ collection: 'items', data })
}

const QUERY = 'plan=P&from=2024-01-01&to=2024-03-01'

await tryOut({
  defaults: async () => {
    const loa = await start({ collections: collections(), plugins: [quota(), report()] })
    await fill(loa)
    const as = await loa.person('reporter')
    const { status, body } = await loa.rest('GET', `/api/reports/progress?${QUERY}`, { as })
    assert.equal(status, 200)
    const numbers = { planned: 4, met: 1, done: 1, proved: 0, overdue: 3, over: 0 }
    assert.deepEqual(body.totals, numbers)
    assert.deepEqual(
      body.rows.map(({ buckets, ...row }) => ({ ...row, used: buckets.map(({ used }) => used) })),
      [{ quota: 'M', ...numbers, used: [0, 1] }],
    )
    const [item] = body.items
    assert.equal(`${item.title} ${item.period} ${item.ranAt}`, 'Bài 2024-02 2024-01-31T18:00:00.000Z')
    assert.equal(body.names.quota.M, 'Hai bài một tháng')
    // without outlets, events, organisations and receipts; what the files need comes with the package
    for (const format of ['docx', 'xlsx', 'pdf'])
      assert.equal(
        (await loa.rest('GET', `/api/reports/progress?${QUERY}&format=${format}`, { as })).status,
        200,
      )
    const refused = async (query, options = { as }) =>
      verdict(await loa.rest('GET', `/api/reports/progress?${query}`, options))
    assert.equal(await refused(QUERY, {}), '403 forbidden')
    assert.equal(await refused('plan=X&from=2024-01-01&to=2024-03-01'), '404 not-found')
    assert.equal(await refused(`${QUERY}&format=odt`), '400 invalid')
    assert.equal(await refused(`${QUERY}&task=T`), '400 invalid')
  },

  overrides: async () => {
    const loa = await start({
      collections: collections(),
      plugins: [
        // before the plugin whose numbers it reports: the order is free
        report({ quotas: 'rules', actorOf: ({ user }) => (user ? { ...user, role: 'editor' } : null) }),
        quota({ slugs: { quotas: 'rules', slots: 'places' } }),
      ],
      users: 'staff',
      idType: 'uuidv7',
    })
    await fill(loa, 'rules')
    const as = await loa.person('reporter')
    const { body } = await loa.rest('GET', `/api/reports/progress?${QUERY}`, { as })
    assert.equal(body.totals.done, 1)
  },

  disabled: async () => {
    const before = await start({ collections: collections(), plugins: [quota(), report()] })
    const schema = await schemaOf(before)
    await before.stop()
    const loa = await start({ collections: collections(), plugins: [quota(), report({ enabled: false })] })
    assert.deepEqual(await schemaOf(loa), schema)
    const as = await loa.person('admin')
    assert.equal((await loa.rest('GET', `/api/reports/progress?${QUERY}`, { as })).status, 404)
  },
})
