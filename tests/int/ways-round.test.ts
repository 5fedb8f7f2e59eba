// Ways round a gate that are known of Payload, each tried by every API that offers it: nothing is published,
// nothing that is published or approved changes. What sets a status by force is in draft-only.test.ts, the trash
// in trash.test.ts, `payload.db` and SQL in database-gate.test.ts.
import { randomUUID } from 'node:crypto'
import { commitTransaction, initTransaction } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WORKFLOW_FIELDS } from '../../src/approval/fields.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let outlet: string
let live: Doc
let approved: Doc
let before: unknown
let frozen: unknown
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())

beforeEach(async () => {
  outlet = (await steps.newOutlet({ channel: 'portal' })).id
  live = await steps.itemAt({ stage: 'published', title: 'Đang đăng', outlets: [outlet] })
  approved = await steps.itemAt({ stage: 'approved', title: 'Đã duyệt', outlets: [outlet] })
  before = await steps.liveOf(live.id)
  frozen = await steps.traceOf(approved.id)
})

const asEditor = () => steps.token('editor@so-tttt')
const patch = async (query: string, body: object) =>
  loa.rest('PATCH', `/api/items${query}`, { as: await asEditor(), body })
/** The house itself, with rights over everything. */
const local = { collection: 'items', overrideAccess: true } as const

/** Portals and ledger have what they had; the newest revision is a draft with this title. */
const expectOnlyDraft = async (title: string) => {
  expect(await steps.liveOf(live.id)).toEqual(before)
  expect(await steps.latest(live.id)).toMatchObject({ title, stage: 'draft', live: true, _status: 'draft' })
}

describe('a live text is not edited by a save without _status', () => {
  it.each(['', '?draft=false', '?draft=true'])('PATCH /api/items/:id%s', async (query) => {
    expect((await patch(`/${live.id}${query}`, { title: 'Sửa' })).status).toBe(200)
    await expectOnlyDraft('Sửa')
  })

  it('in bulk, GraphQL and the Local API', async () => {
    await patch(`?where[id][equals]=${live.id}`, { title: 'Hàng loạt' })
    await expectOnlyDraft('Hàng loạt')
    await loa.graphql(`mutation { updateItem(id: "${live.id}", data: { title: "GraphQL" }) { id } }`, {
      as: await asEditor(),
    })
    await expectOnlyDraft('GraphQL')
    await loa.payload.update({ ...local, id: live.id, data: { title: 'Từ mã' } })
    await expectOnlyDraft('Từ mã')
  })
})

describe('a live row is not taken off by a save without draft, while the newest version is a draft', () => {
  it.each(['', '?draft=false'])('PATCH /api/items/:id%s', async (query) => {
    await patch(`/${live.id}?draft=true`, { title: 'Bản nháp' })
    await patch(`/${live.id}${query}`, { summary: 'Sửa tiếp' })
    await expectOnlyDraft('Bản nháp')
  })

  it('in bulk, GraphQL and the Local API', async () => {
    await patch(`/${live.id}?draft=true`, { title: 'Bản nháp' })
    await patch(`?draft=false&where[id][equals]=${live.id}`, { summary: 'a' })
    await loa.graphql(
      `mutation { updateItem(id: "${live.id}", draft: false, data: { summary: "b" }) { id } }`,
      { as: await asEditor() },
    )
    await loa.payload.update({ ...local, id: live.id, draft: false, data: { summary: 'c' } })
    await loa.payload.update({
      ...local,
      where: { id: { equals: live.id } },
      draft: false,
      data: { summary: 'd' },
    })
    await expectOnlyDraft('Bản nháp')
  })
})

describe('locales: publishSpecificLocale, publishAllLocales, unpublishAllLocales', () => {
  it.each([
    { publishSpecificLocale: 'vi' },
    { publishAllLocales: true },
    { unpublishAllLocales: true },
    { autosave: true },
  ])('the Local API with %o', async (flag) => {
    await loa.payload.update({ ...local, id: live.id, data: { title: 'Ngôn ngữ' }, ...flag } as never)
    await expectOnlyDraft('Ngôn ngữ')
    const where = { id: { equals: live.id } }
    await loa.payload.update({ ...local, where, data: { title: 'Ngôn ngữ 2' }, ...flag } as never)
    await expectOnlyDraft('Ngôn ngữ 2')
  })

  it.each(['publishSpecificLocale=vi', 'publishAllLocales=true', 'unpublishAllLocales=true'])(
    'PATCH in bulk with %s',
    async (flag) => {
      await patch(`?where[id][in]=${live.id}&${flag}`, { title: 'Ngôn ngữ' })
      await expectOnlyDraft('Ngôn ngữ')
    },
  )
})

describe('duplicating what is live or approved', () => {
  const expectCopy = async (id: string) => {
    const copy = await steps.latest(id)
    expect(copy).toMatchObject({ stage: 'draft', live: false, _status: 'draft', approvals: [] })
    expect(copy.approvedRevision ?? null).toBeNull()
    expect(copy.publishedAt ?? null).toBeNull()
    const trace = await steps.traceOf(id)
    expect(trace).toMatchObject({ main: { _status: 'draft' }, slots: [], editions: [], placements: [] })
    expect(await steps.liveOf(live.id)).toEqual(before)
    expect(await steps.traceOf(approved.id)).toEqual(frozen)
  }

  it('REST', async () => {
    for (const { id } of [live, approved]) {
      const as = await asEditor()
      for (const query of ['', '?draft=false', '?draft=true', '?publishAllLocales=true']) {
        const body = { _status: 'published', stage: 'approved' }
        const answer = await loa.rest('POST', `/api/items/${id}/duplicate${query}`, { as, body })
        await expectCopy(answer.body.doc.id)
      }
    }
  })

  it('GraphQL', async () => {
    const { organization, plan } = await steps.latest(live.id)
    const data = {
      _status: 'published',
      stage: 'published',
      title: 'Bản sao',
      kind: 'news',
      priority: 'normal',
    }
    const { body } = await loa.graphql(
      `mutation($data: mutationItemInput!) { duplicateItem(id: "${live.id}", data: $data) { id } }`,
      { as: await asEditor(), variables: { data: { ...data, organization, plan } } },
    )
    await expectCopy(body.data.duplicateItem.id)
  })

  it('the Local API, also by create with duplicateFromID', async () => {
    for (const { id } of [live, approved]) {
      const copy = await loa.payload.duplicate({ ...local, id, draft: false, data: { _status: 'published' } })
      await expectCopy(String(copy.id))
      const made = await loa.payload.create({
        ...local,
        duplicateFromID: id,
        draft: false,
        data: { _status: 'published' },
      } as never)
      await expectCopy(String((made as Doc).id))
    }
  })
})

describe('restoring a version', () => {
  it('by the Local API: refused, or a draft', async () => {
    const [{ id: version }] = await steps.query(
      `select id from _items_v where parent_id = $1 and version__status = 'published'`,
      [live.id],
    )
    await patch(`/${live.id}`, { title: 'Mới hơn' })
    const restoring = loa.payload.restoreVersion({ ...local, id: version })
    await expect(restoring).rejects.toMatchObject({ status: 400 })
    await expectOnlyDraft('Mới hơn')
  })
})

describe('importing with identifiers and dates of one’s own', () => {
  it('creates a draft of its own and leaves the live one', async () => {
    const body = {
      title: 'Nhập vào',
      kind: 'news',
      summary: 's',
      outlets: [outlet],
      _status: 'published',
      stage: 'published',
      live: true,
      createdAt: '2020-01-01T00:00:00.000Z',
      updatedAt: '2020-01-01T00:00:00.000Z',
      publishedAt: '2020-01-01T00:00:00.000Z',
      forcedBy: live.author,
    }
    for (const id of [live.id, approved.id, randomUUID()]) {
      const answer = await loa.rest('POST', '/api/items', { as: await asEditor(), body: { id, ...body } })
      expect(answer.status).toBe(201)
      const { main, slots, editions } = await steps.traceOf(answer.body.doc.id)
      expect(main).toMatchObject({ stage: 'draft', live: false, _status: 'draft', published_at: null })
      expect(main).toMatchObject({ forced_by_id: null, created_at: expect.not.stringMatching(/^2020/) })
      expect([slots, editions]).toEqual([[], []])
      const { organization, plan } = await steps.latest(live.id)
      const own = await loa.payload.create({ ...local, data: { id, organization, plan, ...body } as never })
      expect(own).toMatchObject({ stage: 'draft', live: false, _status: 'draft' })
    }
    expect(await steps.liveOf(live.id)).toEqual(before)
    expect(await steps.traceOf(approved.id)).toEqual(frozen)
  })
})

describe('bulk', () => {
  it('one that is refused opens nothing for those after it', async () => {
    const draft = await steps.itemAt({ stage: 'draft', title: 'Đang soạn', outlets: [outlet] })
    const ids = [approved, live, draft].map(({ id }) => id).join(',')
    const { body } = await patch(`?where[id][in]=${ids}&draft=false`, {
      title: 'Cả loạt',
      _status: 'published',
      stage: 'published',
    })
    expect(body.errors).toEqual([expect.objectContaining({ id: approved.id })])
    expect(body.errors[0].message).toMatch(/duyệt/)
    expect(await steps.traceOf(approved.id)).toEqual(frozen)
    await expectOnlyDraft('Cả loạt')
    expect(await steps.latest(draft.id)).toMatchObject({ title: 'Cả loạt', stage: 'draft', live: false })
    expect((await steps.traceOf(draft.id)).slots).toEqual([])
  })

  it('nor does one in a transaction that goes on', async () => {
    const req = await steps.requestOf('editor@so-tttt')
    await initTransaction(req)
    const where = { id: { in: [approved.id, live.id] } }
    const data = { title: 'Cả loạt', _status: 'published' } as const
    const { errors } = await loa.payload.update({ collection: 'items', where, data, req })
    expect(errors).toHaveLength(1)
    await loa.payload.update({ collection: 'items', id: live.id, data, draft: false, req })
    await commitTransaction(req)
    expect(await steps.traceOf(approved.id)).toEqual(frozen)
    await expectOnlyDraft('Cả loạt')
  })
})

describe('Payload’s own schedule', () => {
  it('is off: no job, no collection of jobs, no address', async () => {
    const { config, collections } = loa.payload
    const { versions } = collections.items.config
    expect(versions).toMatchObject({ drafts: { schedulePublish: false } })
    expect(config.jobs?.tasks ?? []).toEqual([])
    expect(Object.keys(collections)).not.toContain('payload-jobs')
    const as = await steps.token('admin@so-tttt')
    for (const [method, address] of [
      ['POST', '/api/payload-jobs'],
      ['GET', '/api/payload-jobs/run'],
    ] as const)
      expect((await loa.rest(method, address, { as, body: method === 'POST' ? {} : undefined })).status).toBe(
        404,
      )
    const asked = await loa.rest('POST', `/api/items/${approved.id}/schedule-publish`, { as, body: {} })
    expect(verdict(asked)).toBe('400 invalid')
    await expect(
      loa.payload.jobs.queue({ task: 'schedulePublish', input: { type: 'publish' } } as never),
    ).rejects.toThrow()
    expect(await steps.traceOf(approved.id)).toEqual(frozen)
  })
})

describe('what nobody sets', () => {
  it('has a rule for creating as well as for updating', () => {
    const { flattenedFields } = loa.payload.collections.items.config
    for (const name of [...WORKFLOW_FIELDS, 'author']) {
      const field = flattenedFields.find((one) => one.name === name) as any
      const args = { req: { user: { collection: 'users', role: 'admin' } }, siblingData: {} }
      expect(`${name} ${field.access.create(args)}`).toBe(`${name} false`)
      expect(typeof field.access.update, name).toBe('function')
    }
  })
})

describe('locks of open documents', () => {
  const lockOf = async (item: string) => {
    const { user } = await steps.requestOf('reporter@so-tttt')
    return loa.payload.create({
      collection: 'payload-locked-documents',
      data: {
        document: { relationTo: 'items', value: item },
        user: { relationTo: 'users', value: user?.id },
      } as never,
      overrideAccess: true,
    })
  }

  it('hold up a save, but no transition, and taking one away opens nothing', async () => {
    const lock = await lockOf(approved.id)
    const held = await patch(`/${approved.id}?overrideLock=false`, { title: 'Sửa lén' })
    expect([409, 423]).toContain(held.status)
    expect(await steps.traceOf(approved.id)).toEqual(frozen)
    const as = await asEditor()
    await loa.rest('DELETE', `/api/payload-locked-documents/${lock.id}`, { as })
    expect(verdict(await patch(`/${approved.id}?overrideLock=true`, { title: 'Sửa lén' }))).toBe(
      '409 wrong-stage',
    )
    expect(await steps.traceOf(approved.id)).toEqual(frozen)
    await lockOf(approved.id)
    expect((await steps.must('approver@so-tttt', 'publish', approved)).stage).toBe('published')
  })
})
