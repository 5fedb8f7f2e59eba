// The trash: put aside and brought back, by every path, with a trace, and never a way round approval or quota.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { publishDue } from '../../src/worker/publishDue.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { codeOf, DAY, type Doc, type Person, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let outlet: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())
beforeEach(async () => {
  // a portal counts in Q6, so a slot would be seen
  outlet = (await steps.newOutlet({ channel: 'portal' })).id
})

const AUTHOR = 'reporter@so-tttt'
const EDITOR = 'editor@so-tttt'
const THEN = '2020-01-01T00:00:00.000Z'

type Stage = Parameters<Steps['itemAt']>[0]['stage']
const itemAt = (stage: Stage, others: object = {}) =>
  steps.itemAt({ stage, title: 'Bỏ vào thùng rác', outlets: [outlet], ...others })

const patch = async (person: Person, id: string, body: object, query = '') =>
  loa.rest('PATCH', `/api/items/${id}${query}`, { as: await steps.token(person), body })
const trash = (person: Person, id: string, more: object = {}) =>
  patch(person, id, { deletedAt: THEN, ...more })
const restore = (person: Person, id: string, more: object = {}) =>
  patch(person, id, { deletedAt: null, ...more }, '?trash=true')

/** The newest revision, wherever it lies. */
const newest = async (id: string): Promise<Doc> =>
  (await loa.payload.findByID({ collection: 'items', id, depth: 0, draft: true, trash: true })) as never

const verbsOf = async (id: string) =>
  (await steps.query('select verb, user_id from audit_log where item_id = $1 order by at, id', [id])).map(
    ({ verb }) => verb,
  )

/** All that the trash may not change. */
const keptOf = async (id: string) => {
  const { deletedAt: _deleted, updatedAt: _updated, ...kept } = await newest(id)
  return kept
}

describe('an item in the trash', () => {
  it('keeps stage, text and approvals; what else the request carries is ignored, also its date', async () => {
    const doc = await itemAt('approved')
    const before = await keptOf(doc.id)
    const carried = { title: 'Sửa lén', stage: 'published', _status: 'published', live: true, revision: 'x' }
    expect((await trash(EDITOR, doc.id, carried)).status).toBe(200)
    expect(await keptOf(doc.id)).toEqual(before)
    const { deletedAt } = await newest(doc.id)
    expect(Math.abs(Date.parse(String(deletedAt)) - Date.now())).toBeLessThan(60_000)
    expect((await restore(EDITOR, doc.id, carried)).status).toBe(200)
    expect(await newest(doc.id)).toMatchObject({ ...before, deletedAt: null })
    expect(await verbsOf(doc.id)).toEqual(['submit', 'approve', 'trash', 'restore'])
    expect((await steps.must('approver@so-tttt', 'publish', await newest(doc.id))).stage).toBe('published')
  })

  it('is not listed, not found, and its actions say why nothing can be done, in both languages', async () => {
    const doc = await itemAt('submitted')
    await trash(EDITOR, doc.id)
    const as = await steps.token('approver@so-tttt')
    const listed = await loa.rest('GET', `/api/items?draft=true&where[id][equals]=${doc.id}`, { as })
    expect(listed.body.totalDocs).toBe(0)
    expect((await loa.rest('GET', `/api/items/${doc.id}?draft=true`, { as })).status).toBe(404)
    const asked = async (language: string) => {
      const headers = { 'accept-language': language }
      const { body } = await loa.rest('GET', `/api/items/${doc.id}/actions`, { as, headers })
      expect(body.deletedAt).toBeTruthy()
      expect(body.actions.every((one: any) => !one.isPossible)).toBe(true)
      return body.actions.find((one: any) => one.action === 'approve').reasons[0]
    }
    expect(await asked('vi')).toMatchObject({
      code: 'wrong-stage',
      message: expect.stringMatching(/thùng rác/),
    })
    expect(await asked('en')).toMatchObject({ code: 'wrong-stage', message: expect.stringMatching(/trash/) })
  })

  it('makes no transition, is not edited, and no version of it is restored', async () => {
    const doc = await itemAt('submitted')
    await trash(EDITOR, doc.id)
    const before = await steps.traceOf(doc.id)
    for (const verb of ['approve', 'return', 'retract', 'publish', 'withdraw'] as const) {
      const answer = await steps.act('approver@so-tttt', verb, doc, { comment: 'x' })
      expect(`${verb} ${verdict(answer)}`).toBe(`${verb} 409 wrong-stage`)
      expect(answer.body.errors[0].message).toMatch(/thùng rác/)
    }
    expect(verdict(await patch(EDITOR, doc.id, { title: 'x' }, '?trash=true'))).toBe('409 wrong-stage')
    expect((await patch(EDITOR, doc.id, { title: 'x' })).status).toBe(403)
    const [{ id: version }] = await steps.query('select id from _items_v where parent_id = $1 limit 1', [
      doc.id,
    ])
    const as = await steps.token(EDITOR)
    expect((await loa.rest('POST', `/api/items/versions/${version}`, { as })).status).toBe(403)
    const bulk = await loa.rest('PATCH', `/api/items?trash=true&where[id][equals]=${doc.id}`, {
      as,
      body: { title: 'x' },
    })
    expect(bulk.body.errors).toHaveLength(1)
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })

  it('is copied as a new draft of whoever copies it, outside the trash', async () => {
    const doc = await itemAt('approved')
    await trash(EDITOR, doc.id)
    const { body } = await loa.rest('POST', `/api/items/${doc.id}/duplicate`, {
      as: await steps.token(EDITOR),
    })
    expect(body.doc).toMatchObject({ stage: 'draft', live: false, deletedAt: null, approvals: [] })
    const created = await steps.draft(AUTHOR, { title: 'Mới', outlets: [outlet], deletedAt: THEN })
    expect(created.deletedAt).toBeFalsy()
  })
})

describe('who may put into the trash, and bring back', () => {
  it('a live item nobody: it is retracted first', async () => {
    const doc = await itemAt('published')
    const before = await steps.traceOf(doc.id)
    for (const person of [EDITOR, 'approver@so-tttt', 'admin@so-tttt'] as const)
      expect(verdict(await trash(person, doc.id))).toBe('409 wrong-stage')
    expect(await steps.traceOf(doc.id)).toEqual(before)
    await patch(EDITOR, doc.id, { title: 'Đang sửa' })
    expect(verdict(await trash(EDITOR, doc.id))).toBe('409 wrong-stage')
    const retracted = await steps.must('approver@so-tttt', 'retract', await newest(doc.id), {
      comment: 'Sai',
    })
    expect((await trash(EDITOR, retracted.id)).status).toBe(200)
  })

  it.each(['approved', 'scheduled'] as const)('%s: who may withdraw it', async (stage) => {
    const doc = await itemAt(stage)
    const before = await steps.traceOf(doc.id)
    expect(verdict(await trash(AUTHOR, doc.id))).toBe('403 forbidden')
    expect(verdict(await trash('admin@so-tttt', doc.id))).toBe('403 forbidden')
    expect(await steps.traceOf(doc.id)).toEqual(before)
    expect((await trash('approver@so-tttt', doc.id)).status).toBe(200)
    const trashed = await steps.traceOf(doc.id)
    expect(verdict(await restore(AUTHOR, doc.id))).toBe('403 forbidden')
    expect(await steps.traceOf(doc.id)).toEqual(trashed)
    expect((await restore(EDITOR, doc.id)).status).toBe(200)
    expect((await newest(doc.id)).stage).toBe(stage)
  })

  it('others: who may delete them, nobody of another branch', async () => {
    const doc = await itemAt('draft')
    expect((await trash('editor@bao-thai-nguyen', doc.id)).status).toBe(403)
    expect((await trash('reporter@ubnd-dinh-hoa', doc.id)).status).toBe(403)
    expect((await trash(AUTHOR, doc.id)).status).toBe(200)
    expect((await restore('editor@bao-thai-nguyen', doc.id)).status).toBe(403)
    expect((await restore(AUTHOR, doc.id)).status).toBe(200)
  })

  it('from there only what never was approved or published is deleted for good', async () => {
    const as = await steps.token(EDITOR)
    const remove = async (id: string) =>
      (await loa.rest('DELETE', `/api/items/${id}?trash=true`, { as })).status
    const draft = await itemAt('draft')
    await trash(EDITOR, draft.id)
    expect(await remove(draft.id)).toBe(200)
    for (const stage of ['approved', 'scheduled', 'retracted'] as const) {
      const doc = await itemAt(stage)
      await trash(EDITOR, doc.id)
      expect(`${stage} ${await remove(doc.id)}`).toBe(`${stage} 409`)
    }
    // the log remembers what is gone
    expect(
      await steps.query(`select 1 from audit_log where item_id is null and verb = 'trash'`),
    ).toHaveLength(1)
  })
})

describe('by every path', () => {
  const expectMoved = async (ids: string[], verb: 'trash' | 'restore', stage: string) => {
    for (const id of ids) {
      expect(await newest(id)).toMatchObject({ stage, _status: 'draft', live: false })
      expect(Boolean((await newest(id)).deletedAt)).toBe(verb === 'trash')
      expect((await verbsOf(id)).at(-1)).toBe(verb)
    }
  }

  it('in bulk: each by its own rule', async () => {
    const drafts = [await itemAt('draft'), await itemAt('submitted')]
    const live = await itemAt('published')
    const before = await steps.liveOf(live.id)
    const ids = [...drafts, live].map(({ id }) => id).join(',')
    const as = await steps.token(EDITOR)
    const gone = await loa.rest('PATCH', `/api/items?where[id][in]=${ids}`, {
      as,
      body: { deletedAt: THEN, title: 'Hàng loạt', _status: 'published' },
    })
    expect(gone.body.errors).toEqual([expect.objectContaining({ id: live.id })])
    expect(await steps.liveOf(live.id)).toEqual(before)
    await expectMoved([drafts[0]?.id ?? ''], 'trash', 'draft')
    await expectMoved([drafts[1]?.id ?? ''], 'trash', 'submitted')
    const back = await loa.rest(
      'PATCH',
      `/api/items?trash=true&where[id][in]=${drafts.map(({ id }) => id)}`,
      {
        as,
        body: { deletedAt: null, title: 'Hàng loạt' },
      },
    )
    expect(back.body.errors).toEqual([])
    await expectMoved([drafts[1]?.id ?? ''], 'restore', 'submitted')
    expect((await newest(drafts[0]?.id ?? '')).title).toBe('Bỏ vào thùng rác')
  })

  it('GraphQL updateItem', async () => {
    const doc = await itemAt('approved')
    const as = await steps.token(EDITOR)
    const mutate = (id: string, args: string, data: string) =>
      loa.graphql(`mutation { updateItem(id: "${id}"${args}, data: { ${data} }) { id } }`, { as })
    const gone = await mutate(doc.id, '', `deletedAt: "${THEN}", title: "x", _status: published`)
    expect(gone.body.errors).toBeUndefined()
    await expectMoved([doc.id], 'trash', 'approved')
    expect((await mutate(doc.id, ', trash: true', 'deletedAt: null')).body.errors).toBeUndefined()
    await expectMoved([doc.id], 'restore', 'approved')
    const live = await itemAt('published')
    const refused = await mutate(live.id, '', `deletedAt: "${THEN}"`)
    expect(refused.body.errors[0].extensions.data.code).toBe('wrong-stage')
  })

  it('the Local API, for a person and for the house itself', async () => {
    const doc = await itemAt('approved')
    const move = (deletedAt: string | null, more: object = {}) =>
      loa.payload.update({
        collection: 'items',
        id: doc.id,
        data: { deletedAt, title: 'x' } as never,
        trash: true,
        ...more,
      })
    const req = await steps.requestOf(AUTHOR)
    await expect(move(THEN, { req, overrideAccess: false })).rejects.toMatchObject({ status: 403 })
    await move(THEN)
    await expectMoved([doc.id], 'trash', 'approved')
    await loa.payload.update({
      collection: 'items',
      where: { id: { equals: doc.id } },
      data: { deletedAt: null },
      trash: true,
    })
    await expectMoved([doc.id], 'restore', 'approved')
    expect((await newest(doc.id)).title).toBe('Bỏ vào thùng rác')
  })
})

describe('a time ahead, and its slots', () => {
  const slots = async (id: string) => (await steps.traceOf(id)).slots.map(({ state }: any) => state)

  it('gives its slot back, and takes it again', async () => {
    const doc = await itemAt('scheduled')
    expect(await slots(doc.id)).toEqual(['reserved'])
    await trash(EDITOR, doc.id)
    expect(await slots(doc.id)).toEqual([])
    await restore(EDITOR, doc.id)
    expect(await slots(doc.id)).toEqual(['reserved'])
    expect((await newest(doc.id)).stage).toBe('scheduled')
  })

  it('does not come back where the slot has been taken meanwhile', async () => {
    const publishAt = new Date(Date.now() + DAY).toISOString()
    const doc = await itemAt('scheduled', { publishAt })
    await trash(EDITOR, doc.id)
    // at most three a month on a portal
    for (let n = 0; n < 3; n += 1) await itemAt('scheduled', { publishAt })
    const before = await steps.traceOf(doc.id)
    const refused = await restore(EDITOR, doc.id)
    expect([refused.status, codeOf(refused)]).toEqual([409, 'quota-exceeded'])
    expect(refused.body.errors[0].data.violations).toHaveLength(1)
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })

  it('is not published while it lies there; afterwards it is approved, not published by surprise', async () => {
    const doc = await itemAt('scheduled')
    await steps.makeDue(doc.id)
    await trash(EDITOR, doc.id)
    expect(await publishDue({ payload: loa.payload })).toBe(0)
    expect((await restore(EDITOR, doc.id)).status).toBe(200)
    expect(await newest(doc.id)).toMatchObject({ stage: 'approved', live: false })
    expect(await publishDue({ payload: loa.payload })).toBe(0)
    expect(await slots(doc.id)).toEqual([])
    const [entry] = await steps.query(
      `select "from", "to" from audit_log where item_id = $1 and verb = 'restore'`,
      [doc.id],
    )
    expect(entry).toEqual({ from: 'scheduled', to: 'approved' })
  })

  it('of a trashing and a save at the same moment, neither undoes the other', async () => {
    const doc = await itemAt('draft')
    const [gone, saved] = await Promise.all([
      trash(EDITOR, doc.id),
      patch(AUTHOR, doc.id, { title: 'Sửa đúng lúc' }),
    ])
    const latest = await newest(doc.id)
    expect(Boolean(latest.deletedAt)).toBe(gone.status === 200)
    expect(latest.title === 'Sửa đúng lúc').toBe(saved.status === 200)
    expect([gone.status, saved.status]).toContain(200)
  })
})
