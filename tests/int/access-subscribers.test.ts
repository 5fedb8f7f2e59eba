// Machines: what a subscriber's key opens in Payload's own REST and GraphQL, and how keys are made and ended.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveryOf } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, LEAK, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let portal: string
let live: Doc
let foreign: Doc
const hiddenStages: Doc[] = []
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  portal = `Bearer ${loa.keyOf('led-dinh-hoa')}`
  const outlets = [await loa.idOf('outlets', 'led-dinh-hoa')]
  const made = {
    kind: 'led',
    outlets,
    author: 'reporter@ubnd-dinh-hoa' as const,
    approver: 'approver@ubnd-dinh-hoa' as const,
  }
  live = await steps.itemAt({ stage: 'published', title: 'Đang chiếu', ...made })
  for (const stage of ['draft', 'submitted', 'approved', 'scheduled', 'retracted'] as const) {
    hiddenStages.push(await steps.itemAt({ stage, title: `Chưa chiếu: ${stage}`, ...made }))
  }
  foreign = await steps.itemAt({
    stage: 'published',
    title: 'Của huyện khác',
    kind: 'led',
    outlets: [await loa.idOf('outlets', 'led-dai-tu')],
  })
  // the live one has a newer draft with a secret in it
  await loa.rest('PATCH', `/api/items/${live.id}`, {
    as: await steps.token('editor@ubnd-dinh-hoa'),
    body: { title: 'Bản sửa chưa duyệt' },
  })
})
afterAll(() => loa.stop())

describe('a subscriber in Payload’s REST', () => {
  it.each([
    '',
    'draft=true',
    'depth=3',
    'draft=true&depth=3',
    'limit=0',
    'pagination=false',
    'trash=true',
    'where[stage][equals]=draft',
    'where[_status][equals]=draft',
    'where[or][0][_status][equals]=draft&where[or][1][title][exists]=true',
    'where[outlets.code][equals]=led-dai-tu',
    'select[title]=true&draft=true',
  ])('lists only live items of its own outlets: ?%s', async (query) => {
    const { status, body } = await loa.rest(
      'GET',
      `/api/items?${query.includes('limit') ? '' : 'limit=100&'}${query}`,
      { as: portal },
    )
    expect(status).toBe(200)
    for (const doc of body.docs) {
      expect(hiddenStages.map(({ id }) => id)).not.toContain(doc.id)
      expect(doc.id).not.toBe(foreign.id)
      expect(doc.title).not.toBe('Bản sửa chưa duyệt')
    }
    if (query === '' || query === 'depth=3') expect(body.docs.map(({ id }: any) => id)).toContain(live.id)
  })

  it.each(['', '?draft=true', '?draft=true&depth=3', '?trash=true'])(
    'reads one, as it was published%s',
    async (query) => {
      const { status, body } = await loa.rest('GET', `/api/items/${live.id}${query}`, { as: portal })
      expect(status).toBe(200)
      expect(body.title).toBe('Đang chiếu')
      // nothing of the house: who wrote, who said yes, what was remarked
      for (const name of [
        'author',
        'approvals',
        'approvedRevision',
        'contributors',
        'submittedBy',
        'lastComment',
      ])
        expect(body).not.toHaveProperty(name)
      expect(JSON.stringify(body)).not.toMatch(/loa\.example|"role"/)
      for (const { id } of [...hiddenStages, foreign]) {
        expect((await loa.rest('GET', `/api/items/${id}${query}`, { as: portal })).status).toBe(404)
      }
    },
  )

  it.each([
    'where[author.email][like]=a',
    'where[author][exists]=true',
    'where[submittedBy.name][like]=a',
    'where[approvals][exists]=true',
    'where[contributors][like]=0',
    'where[lastComment][like]=a',
    'sort=author',
    'sort=lastComment',
    'where[organization.parent.name][exists]=true&where[author.role][equals]=admin',
  ])('cannot probe hidden fields: ?%s', async (query) => {
    const answer = await loa.rest('GET', `/api/items?${query}`, { as: portal })
    expect(verdict(answer)).toBe('400 invalid')
  })

  it('neither versions nor anything else of the house', async () => {
    for (const address of [
      '/api/items/versions',
      `/api/items/versions?where[parent][equals]=${live.id}`,
      '/api/users',
      '/api/media',
      '/api/quotas',
      '/api/quota-slots',
      '/api/editions',
      '/api/placements',
      '/api/receipts',
      '/api/retrievals',
      '/api/audit-log',
      '/api/subscriber-keys',
      '/api/payload-preferences/x',
      '/api/payload-locked-documents',
    ]) {
      const { status } = await loa.rest('GET', address, { as: portal })
      expect(`${address} ${[403, 404].includes(status)}`).toBe(`${address} true`)
    }
    const { body } = await loa.rest('GET', '/api/subscribers', { as: portal })
    expect(body.docs.map(({ code }: any) => code)).toEqual(['led-dinh-hoa'])
    expect(JSON.stringify(body)).not.toMatch(/hash|"keys"/)
  })

  it('writes nothing', async () => {
    const before = await steps.traceOf(live.id)
    const tries = [
      ['POST', '/api/items', { title: 'x', kind: 'news' }],
      ['PATCH', `/api/items/${live.id}`, { title: 'x' }],
      ['PATCH', `/api/items?where[id][equals]=${live.id}`, { title: 'x' }],
      ['DELETE', `/api/items/${live.id}`, undefined],
      ['POST', `/api/items/${live.id}/duplicate`, {}],
      ['POST', '/api/users', { email: 'x@y.vn', password: 'chè-xanh-trên-đồi-27', role: 'admin', name: 'x' }],
      ['POST', '/api/subscribers', { code: 'x', name: 'x', outlets: [] }],
      ['PATCH', '/api/subscribers?where[code][equals]=led-dinh-hoa', { outlets: [] }],
      ['POST', '/api/events', { title: 'x' }],
    ] as const
    for (const [method, address, body] of tries) {
      expect(`${method} ${address} ${(await loa.rest(method, address, { as: portal, body })).status}`).toBe(
        `${method} ${address} 403`,
      )
    }
    expect(await steps.traceOf(live.id)).toEqual(before)
  })
})

describe('a subscriber in Payload’s GraphQL', () => {
  it('lists only live items of its own outlets, also with draft: true', async () => {
    for (const args of ['limit: 100', 'limit: 100, draft: true']) {
      const { body } = await loa.graphql(`{ Items(${args}) { docs { id title stage } } }`, { as: portal })
      expect(body.errors).toBeUndefined()
      for (const doc of body.data.Items.docs) {
        expect([...hiddenStages, foreign].map(({ id }) => id)).not.toContain(doc.id)
        expect(doc.title).not.toBe('Bản sửa chưa duyệt')
      }
    }
    const { body } = await loa.graphql(`{ Item(id: "${live.id}", draft: true) { title author { id } } }`, {
      as: portal,
    })
    expect(body.data.Item).toEqual({ title: 'Đang chiếu', author: null })
  })

  it('and nothing of people, versions and ledgers', async () => {
    for (const query of [
      '{ Users { docs { id } } }',
      '{ versionsItems { docs { id } } }',
      '{ QuotaSlots { docs { id } } }',
      '{ SubscriberKeys { docs { id } } }',
      '{ AuditLogs { docs { id } } }',
    ]) {
      const { body } = await loa.graphql(query, { as: portal })
      expect(body.errors?.length ?? 0).toBeGreaterThan(0)
      expect(JSON.stringify(body)).not.toMatch(LEAK)
    }
  })
})

describe('keys', () => {
  const admin = () => steps.token('admin@so-tttt')
  const newSubscriber = async () => {
    const { body } = await loa.rest('POST', '/api/subscribers', {
      as: await admin(),
      body: {
        code: `thu-khoa-${Math.random().toString(36).slice(2)}`,
        name: 'Thử khóa',
        outlets: [await loa.idOf('outlets', 'led-dinh-hoa')],
      },
    })
    return body.doc.id as string
  }
  const make = async (id: string, body: unknown = {}) =>
    loa.rest('POST', `/api/subscribers/${id}/keys`, { as: await admin(), body })
  const opens = async (key: string) => {
    const { ask } = deliveryOf(loa)
    const cms = await loa.rest('GET', '/api/items?limit=1', { as: `Bearer ${key}` })
    return [(await ask('/items', { key })).status, cms.status]
  }

  it('are made by an admin alone, shown once, and open both APIs', async () => {
    const id = await newSubscriber()
    for (const person of ['approver@so-tttt', 'editor@so-tttt', 'reporter@so-tttt'] as const) {
      expect(
        (await loa.rest('POST', `/api/subscribers/${id}/keys`, { as: await steps.token(person), body: {} }))
          .status,
      ).toBe(403)
    }
    expect((await loa.rest('POST', `/api/subscribers/${id}/keys`, { as: portal, body: {} })).status).toBe(403)
    expect((await loa.rest('POST', `/api/subscribers/${id}/keys`, { body: {} })).status).toBe(403)
    const { status, body } = await make(id, { label: 'máy chủ 1' })
    expect(status).toBe(201)
    expect(body.key).toMatch(/^loa_[\w-]{43}$/)
    expect(await opens(body.key)).toEqual([200, 200])

    const all = await loa.rest('GET', `/api/subscribers/${id}?depth=2`, { as: await admin() })
    const keys = await loa.rest('GET', '/api/subscriber-keys?limit=100&depth=2', { as: await admin() })
    for (const text of [JSON.stringify(all.body), JSON.stringify(keys.body)]) {
      expect(text).not.toContain(body.key)
      expect(text).not.toMatch(/"hash"|[0-9a-f]{64}/)
    }
    expect(
      (await loa.rest('GET', '/api/subscriber-keys?where[hash][like]=a', { as: await admin() })).status,
    ).toBe(400)
    const graph = await loa.graphql('{ SubscriberKeys { docs { id hash } } }', { as: await admin() })
    expect(JSON.stringify(graph.body)).not.toMatch(/[0-9a-f]{64}/)
  })

  it('stop at once when revoked, only that one', async () => {
    const id = await newSubscriber()
    const [one, two] = [(await make(id)).body, (await make(id)).body]
    expect(
      (
        await loa.rest('POST', `/api/subscribers/${id}/keys/${one.doc.id}/revoke`, {
          as: await steps.token('approver@so-tttt'),
        })
      ).status,
    ).toBe(403)
    expect(await opens(one.key)).toEqual([200, 200])
    expect(
      (await loa.rest('POST', `/api/subscribers/${id}/keys/${one.doc.id}/revoke`, { as: await admin() }))
        .status,
    ).toBe(200)
    expect(await opens(one.key)).toEqual([401, 403])
    expect(await opens(two.key)).toEqual([200, 200])
    // another subscriber's key, an unknown one, nonsense
    const other = await newSubscriber()
    for (const key of [two.doc.id, '01890000-0000-7000-8000-000000000000', 'nothing']) {
      const answer = await loa.rest('POST', `/api/subscribers/${other}/keys/${key}/revoke`, {
        as: await admin(),
      })
      expect([400, 404]).toContain(answer.status)
      expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
    }
    expect(await opens(two.key)).toEqual([200, 200])
  })

  it('stop with their time, and with the subscriber', async () => {
    const id = await newSubscriber()
    const past = await make(id, { expiresAt: new Date(Date.now() - 1000).toISOString() })
    expect(await opens(past.body.key)).toEqual([401, 403])
    const ahead = await make(id, { expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
    expect(await opens(ahead.body.key)).toEqual([200, 200])
    await loa.rest('PATCH', `/api/subscribers/${id}`, { as: await admin(), body: { isActive: false } })
    expect(await opens(ahead.body.key)).toEqual([401, 403])
    for (const body of [
      { expiresAt: 'mai' },
      { expiresAt: '2030-01-01' },
      { label: 'x'.repeat(101) },
      { label: 1 },
    ]) {
      expect(verdict(await make(id, body))).toBe('400 invalid')
    }
    expect([400, 404]).toContain((await make('nothing')).status)
  })

  it('end with their subscriber', async () => {
    const id = await newSubscriber()
    const { body } = await make(id)
    const deleted = await loa.rest('DELETE', `/api/subscribers/${id}`, { as: await admin() })
    if (deleted.status === 200) expect(await opens(body.key)).toEqual([401, 403])
    else expect(deleted.status).toBeLessThan(500)
  })
})
