// What the screen of one item asks the API: the quota of a text that is not saved, saves that name the revision
// they began with, history, comparison, preview, and whom a remark may call.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
const DISTRICT = 'editor@ubnd-dinh-hoa'

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())

const get = async (person: Parameters<Steps['token']>[0], address: string) =>
  loa.rest('GET', address, { as: await steps.token(person) })

describe('the quota of a text that is not saved', () => {
  const preview = async (body: object, person: Parameters<Steps['token']>[0] = DISTRICT) =>
    loa.rest('POST', '/api/items/quota', { as: await steps.token(person), body })

  it('is what the saved document would take', async () => {
    const outlets = [await loa.idOf('outlets', 'portal-dinh-hoa')]
    const unsaved = await preview({ kind: 'news', outlets })
    const doc = await steps.draft(DISTRICT, { title: 'Như nhau', outlets })
    const saved = await get(DISTRICT, `/api/items/${doc.id}/quota`)
    expect(unsaved.status).toBe(200)
    expect(unsaved.body.slots).toEqual(saved.body.slots)
    expect(saved.body.slots[0]).toMatchObject({ outlet: 'portal-dinh-hoa', outletId: outlets[0] })
  })

  it('puts what is chosen over what is saved, and stores nothing', async () => {
    const outlets = [await loa.idOf('outlets', 'portal-dinh-hoa')]
    const doc = await steps.draft(DISTRICT, { title: 'Đang chọn', outlets })
    const without = await preview({ id: doc.id, outlets: [] })
    expect(without.body.slots).toEqual([])
    const ahead = new Date(Date.now() + 40 * 24 * 60 * 60 * 1000).toISOString()
    const later = await preview({ id: doc.id, publishAt: ahead })
    const now = await preview({ id: doc.id })
    expect(later.body.slots[0].period).not.toBe(now.body.slots[0].period)
    expect((await steps.latest(doc.id)).publishAt ?? null).toBe(null)
  })

  it('refuses what it cannot understand, and who may not read the document', async () => {
    expect(verdict(await preview({ outlets: ['nowhere'] }))).toBe('400 invalid')
    expect(verdict(await preview({ publishAt: 'soon' }))).toBe('400 invalid')
    expect(verdict(await preview({ id: 'x' }))).toBe('404 not-found')
    const doc = await steps.draft('reporter@so-tttt', { title: 'Của sở' })
    expect((await preview({ id: doc.id })).status).toBe(404)
    expect(verdict(await loa.rest('POST', '/api/items/quota', { body: {} }))).toBe('403 forbidden')
  })
})

describe('a save that names the revision it began with', () => {
  const save = async (doc: Doc, revision: string | null, body: object) =>
    loa.rest('PATCH', `/api/items/${doc.id}?draft=true${revision === null ? '' : `&revision=${revision}`}`, {
      as: await steps.token(DISTRICT),
      body,
    })

  it('is refused once the text is another, and changes nothing', async () => {
    const doc = await steps.draft(DISTRICT, { title: 'Hai người' })
    const first = await save(doc, doc.revision, { title: 'Người thứ nhất' })
    expect(first.status).toBe(200)
    const second = await save(doc, doc.revision, { title: 'Người thứ hai' })
    expect(verdict(second)).toBe('409 stale-revision')
    expect(second.body.errors[0].data.revision).toBe(first.body.doc.revision)
    expect((await steps.latest(doc.id)).title).toBe('Người thứ nhất')
    // knowing that one, it may be saved over
    expect((await save(doc, first.body.doc.revision, { title: 'Người thứ hai' })).status).toBe(200)
  })

  it('is not asked of those who name none', async () => {
    const doc = await steps.draft(DISTRICT, { title: 'Chương trình' })
    await save(doc, null, { title: 'Lần một' })
    expect((await save(doc, null, { title: 'Lần hai' })).status).toBe(200)
  })

  it('lets one of two at the same moment through', async () => {
    const doc = await steps.draft(DISTRICT, { title: 'Cùng lúc' })
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => save(doc, doc.revision, { title: `Người ${n}` })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

describe('the panels', () => {
  let doc: Doc

  beforeAll(async () => {
    const { id } = await steps.newOutlet({ channel: 'screen', organization: 'ubnd-dinh-hoa' })
    const draft = await steps.draft(DISTRICT, {
      title: 'Có lịch sử',
      outlets: [id],
      body: text('Câu đầu <b>.'),
    })
    const submitted = await steps.must(DISTRICT, 'submit', draft)
    const returned = await steps.must('approver@ubnd-dinh-hoa', 'return', submitted, {
      comment: 'Thêm nguồn',
    })
    const again = await steps.must(DISTRICT, 'submit', returned)
    const approved = await steps.must('approver@ubnd-dinh-hoa', 'approve', again)
    doc = await steps.must('approver@ubnd-dinh-hoa', 'publish', approved)
  })

  it('history tells people, steps and reasons to whoever may read the item, and no machine', async () => {
    const { status, body } = await get('reporter@ubnd-dinh-hoa', `/api/items/${doc.id}/history`)
    expect(status).toBe(200)
    const steps_ = body.entries.filter(({ what }: { what: string }) => what === 'transition')
    expect(steps_.map(({ verb }: { verb: string }) => verb)).toEqual([
      'publish',
      'approve',
      'submit',
      'return',
      'submit',
    ])
    expect(steps_[3]).toMatchObject({ comment: 'Thêm nguồn' })
    expect(body.people[steps_[3].by]).toMatch(/Lãnh đạo/)
    expect(body.entries.at(-1)).toMatchObject({ what: 'saved', isFirst: true })
    expect(JSON.stringify(body)).not.toMatch(/"ip"/)
  })

  it('comments have the reasons of steps among them, with their writers', async () => {
    const query = `where[item][equals]=${doc.id}&sort=createdAt&limit=100&depth=1`
    const { body } = await get(DISTRICT, `/api/comments?${query}`)
    expect(body.docs).toHaveLength(1)
    expect(body.docs[0]).toMatchObject({
      text: 'Thêm nguồn',
      verb: 'return',
      author: { name: expect.stringMatching(/Lãnh đạo/) },
    })
  })

  it('comparison shows what was added to the live edition, and what went', async () => {
    await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token(DISTRICT),
      body: { title: 'Có lịch sử mới', body: text('Câu cuối <b>.'), changeNote: 'Sửa' },
    })
    const { body } = await get(DISTRICT, `/api/items/${doc.id}/comparison?with=live`)
    const title = body.passages.find(({ name }: { name: string }) => name === 'title')
    expect(title.parts).toContainEqual({ is: 'added', text: ' mới' })
    const passage = body.passages.find(({ name }: { name: string }) => name === 'body')
    expect(passage.parts).toContainEqual({ is: 'removed', text: 'đầu' })
    expect(passage.parts).toContainEqual({ is: 'added', text: 'cuối' })
    expect(verdict(await get(DISTRICT, `/api/items/${doc.id}/comparison?with=nothing`))).toBe('400 invalid')
  })

  it('preview renders as an edition does, escaped, in a page that runs nothing', async () => {
    const { status, body, headers } = await get(DISTRICT, `/api/items/${doc.id}/preview`)
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(body).toMatch(/Câu cuối &lt;b&gt;\./)
    const spoken = await get(DISTRICT, `/api/items/${doc.id}/preview?format=text`)
    expect(spoken.body).toMatch(/Câu cuối <b>\./)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
  })

  it('a remark may call those who work on the item or above it', async () => {
    const { body } = await get(DISTRICT, `/api/items/${doc.id}/people`)
    const names = body.people.map(({ name }: { name: string }) => name)
    expect(names.some((name: string) => /Lãnh đạo.*Định Hóa/.test(name))).toBe(true)
    expect(names.some((name: string) => /Báo Thái Nguyên/.test(name))).toBe(false)
    expect(Object.keys(body.people[0]).sort()).toEqual(['id', 'name', 'role'])
  })

  it('tells nobody who may not read the item', async () => {
    const secret = await steps.draft('reporter@so-tttt', { title: 'Bản nháp của sở' })
    for (const path of ['history', 'comparison', 'preview', 'people']) {
      expect([path, (await get(DISTRICT, `/api/items/${secret.id}/${path}`)).status]).toEqual([path, 404])
      expect([path, verdict(await loa.rest('GET', `/api/items/${secret.id}/${path}`))]).toEqual([
        path,
        '403 forbidden',
      ])
      expect([path, (await get(DISTRICT, `/api/items/x/${path}`)).status]).toEqual([path, 404])
    }
  })
})

const text = (words: string) => ({
  root: {
    type: 'root',
    format: '',
    indent: 0,
    version: 1,
    direction: 'ltr',
    children: [
      {
        type: 'paragraph',
        format: '',
        indent: 0,
        version: 1,
        direction: 'ltr',
        textFormat: 0,
        children: [
          { type: 'text', text: words, format: 0, detail: 0, mode: 'normal', style: '', version: 1 },
        ],
      },
    ],
  },
})
