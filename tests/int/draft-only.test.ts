// Only a transition publishes. Every other way to save an item, tried on one that is live with an edition and
// on one that never was: portals and the ledger see nothing of it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let outlet: string
let other: string
let live: Doc
let before: Awaited<ReturnType<Steps['liveOf']>>
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  // a portal counts in Q6 (a month, at most three), so a slot would be seen
  outlet = (await steps.newOutlet({ channel: 'portal' })).id
  other = (await steps.newOutlet({ channel: 'portal' })).id
})
afterAll(() => loa.stop())

beforeEach(async () => {
  outlet = (await steps.newOutlet({ channel: 'portal' })).id
  live = await steps.itemAt({ stage: 'published', title: 'Đang đăng', outlets: [outlet] })
  before = await steps.liveOf(live.id)
  expect(before).toMatchObject({ main: { live: true, _status: 'published' }, slots: [{ state: 'consumed' }] })
})

const FORGED = {
  _status: 'published',
  stage: 'published',
  live: true,
  revision: 'forged',
  approvedRevision: 'forged',
  approvals: [{ user: 'x', organization: 'x', at: 'x', content: 'forged' }],
  contributors: [],
  submittedBy: null,
  publishedAt: '2020-01-01T00:00:00.000Z',
  lastComment: 'forged',
  createdAt: '2020-01-01T00:00:00.000Z',
  updatedAt: '2020-01-01T00:00:00.000Z',
}

/** The live item stays as it was for portals; its newest revision is a draft with this title. */
const expectOnlyDraft = async (title: string) => {
  expect(await steps.liveOf(live.id)).toEqual(before)
  const latest = await steps.latest(live.id)
  expect(latest).toMatchObject({ title, stage: 'draft', live: true, _status: 'draft' })
  expect(latest.revision).not.toBe('forged')
  expect(latest.approvedRevision).not.toBe('forged')
  expect(latest.createdAt.slice(0, 4)).not.toBe('2020')
  expect(latest.publishedAt.slice(0, 4)).not.toBe('2020')
  return latest
}

const asEditor = () => steps.token('editor@so-tttt')

describe('creating', () => {
  const expectNewDraft = async (doc: Doc, author = 'reporter') => {
    expect(doc).toMatchObject({ stage: 'draft', live: false, _status: 'draft' })
    const { main, slots, editions, placements, versions } = await steps.traceOf(doc.id)
    expect([slots, editions, placements]).toEqual([[], [], []])
    expect(main).toMatchObject({
      stage: 'draft',
      live: false,
      _status: 'draft',
      published_at: null,
      approved_revision: null,
    })
    expect(main.revision).not.toBe('forged')
    expect(main.approvals).toEqual([])
    expect(main.created_at.slice(0, 4)).not.toBe('2020')
    expect(main.updated_at.slice(0, 4)).not.toBe('2020')
    expect(versions).toHaveLength(1)
    const [{ role }] = await steps.query('select role from users where id = $1', [main.author_id])
    expect(role).toBe(author)
  }

  it.each([
    '',
    '?draft=false',
    '?draft=true',
    '?publishSpecificLocale=vi',
    '?publishAllLocales=true',
    '?autosave=true',
  ])('POST /api/items%s', async (query) => {
    const [{ id: admin }] = await steps.query(`select id from users where role = 'admin' limit 1`)
    const { status, body } = await loa.rest('POST', `/api/items${query}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { title: 'Giả mạo', kind: 'news', summary: 's', outlets: [other], author: admin, ...FORGED },
    })
    expect(status).toBe(201)
    await expectNewDraft(body.doc)
  })

  it('GraphQL createItem', async () => {
    const { body } = await loa.graphql(
      `mutation($data: mutationItemInput!) { createItem(draft: false, data: $data) { id stage live _status } }`,
      {
        as: await steps.token('reporter@so-tttt'),
        variables: {
          data: {
            title: 'Giả mạo',
            kind: 'news',
            priority: 'normal',
            summary: 's',
            _status: 'published',
            stage: 'published',
            live: true,
            ...(await required()),
          },
        },
      },
    )
    expect(body.errors).toBeUndefined()
    await expectNewDraft(await steps.latest(body.data.createItem.id))
  })

  it('duplicating one that is live', async () => {
    for (const query of ['', '?draft=false']) {
      const { status, body } = await loa.rest('POST', `/api/items/${live.id}/duplicate${query}`, {
        as: await asEditor(),
        body: { _status: 'published', stage: 'published' },
      })
      expect(status).toBe(200)
      await expectNewDraft(body.doc, 'editor')
    }
    expect(await steps.liveOf(live.id)).toEqual(before)
  })

  it('the Local API of our own code', async () => {
    const doc = await loa.payload.create({
      collection: 'items',
      data: {
        title: 'Từ mã',
        kind: 'news',
        priority: 'normal',
        ...FORGED,
        outlets: [other],
        ...(await required()),
      } as never,
      overrideAccess: true,
    })
    expect(doc).toMatchObject({ stage: 'draft', live: false, _status: 'draft' })
    expect((await steps.liveOf(String(doc.id))).editions).toEqual([])
  })

  it('a client cannot choose who wrote it later either', async () => {
    const [{ id: admin }] = await steps.query(`select id from users where role = 'admin' limit 1`)
    const doc = await steps.draft('reporter@so-tttt', { title: 'Của tôi', outlets: [other] })
    await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { author: admin },
    })
    expect((await steps.latest(doc.id)).author).toBe(doc.author?.id ?? doc.author)
  })
})

describe('saving one that is live', () => {
  it.each([
    '',
    '?draft=false',
    '?draft=true',
    '?publishSpecificLocale=vi',
    '?publishAllLocales=true',
    '?unpublishAllLocales=true',
    '?autosave=true',
  ])('PATCH /api/items/:id%s', async (query) => {
    const { status } = await loa.rest('PATCH', `/api/items/${live.id}${query}`, {
      as: await asEditor(),
      body: { title: 'Bản sửa', ...FORGED },
    })
    expect(status).toBe(200)
    await expectOnlyDraft('Bản sửa')
  })

  it('taking it off by _status draft does not take it off', async () => {
    await loa.rest('PATCH', `/api/items/${live.id}`, {
      as: await asEditor(),
      body: { _status: 'draft', title: 'Bản nháp', live: false },
    })
    await expectOnlyDraft('Bản nháp')
  })

  it('in bulk', async () => {
    const { status, body } = await loa.rest('PATCH', `/api/items?where[id][in]=${live.id}&draft=false`, {
      as: await asEditor(),
      body: { title: 'Hàng loạt', ...FORGED },
    })
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: [] })
    await expectOnlyDraft('Hàng loạt')
  })

  it('GraphQL updateItem', async () => {
    const { body } = await loa.graphql(
      `mutation { updateItem(id: "${live.id}", draft: false, data: { title: "Qua GraphQL", _status: published, stage: published }) { id stage } }`,
      { as: await asEditor() },
    )
    expect(body.errors).toBeUndefined()
    await expectOnlyDraft('Qua GraphQL')
  })

  it('the Local API of our own code', async () => {
    await loa.payload.update({
      collection: 'items',
      id: live.id,
      data: { title: 'Từ mã', ...FORGED } as never,
      draft: false,
      overrideAccess: true,
    })
    await expectOnlyDraft('Từ mã')
    await loa.payload.update({
      collection: 'items',
      where: { id: { equals: live.id } },
      data: { title: 'Từ mã 2', ...FORGED } as never,
      overrideAccess: true,
    })
    await expectOnlyDraft('Từ mã 2')
  })

  it('a context that pretends to be a transition', async () => {
    await loa.payload.update({
      collection: 'items',
      id: live.id,
      data: { title: 'Giả bước', _status: 'published' },
      context: {
        loaTransition: {
          id: live.id,
          verb: 'publish',
          saving: 'publish',
          occupancy: 'consumed',
          now: new Date(),
        },
      },
      overrideAccess: true,
    })
    await expectOnlyDraft('Giả bước')
  })
})

describe('restoring an old version of one that is live', () => {
  const oldVersion = async () => {
    await loa.rest('PATCH', `/api/items/${live.id}`, { as: await asEditor(), body: { title: 'Mới hơn' } })
    const [{ id }] = await steps.query(
      `select id from _items_v where parent_id = $1 and version__status = 'published' order by created_at limit 1`,
      [live.id],
    )
    return id
  }

  it.each(['', '?draft=false', '?draft=true'])('POST /api/items/versions/:id%s', async (query) => {
    const id = await oldVersion()
    const { status } = await loa.rest('POST', `/api/items/versions/${id}${query}`, { as: await asEditor() })
    expect(status).toBe(200)
    const latest = await expectOnlyDraft('Đang đăng')
    // it is nobody's approved text any more, although it once was
    expect(latest.approvals).toEqual([])
  })

  it('GraphQL restoreVersionItem', async () => {
    const id = await oldVersion()
    for (const draft of ['', ', draft: false']) {
      const { body } = await loa.graphql(`mutation { restoreVersionItem(id: "${id}"${draft}) { id } }`, {
        as: await asEditor(),
      })
      expect(body.errors?.[0]?.extensions?.data?.code).toBe('invalid')
    }
    await expectOnlyDraft('Mới hơn')
    const { body } = await loa.graphql(`mutation { restoreVersionItem(id: "${id}", draft: true) { id } }`, {
      as: await asEditor(),
    })
    expect(body.errors).toBeUndefined()
    await expectOnlyDraft('Đang đăng')
  })

  it('not by people of another branch', async () => {
    const id = await oldVersion()
    const { status } = await loa.rest('POST', `/api/items/versions/${id}`, {
      as: await steps.token('editor@ubnd-dinh-hoa'),
    })
    expect([403, 404]).toContain(status)
    await expectOnlyDraft('Mới hơn')
  })

  it('not over an approved text', async () => {
    const approved = await steps.itemAt({ stage: 'approved', title: 'Đã duyệt', outlets: [outlet] })
    const [{ id }] = await steps.query(
      'select id from _items_v where parent_id = $1 order by created_at limit 1',
      [approved.id],
    )
    const trace = await steps.traceOf(approved.id)
    const { status } = await loa.rest('POST', `/api/items/versions/${id}`, { as: await asEditor() })
    expect(status).toBe(409)
    expect(await steps.traceOf(approved.id)).toEqual(trace)
  })
})

describe('deleting', () => {
  it('neither what is live nor what once was', async () => {
    const as = await asEditor()
    expect((await loa.rest('DELETE', `/api/items/${live.id}`, { as })).status).toBe(409)
    const { body } = await loa.rest('DELETE', `/api/items?where[id][in]=${live.id}`, { as })
    expect(body.errors).toHaveLength(1)
    expect(await steps.liveOf(live.id)).toEqual(before)
    await steps.must('approver@so-tttt', 'retract', live, { comment: 'Sai' })
    const retracted = await steps.traceOf(live.id)
    expect((await loa.rest('DELETE', `/api/items/${live.id}`, { as })).status).toBe(409)
    expect(await steps.traceOf(live.id)).toEqual(retracted)
  })

  it('a scheduled one keeps its slots', async () => {
    const doc = await steps.itemAt({ stage: 'scheduled', title: 'Hẹn giờ', outlets: [other] })
    expect((await loa.rest('DELETE', `/api/items/${doc.id}`, { as: await asEditor() })).status).toBe(409)
    expect((await steps.traceOf(doc.id)).slots).toHaveLength(1)
  })
})

const required = async () => ({
  organization: await loa.idOf('organizations', 'so-tttt'),
  plan: await loa.idOf('plans', 'TN-CDS-2024-2025'),
})
