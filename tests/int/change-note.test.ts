// A correction of a live item says what it corrects; a first publication needs no note.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let live: Doc
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())
beforeEach(async () => {
  const { id } = await steps.newOutlet({ channel: 'screen' })
  live = await steps.itemAt({ stage: 'published', title: 'Bản đầu', outlets: [id], priority: 'urgent' })
})

const edit = async (body: object) => {
  const answer = await loa.rest('PATCH', `/api/items/${live.id}?depth=0`, {
    as: await steps.token('reporter@so-tttt'),
    body,
  })
  expect(answer.status).toBe(200)
  return answer.body.doc as Doc
}
const noteOf = async () => (await steps.latest(live.id)).changeNote ?? null
const publishCorrection = async (doc: Doc) => {
  const submitted = await steps.must('reporter@so-tttt', 'submit', doc)
  return steps.must('editor@so-tttt', 'publish', await steps.must('approver@so-tttt', 'approve', submitted))
}

describe('the note of a correction', () => {
  it('is asked for when it is submitted, approved, published or forced', async () => {
    const draft = await edit({ title: 'Bản sửa' })
    const refused = await steps.act('reporter@so-tttt', 'submit', draft)
    expect(verdict(refused)).toBe('400 invalid')
    expect(refused.body.errors[0]).toMatchObject({
      message: expect.stringMatching(/Đính chính/),
      data: { path: 'changeNote' },
    })
    const forced = await steps.act('approver@so-tttt', 'force', draft, { comment: 'gấp' })
    expect([verdict(forced), forced.body.errors[0].data.path]).toEqual(['400 invalid', 'changeNote'])
    expect(verdict(await steps.act('reporter@so-tttt', 'submit', await edit({ changeNote: '  ' })))).toBe(
      '400 invalid',
    )
    // taken away again after it was submitted
    const submitted = await steps.must('reporter@so-tttt', 'submit', await edit({ changeNote: 'Sửa số' }))
    const { body } = await loa.rest('PATCH', `/api/items/${live.id}?depth=0`, {
      as: await steps.token('editor@so-tttt'),
      body: { changeNote: '' },
    })
    expect(submitted.stage).toBe('submitted')
    expect(verdict(await steps.act('approver@so-tttt', 'approve', body.doc))).toBe('400 invalid')
  })

  it('belongs to one correction: the next begins without', async () => {
    await publishCorrection(await edit({ title: 'Sửa lần 1', changeNote: 'Sửa số liệu' }))
    expect(await noteOf()).toBe('Sửa số liệu')
    // a form sends what it shows
    await edit({ title: 'Sửa lần 2', changeNote: 'Sửa số liệu' })
    expect(await noteOf()).toBeNull()
    await edit({ changeNote: 'Sửa tên người' })
    await edit({ title: 'Sửa lần 2, tiếp' })
    expect(await noteOf()).toBe('Sửa tên người')
    await publishCorrection(await steps.latest(live.id))
    const { editions } = await steps.traceOf(live.id)
    const told = editions.map(({ body }: any) => JSON.parse(body).changeNote ?? null)
    expect(told).toEqual([null, 'Sửa số liệu', 'Sửa tên người'])
    await edit({ title: 'Sửa lần 3', changeNote: 'Sửa ngày' })
    expect(await noteOf()).toBe('Sửa ngày')
  })

  it('does not come back with an old version', async () => {
    await publishCorrection(await edit({ title: 'Sửa lần 1', changeNote: 'Sửa số liệu' }))
    await publishCorrection(await edit({ title: 'Sửa lần 2', changeNote: 'Sửa ngày' }))
    const [{ id }] = await steps.query(
      `select id from _items_v where parent_id = $1 and version_change_note = 'Sửa số liệu' order by created_at desc limit 1`,
      [live.id],
    )
    const restored = await loa.rest('POST', `/api/items/versions/${id}`, {
      as: await steps.token('editor@so-tttt'),
    })
    expect(restored.status).toBe(200)
    expect(await steps.latest(live.id)).toMatchObject({ title: 'Sửa lần 1', stage: 'draft' })
    expect(await noteOf()).toBeNull()
  })

  it('is not needed once the item is retracted: what follows is a first publication', async () => {
    await edit({ title: 'Đang sửa' })
    const retracted = await steps.must('approver@so-tttt', 'retract', await steps.latest(live.id), {
      comment: 'Sai',
    })
    expect((await publishCorrection(retracted)).stage).toBe('published')
  })
})
