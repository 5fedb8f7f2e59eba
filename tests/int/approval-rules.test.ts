// The rules of a transition that depend on more than stage and role: own items, the revision that was read,
// frozen text, bad requests. Every refusal leaves every row as it was.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { codeOf, type Doc, LEAK, type Person, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let outlet: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  outlet = (await steps.newOutlet({ channel: 'screen', organization: 'so-tttt' })).id
})
afterAll(() => loa.stop())

const item = (stage: Parameters<Steps['itemAt']>[0]['stage'], others: Record<string, unknown> = {}) =>
  steps.itemAt({ stage, title: 'Bài thử quy tắc', outlets: [outlet], ...others })

const patch = async (person: Person, id: string, body: unknown) =>
  loa.rest('PATCH', `/api/items/${id}`, { as: await steps.token(person), body })

describe('nobody approves what is his or her own', () => {
  it('not the author', async () => {
    const doc = await item('submitted', { author: 'approver@so-tttt' })
    const before = await steps.traceOf(doc.id)
    expect(verdict(await steps.act('approver@so-tttt', 'approve', doc))).toBe('403 own-item')
    expect(await steps.traceOf(doc.id)).toEqual(before)
    expect((await steps.must('approver2@so-tttt', 'approve', doc)).stage).toBe('approved')
  })

  it('not whoever submitted it, whatever role that person has now', async () => {
    const doc = await item('draft')
    const submitted = await steps.must('editor@so-tttt', 'submit', doc)
    const [{ id }] = await steps.query(
      'select submitted_by_id as id from items where id = $1 union all select version_submitted_by_id from _items_v where parent_id = $1 and latest limit 2 offset 1',
      [doc.id],
    )
    await loa.payload.update({ collection: 'users', id, data: { role: 'approver' }, overrideAccess: true })
    try {
      expect(verdict(await steps.act('editor@so-tttt', 'approve', submitted))).toBe('403 own-item')
    } finally {
      await loa.payload.update({ collection: 'users', id, data: { role: 'editor' }, overrideAccess: true })
    }
  })

  it('not whoever rewrote the text after it was submitted', async () => {
    const doc = await item('submitted')
    const { status, body } = await patch('approver@so-tttt', doc.id, { title: 'Viết lại hẳn' })
    expect(status).toBe(200)
    expect(body.doc.stage).toBe('submitted')
    expect(verdict(await steps.act('approver@so-tttt', 'approve', body.doc))).toBe('403 own-item')
    expect((await steps.must('approver2@so-tttt', 'approve', body.doc)).stage).toBe('approved')
  })

  it('not whoever rewrote it while it was a draft, nor whoever brought an old text back', async () => {
    const doc = await item('draft')
    await patch('approver@so-tttt', doc.id, { title: 'Lần sửa thứ nhất' })
    const rewritten = await steps.latest(doc.id)
    const submitted = await steps.must('reporter@so-tttt', 'submit', rewritten)
    expect(verdict(await steps.act('approver@so-tttt', 'approve', submitted))).toBe('403 own-item')

    const { body } = await loa.rest(
      'GET',
      `/api/items/versions?where[parent][equals]=${doc.id}&sort=createdAt&limit=1`,
      {
        as: await steps.token('approver2@so-tttt'),
      },
    )
    const restored = await loa.rest('POST', `/api/items/versions/${body.docs[0].id}`, {
      as: await steps.token('approver2@so-tttt'),
    })
    expect(restored.status).toBe(200)
    const now = await steps.latest(doc.id)
    expect(now.title).toBe('Bài thử quy tắc')
    expect(verdict(await steps.act('approver2@so-tttt', 'approve', now))).toBe('403 own-item')
  })

  it('but saving without a change makes nobody a contributor', async () => {
    const doc = await item('submitted')
    const { body } = await patch('approver@so-tttt', doc.id, { title: 'Bài thử quy tắc' })
    expect(body.doc.revision).toBe(doc.revision)
    expect((await steps.must('approver@so-tttt', 'approve', doc)).stage).toBe('approved')
  })
})

describe('a transition names the revision that was read', () => {
  it.each(['approve', 'return'] as const)('%s of an older text is stale', async (verb) => {
    const doc = await item('submitted')
    await patch('editor@so-tttt', doc.id, { title: 'Đã đổi trong lúc đó' })
    const before = await steps.traceOf(doc.id)
    const answer = await steps.act('approver@so-tttt', verb, doc, { comment: 'x' })
    expect(verdict(answer)).toBe('409 stale-revision')
    expect(answer.body.errors[0].data.revision).toBe((await steps.latest(doc.id)).revision)
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })

  it('of two approvers at the same moment one wins, and the other is told', async () => {
    const doc = await item('submitted')
    const answers = await Promise.all([
      steps.act('approver@so-tttt', 'approve', doc),
      steps.act('approver2@so-tttt', 'return', doc, { comment: 'Chưa được' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await steps.traceOf(doc.id)).audits).toBe(2)
  })

  it('of a save and an approval at the same moment, what is approved is what was read', async () => {
    const doc = await item('submitted')
    const [saved, approved] = await Promise.all([
      patch('editor@so-tttt', doc.id, { title: 'Sửa đúng lúc duyệt' }),
      steps.act('approver@so-tttt', 'approve', doc),
    ])
    const latest = await steps.latest(doc.id)
    if (approved.status === 200) {
      expect(latest).toMatchObject({ stage: 'approved', title: 'Bài thử quy tắc' })
      expect(saved.status).toBe(409)
    } else {
      expect(verdict(approved)).toBe('409 stale-revision')
      expect(latest).toMatchObject({ stage: 'submitted', title: 'Sửa đúng lúc duyệt' })
    }
  })
})

describe('text is frozen', () => {
  it('after submitting, for its author', async () => {
    const doc = await item('submitted')
    const before = await steps.traceOf(doc.id)
    expect(verdict(await patch('reporter@so-tttt', doc.id, { title: 'Sửa lén' }))).toBe('409 wrong-stage')
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })

  it.each(['approved', 'scheduled'] as const)('when %s, for everybody', async (stage) => {
    const doc = await item(stage)
    const before = await steps.traceOf(doc.id)
    for (const person of [
      'reporter@so-tttt',
      'editor@so-tttt',
      'approver@so-tttt',
      'admin@so-tttt',
    ] as const) {
      expect(verdict(await patch(person, doc.id, { title: 'Sửa lén' }))).toBe('409 wrong-stage')
      expect(verdict(await patch(person, doc.id, { publishAt: new Date().toISOString() }))).toBe(
        '409 wrong-stage',
      )
    }
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })

  it('until it is withdrawn; then the approval is gone', async () => {
    const doc = await item('approved')
    const withdrawn = await steps.must('editor@so-tttt', 'withdraw', doc)
    expect(withdrawn).toMatchObject({ stage: 'draft', approvals: [] })
    expect((await patch('reporter@so-tttt', doc.id, { title: 'Bản sửa' })).status).toBe(200)
    expect(verdict(await steps.act('approver@so-tttt', 'publish', await steps.latest(doc.id)))).toBe(
      '409 wrong-stage',
    )
  })
})

describe('what is asked badly', () => {
  let doc: Doc
  let before: unknown
  beforeAll(async () => {
    doc = await item('submitted')
    before = await steps.traceOf(doc.id)
  })

  const post = async (path: string, body: unknown, person: Person = 'approver@so-tttt') =>
    loa.rest('POST', `/api/items/${path}`, { as: await steps.token(person), body })

  it.each([
    ['an unknown action', 'ID/approve-all', {}, '400 invalid', 'action'],
    ['an action of every object', 'ID/constructor', {}, '400 invalid', 'action'],
    ['no revision', 'ID/approve', {}, '400 invalid', 'revision'],
    ['a revision that is no text', 'ID/approve', { revision: 1 }, '400 invalid', 'revision'],
    ['no body', 'ID/approve', undefined, '400 invalid', 'revision'],
    ['malformed JSON', 'ID/approve', '{"revision":', '400 invalid', 'body'],
    ['JSON that is no object', 'ID/approve', '"text"', '400 invalid', undefined],
    ['JSON null', 'ID/approve', 'null', '400 invalid', undefined],
    [
      'a date without a zone',
      'ID/approve',
      { revision: 'REV', publishAt: '2026-01-01T08:00' },
      '400 invalid',
      'publishAt',
    ],
    ['a date that is none', 'ID/approve', { revision: 'REV', publishAt: 'mai' }, '400 invalid', 'publishAt'],
    [
      'an override without a reason',
      'ID/approve',
      { revision: 'REV', override: { reason: ' ' } },
      '400 invalid',
      'override.reason',
    ],
    ['a return without a comment', 'ID/return', { revision: 'REV' }, '400 invalid', 'comment'],
    [
      'a return with an empty comment',
      'ID/return',
      { revision: 'REV', comment: '   ' },
      '400 invalid',
      'comment',
    ],
    ['a comment with a NUL', 'ID/return', { revision: 'REV', comment: 'a\u0000b' }, '400 invalid', undefined],
    [
      'an item that is not',
      '01890000-0000-7000-8000-000000000000/approve',
      { revision: 'x' },
      '404 not-found',
      undefined,
    ],
    ['an id that is none', 'khong-co/approve', { revision: 'x' }, '404 not-found', undefined],
    [
      'an id with SQL in it',
      `${encodeURIComponent("' or 1=1 --")}/approve`,
      { revision: 'x' },
      '404 not-found',
      undefined,
    ],
  ])('%s', async (_name, path, body, expected, field) => {
    const filled =
      body && typeof body === 'object' ? JSON.parse(JSON.stringify(body).replace('REV', doc.revision)) : body
    const answer = await post(path.replace('ID', doc.id), filled)
    expect(verdict(answer)).toBe(expected)
    if (field) expect(answer.body.errors[0].data.path).toBe(field)
    expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })

  it('retract without a comment', async () => {
    const published = await item('published')
    const live = await steps.traceOf(published.id)
    const answer = await post(`${published.id}/retract`, { revision: published.revision })
    expect(verdict(answer)).toBe('400 invalid')
    expect(answer.body.errors[0].data.path).toBe('comment')
    expect(await steps.traceOf(published.id)).toEqual(live)
  })

  it('without a person: strangers, keys, a forged token', async () => {
    const body = { revision: doc.revision }
    const address = `/api/items/${doc.id}/approve`
    expect(verdict(await loa.rest('POST', address, { body }))).toBe('403 forbidden')
    expect(verdict(await loa.rest('POST', address, { body, as: `Bearer ${loa.keyOf('portal-tinh')}` }))).toBe(
      '403 forbidden',
    )
    expect(verdict(await loa.rest('POST', address, { body, as: `JWT ${'e30.'.repeat(3)}` }))).toBe(
      '403 forbidden',
    )
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })

  it('in the language of the caller: Vietnamese, and English where it is asked for', async () => {
    const vi = await post(`${doc.id}/submit`, { revision: doc.revision })
    expect(vi.body.errors[0].message).toMatch(/biên tập viên/)
    const as = await steps.token('approver@so-tttt')
    const en = await loa.rest('POST', `/api/items/${doc.id}/submit`, {
      as,
      body: { revision: doc.revision },
      headers: { 'accept-language': 'en' },
    })
    expect(codeOf(en)).toBe('forbidden')
    expect(en.body.errors[0].message).toMatch(/author|editor/i)
    const de = await loa.rest('POST', `/api/items/${doc.id}/submit`, {
      as,
      body: { revision: doc.revision },
      headers: { 'accept-language': 'de-DE,de;q=0.9' },
    })
    expect(de.body.errors[0].message).toBe(vi.body.errors[0].message)
  })
})

describe('GraphQL transitionItem', () => {
  const mutate = async (person: Person | null, args: string, headers = {}) =>
    loa.graphql(`mutation { transitionItem(${args}) { id stage revision } }`, {
      as: person ? await steps.token(person) : undefined,
      headers,
    })
  const graphCode = (answer: { body: any }) => answer.body.errors?.[0]?.extensions?.data?.code

  it('makes the same transitions', async () => {
    const doc = await item('submitted')
    const { body } = await mutate(
      'approver@so-tttt',
      `id: "${doc.id}", action: "approve", revision: "${doc.revision}"`,
    )
    expect(body.data.transitionItem).toMatchObject({ id: doc.id, stage: 'approved' })
  })

  it('refuses with the same codes', async () => {
    const doc = await item('submitted', { author: 'approver@so-tttt' })
    const before = await steps.traceOf(doc.id)
    const named = (action: string, revision = doc.revision) =>
      `id: "${doc.id}", action: "${action}", revision: "${revision}"`
    expect(graphCode(await mutate('approver@so-tttt', named('approve')))).toBe('own-item')
    expect(graphCode(await mutate('approver2@so-tttt', named('approve', 'older')))).toBe('stale-revision')
    expect(graphCode(await mutate('approver2@so-tttt', named('publish')))).toBe('wrong-stage')
    expect(graphCode(await mutate('approver2@so-tttt', named('nothing')))).toBe('invalid')
    expect(graphCode(await mutate('approver2@so-tttt', named('return')))).toBe('invalid')
    expect(graphCode(await mutate(null, named('approve')))).toBe('forbidden')
    expect(
      graphCode(await mutate('approver2@so-tttt', `id: "nothing", action: "approve", revision: "x"`)),
    ).toBe('not-found')
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })
})
