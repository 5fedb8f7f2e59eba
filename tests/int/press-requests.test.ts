// Information for the press (plan, II.2.7): who may do what, deadlines, answers that stay, and the sheet on paper.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { escapeHtml } from '../../src/delivery/formats/clean.ts'
import { upload, wav } from '../helpers/files.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { paragraphsOfDocx } from '../helpers/readers.ts'
import { DAY, type Person, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())

const BASE = '/api/press-requests'
const in_ = (days: number) => new Date(Date.now() + days * DAY).toISOString()
const paragraph = (text: string) => ({
  root: {
    type: 'root',
    version: 1,
    direction: null,
    format: '',
    indent: 0,
    children: [
      {
        type: 'paragraph',
        version: 1,
        direction: null,
        format: '',
        indent: 0,
        children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
      },
    ],
  },
})
const question = {
  kind: 'question',
  subject: 'Tiến độ phủ sóng vùng cao',
  newsroom: 'Báo Thái Nguyên',
  question: 'Bao giờ các xóm vùng cao có sóng?',
  receivedAt: in_(-10),
  dueAt: in_(5),
}
const answer = () => ({
  spokesperson: 'Giám đốc Sở',
  reply: paragraph('Trong năm nay.'),
  answeredAt: new Date().toISOString(),
})
const send = async (person: Person, method: string, address: string, body?: object) =>
  loa.rest(method, `${BASE}${address}`, { as: await steps.token(person), body })
const made = async (more: object = {}, person: Person = 'editor@so-tttt') => {
  const { status, body } = await send(person, 'POST', '', { ...question, ...more })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.doc as Record<string, any>
}
const answered = async (more: object = {}) => {
  const doc = await made(more)
  const { status, body } = await send('approver@so-tttt', 'PATCH', `/${doc.id}`, answer())
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.doc as Record<string, any>
}
const stored = (id: string) =>
  steps.query(
    `select to_jsonb(p) - 'updated_at' as row,
            (select count(*)::int from press_requests_corrections c where c._parent_id = p.id) as corrections,
            (select coalesce(jsonb_agg(media_id), '[]') from press_requests_rels r where r.parent_id = p.id) as files
     from press_requests p where id = $1`,
    [id],
  )

describe('who', () => {
  it('reads the log of the own unit and those below it, and nobody else’s', async () => {
    const own = await made()
    const below = await made({}, 'editor@ubnd-dinh-hoa')
    const sees = async (person: Person) => {
      const { body } = await send(person, 'GET', `?where[id][in]=${own.id},${below.id}&depth=0`)
      return body.docs.map(({ id }: { id: string }) => (id === own.id ? 'own' : 'below')).sort()
    }
    expect(await sees('reporter@so-tttt')).toEqual(['below', 'own'])
    expect(await sees('admin@so-tttt')).toEqual(['below', 'own'])
    expect(await sees('reporter@ubnd-dinh-hoa')).toEqual(['below'])
    for (const as of [undefined, `Bearer ${loa.keyOf('portal-dinh-hoa')}`]) {
      expect(verdict(await loa.rest('GET', BASE, { as }))).toBe('403 forbidden')
      expect(verdict(await loa.rest('GET', `${BASE}/${below.id}/sheet`, { as }))).toBe('403 forbidden')
    }
    expect((await send('editor@ubnd-dinh-hoa', 'GET', `/${own.id}/sheet`)).status).toBe(404)
  })

  it('writes: editors, for units of their scope; answers: approvers alone', async () => {
    expect(verdict(await send('reporter@so-tttt', 'POST', '', question))).toBe('403 forbidden')
    const department = await loa.idOf('organizations', 'so-tttt')
    const foreign = { ...question, organization: department }
    expect(verdict(await send('editor@ubnd-dinh-hoa', 'POST', '', foreign))).toBe('403 forbidden')
    const doc = await made()
    const before = await stored(doc.id)
    for (const person of ['editor@so-tttt', 'admin@so-tttt'] as const) {
      expect(verdict(await send(person, 'PATCH', `/${doc.id}`, answer())), person).toBe('403 forbidden')
      expect(verdict(await send(person, 'POST', '', { ...question, ...answer() })), person).toBe(
        '403 forbidden',
      )
    }
    expect(await stored(doc.id)).toEqual(before)
    expect(verdict(await send('approver@ubnd-dinh-hoa', 'PATCH', `/${doc.id}`, answer()))).toBe(
      '403 forbidden',
    )
    expect((await send('approver@so-tttt', 'PATCH', `/${doc.id}`, answer())).status).toBe(200)
  })
})

describe('what is missing', () => {
  it.each([
    [{ newsroom: '' }, 'newsroom'],
    [{ question: ' ' }, 'question'],
    [{ dueAt: null }, 'dueAt'],
    [{ dueAt: in_(-11) }, 'dueAt'],
    [{ kind: 'briefing', event: null }, 'event'],
    [{ subject: null }, 'subject'],
    [{ reply: { root: { type: 'root', children: [{ type: 'iframe' }] } } }, 'reply'],
  ])('%j is told with its place', async (more, path) => {
    const refused = await send('editor@so-tttt', 'POST', '', { ...question, ...more })
    expect(verdict(refused)).toBe('400 invalid')
    expect(refused.body.errors[0].data.path).toBe(path)
  })

  it.each([
    [{ spokesperson: '' }, 'spokesperson'],
    [{ reply: null }, 'reply'],
    [{ answeredAt: in_(1) }, 'answeredAt'],
    [{ answeredAt: in_(-20) }, 'answeredAt'],
  ])('an answer with %j is none', async (more, path) => {
    const doc = await made()
    const refused = await send('approver@so-tttt', 'PATCH', `/${doc.id}`, { ...answer(), ...more })
    expect(verdict(refused)).toBe('400 invalid')
    expect(refused.body.errors[0].data.path).toBe(path)
  })

  it('the file of a briefing belongs to a briefing, which is what the plan counts', async () => {
    const at = (kind: string) =>
      steps.query('select id from events where kind = $1 limit 1', [kind]).then(([row]) => row.id)
    const briefing = { kind: 'briefing', subject: 'Tài liệu giao ban' }
    const wrong = await send('editor@so-tttt', 'POST', '', { ...briefing, event: await at('signing') })
    expect(verdict(wrong)).toBe('400 invalid')
    const right = await send('editor@so-tttt', 'POST', '', { ...briefing, event: await at('press-briefing') })
    expect(verdict(right)).toBe('201 ok')
  })
})

describe('a deadline', () => {
  it('comes near, passes, and is met; the log is looked through by it', async () => {
    const newsroom = `Tòa soạn ${Date.now()}`
    const open = await made({ newsroom, dueAt: in_(3) })
    const soon = await made({ newsroom, dueAt: in_(1) })
    const late = await made({ newsroom, dueAt: in_(-1) })
    const done = await answered({ newsroom, dueAt: in_(-1) })
    const undated = await made({ newsroom, kind: 'statement', dueAt: null })
    const all = [open, soon, late, done, undated]
    expect(all.map(({ state }) => state)).toEqual(['open', 'soon', 'overdue', 'answered', 'open'])
    const found = async (condition: string) => {
      const { status, body } = await send(
        'editor@so-tttt',
        'GET',
        `?where[and][0][newsroom][equals]=${encodeURIComponent(newsroom)}&${condition}&select[subject]=true&sort=createdAt`,
      )
      expect(status).toBe(200)
      return body.docs.map(({ id }: { id: string }) => all.findIndex((one) => one.id === id))
    }
    expect(await found('where[and][1][state][equals]=open')).toEqual([0, 4])
    expect(await found('where[and][1][state][equals]=soon')).toEqual([1])
    expect(await found('where[and][1][state][in]=overdue,answered')).toEqual([2, 3])
    expect(await found('where[and][1][state][not_equals]=answered')).toEqual([0, 1, 2, 4])
    expect(
      await found('where[and][1][or][0][state][equals]=soon&where[and][1][or][1][kind][equals]=statement'),
    ).toEqual([1, 4])
    for (const condition of ['where[state][equals]=x', 'where[state][like]=open', 'where[state][in]=open,x'])
      expect(verdict(await send('editor@so-tttt', 'GET', `?${condition}`)), condition).toBe('400 invalid')
    const { body } = await send('editor@so-tttt', 'GET', `?where[id][equals]=${late.id}&select[state]=true`)
    expect(body.docs[0]).toMatchObject({ id: late.id, state: 'overdue' })
    expect((await send('editor@so-tttt', 'GET', '?sort=state')).status).toBe(200)
  })
})

describe('an answer', () => {
  it('stays as it was given, whoever asks and by whatever way', async () => {
    const doc = await answered()
    const before = await stored(doc.id)
    const change = { reply: paragraph('Khác'), subject: 'Khác', answeredAt: null, dueAt: in_(9) }
    const tries = async () => [
      await send('approver@so-tttt', 'PATCH', `/${doc.id}`, change),
      await send('editor@so-tttt', 'PATCH', `/${doc.id}`, change),
      await send('admin@so-tttt', 'PATCH', `/${doc.id}`, { ...change, corrections: [{ text: 'x' }] }),
      await send('approver@so-tttt', 'PATCH', `/${doc.id}`, { corrections: [{ text: ' ' }] }),
      await send('approver@so-tttt', 'DELETE', `/${doc.id}`),
      await send('admin@so-tttt', 'DELETE', `/${doc.id}`),
      await send('editor@so-tttt', 'POST', `/${doc.id}/duplicate`, {}),
    ]
    for (const refused of await tries()) expect(refused.status).toBeGreaterThanOrEqual(400)
    await send('approver@so-tttt', 'PATCH', `?where[id][equals]=${doc.id}`, change)
    await loa.graphql(
      `mutation { updatePressRequest(id: "${doc.id}", data: { subject: "Khác", answeredAt: null }) { id } }`,
      { as: await steps.token('approver@so-tttt') },
    )
    expect(await stored(doc.id)).toEqual(before)
  })

  it('is corrected by adding to it, with date and author; earlier corrections stay', async () => {
    const doc = await answered()
    const correct = async (corrections: object[], person: Person = 'approver@so-tttt') =>
      send(person, 'PATCH', `/${doc.id}?depth=0`, { corrections, subject: 'Khác' })
    expect(verdict(await correct([{ text: 'Sửa' }], 'editor@so-tttt'))).toBe('403 forbidden')
    const first = (await correct([{ text: 'Con số đúng là 21.', at: in_(-99) }])).body.doc
    expect(first.corrections).toMatchObject([{ text: 'Con số đúng là 21.' }])
    expect(Math.abs(Date.parse(first.corrections[0].at) - Date.now())).toBeLessThan(60_000)
    const approver = (await steps.requestOf('approver@so-tttt')).user?.id
    expect(first.corrections[0].by).toBe(approver)
    // one taken away, one changed and one new: the new one is added
    const [{ id }] = first.corrections
    const second = (await correct([{ id, text: 'Đổi lời' }, { text: 'Thêm.' }])).body.doc
    expect(second.corrections.map(({ text }: { text: string }) => text)).toEqual([
      'Con số đúng là 21.',
      'Thêm.',
    ])
    expect(verdict(await correct([]))).toBe('409 wrong-stage')
    expect(second).toMatchObject({ subject: question.subject, state: 'answered' })
  })

  it('and a change that come at once do not mix, nor do two corrections', async () => {
    const doc = await made()
    const as = await steps.token('approver@so-tttt')
    const patch = (body: object) => loa.rest('PATCH', `${BASE}/${doc.id}?depth=0`, { as, body })
    const results = await Promise.all([
      patch(answer()),
      ...Array.from({ length: 4 }, (_, n) => patch({ subject: `Đổi ${n}` })),
    ])
    const [given] = results
    const [{ row }] = await stored(doc.id)
    expect(given?.status).toBe(200)
    expect(row.subject).toBe(given?.body.doc.subject)
    await Promise.all(Array.from({ length: 4 }, (_, n) => patch({ corrections: [{ text: `Số ${n}` }] })))
    expect((await stored(doc.id))[0].corrections).toBe(4)
  })

  it('keeps the file that the press was given', async () => {
    const as = await steps.token('editor@so-tttt')
    const { status, body } = await upload(loa, {
      as,
      bytes: wav(1),
      name: 'phat-ngon.wav',
      fields: { alt: 'Phát ngôn' },
    })
    expect(status).toBe(201)
    const { id } = body.doc
    await answered({ files: [id] })
    expect(verdict(await loa.rest('DELETE', `/api/media/${id}`, { as }))).toBe('409 in-use')
  })
})

describe('the sheet', () => {
  it('has the head of the unit, question, answer and corrections; nothing in it is run', async () => {
    const attack = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&'
    const doc = await made({ subject: attack, newsroom: attack, contact: attack, question: attack })
    await send('approver@so-tttt', 'PATCH', `/${doc.id}`, {
      ...answer(),
      spokesperson: attack,
      reply: paragraph(attack),
    })
    await send('approver@so-tttt', 'PATCH', `/${doc.id}`, { corrections: [{ text: attack }] })
    const { status, body, headers } = await send('reporter@so-tttt', 'GET', `/${doc.id}/sheet`)
    expect(status).toBe(200)
    const text = String(body)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(text).not.toMatch(/<script|<img/)
    expect(text.split(escapeHtml(attack)).length).toBeGreaterThan(5)
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(text).toMatch(/Sở Thông tin và Truyền thông/)
    expect(text).toMatch(/Ủy ban nhân dân tỉnh Thái Nguyên/)
  })

  it('is a file in the form of official papers too, with all that the reply holds', async () => {
    const attack = '<script>&"\u0001'
    const text = (words: string, format = 0) => ({
      type: 'text',
      version: 1,
      text: words,
      format,
      detail: 0,
      mode: 'normal',
      style: '',
    })
    const block = (type: string, children: object[], more: object = {}) => ({
      type,
      version: 1,
      direction: null,
      format: '',
      indent: 0,
      children,
      ...more,
    })
    const link = block('link', [text('cổng của tỉnh')], {
      id: 'l1',
      fields: { linkType: 'custom', newTab: false, url: 'https://thainguyen.example.vn/1?a=1&b=2' },
    })
    const item = (words: string, value: number) => block('listitem', [text(words)], { value })
    const reply = {
      root: block('root', [
        block('heading', [text('Việc đã làm')], { tag: 'h2' }),
        block('paragraph', [text('Đã phủ '), text('21 xóm', 1), text(', xem '), link]),
        block('list', [item('Võ Nhai', 1), item('Định Hóa', 2)], { listType: 'number', tag: 'ol', start: 1 }),
        block('quote', [text(attack)]),
      ]),
    }
    const doc = await made({ subject: 'Phủ sóng' })
    const given = await send('approver@so-tttt', 'PATCH', `/${doc.id}`, { ...answer(), reply })
    expect(given.status).toBe(200)
    const { handleEndpoints } = await import('payload')
    const file = async (language: string) =>
      handleEndpoints({
        config: loa.config,
        request: new Request(`http://localhost:3000${BASE}/${doc.id}/sheet?format=docx`, {
          headers: {
            authorization: `JWT ${await steps.token('reporter@so-tttt')}`,
            'accept-language': language,
          },
        }),
      })
    const response = await file('vi')
    expect(response.headers.get('content-type')).toMatch(/wordprocessingml/)
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
      'Phiếu trả lời báo chí.docx',
    )
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const paragraphs = paragraphsOfDocx(new Uint8Array(await response.arrayBuffer()))
    expect(paragraphs).toEqual(
      expect.arrayContaining([
        'ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN',
        'SỞ THÔNG TIN VÀ TRUYỀN THÔNG',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Số: …/…',
        'TRẢ LỜI BẰNG VĂN BẢN',
        'Cơ quan báo chí: Báo Thái Nguyên',
        'Bao giờ các xóm vùng cao có sóng?',
        'Việc đã làm',
        'Đã phủ 21 xóm, xem cổng của tỉnh (https://thainguyen.example.vn/1?a=1&amp;b=2)',
        '1. Võ Nhai',
        '2. Định Hóa',
        '&lt;script&gt;&amp;&quot;',
        '- Báo Thái Nguyên;',
        '[QUYỀN HẠN, CHỨC VỤ]',
      ]),
    )
    const english = paragraphsOfDocx(new Uint8Array(await (await file('en')).arrayBuffer()))
    expect(english).toContain('SOCIALIST REPUBLIC OF VIET NAM')
    expect(verdict(await send('reporter@so-tttt', 'GET', `/${doc.id}/sheet?format=rtf`))).toBe('400 invalid')
    expect((await send('editor@ubnd-dinh-hoa', 'GET', `/${doc.id}/sheet?format=docx`)).status).toBe(404)
  })

  it('is of the year that it was in Việt Nam, wherever the server stands', async () => {
    const doc = await made({ receivedAt: '2025-12-30T01:00:00Z' })
    const sent = { ...answer(), answeredAt: '2025-12-31T18:00:00Z' }
    expect((await send('approver@so-tttt', 'PATCH', `/${doc.id}`, sent)).status).toBe(200)
    const { body } = await send('editor@so-tttt', 'GET', `/${doc.id}/sheet`)
    expect(String(body)).toMatch(/tháng … năm 2026/)
  })

  it('says so when there is no answer yet', async () => {
    const doc = await made()
    const { body } = await send('editor@so-tttt', 'GET', `/${doc.id}/sheet`)
    expect(String(body)).toContain('(chưa trả lời)')
    expect((await send('editor@so-tttt', 'GET', '/x/sheet')).status).toBe(404)
  })
})
