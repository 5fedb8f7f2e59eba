// Urgent items without approval, two steps of approval, comments and the log as a file.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { PEER } from '../../src/http/rememberPeer.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let outlet: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  outlet = (await steps.newOutlet({ channel: 'screen', organization: 'ubnd-dinh-hoa' })).id
})
afterAll(() => loa.stop())

const REPORTER = 'reporter@ubnd-dinh-hoa'
const APPROVER = 'approver@ubnd-dinh-hoa'
const DEPARTMENT = 'approver@so-tttt'

const draft = (title: string, more: object = {}) =>
  steps.draft(REPORTER, { title, outlets: [outlet], kind: 'led', ...more })

describe('an urgent item', () => {
  it('is published by an approver with a reason, and stays flagged until a second one confirms', async () => {
    const doc = await draft('Cảnh báo mưa lớn', { priority: 'urgent' })
    expect(verdict(await steps.act(APPROVER, 'force', doc))).toBe('400 invalid')
    expect(verdict(await steps.act(REPORTER, 'force', doc, { comment: 'gấp' }))).toBe('403 forbidden')
    const forced = await steps.must(APPROVER, 'force', doc, { comment: 'mưa lớn trong đêm' })
    expect(forced).toMatchObject({ stage: 'published', live: true })
    expect(forced.forcedBy).toBeTruthy()
    expect((await steps.liveOf(doc.id)).editions).toHaveLength(1)

    expect(verdict(await steps.act(APPROVER, 'confirm', forced))).toBe('403 own-item')
    const confirmed = await steps.must(DEPARTMENT, 'confirm', forced)
    expect(confirmed).toMatchObject({ stage: 'published', live: true, forcedBy: null })
    // nothing changed for portals
    expect((await steps.liveOf(doc.id)).editions).toHaveLength(1)
    expect(verdict(await steps.act(DEPARTMENT, 'confirm', confirmed))).toBe('403 forbidden')
  })

  it('can be listed while it waits, and retracted instead', async () => {
    const doc = await draft('Cảnh báo lũ', { priority: 'urgent' })
    const forced = await steps.must(APPROVER, 'force', doc, { comment: 'lũ về' })
    const listed = await loa.rest('GET', '/api/items?where[forcedBy][exists]=true&depth=0', {
      as: await steps.token(DEPARTMENT),
    })
    expect(listed.body.docs.map(({ id }: { id: string }) => id)).toContain(doc.id)
    expect(await steps.must(DEPARTMENT, 'retract', forced, { comment: 'chưa kiểm chứng' })).toMatchObject({
      stage: 'retracted',
      forcedBy: null,
    })
  })

  it('not on an outlet of another branch, whose owner has not been asked', async () => {
    const foreign = await loa.idOf('outlets', 'bao-thai-nguyen')
    const doc = await draft('Cảnh báo gửi báo tỉnh', { priority: 'urgent', outlets: [outlet, foreign] })
    expect(verdict(await steps.act(APPROVER, 'force', doc, { comment: 'gấp' }))).toBe('403 forbidden')
    expect((await steps.liveOf(doc.id)).editions).toEqual([])
    // the department stands above both
    expect((await steps.must(DEPARTMENT, 'force', doc, { comment: 'gấp' })).stage).toBe('published')
  })

  it('only an urgent one', async () => {
    const doc = await draft('Tin thường')
    expect(verdict(await steps.act(APPROVER, 'force', doc, { comment: 'vội' }))).toBe('403 forbidden')
    expect((await steps.liveOf(doc.id)).editions).toEqual([])
  })
})

describe('two steps of approval', () => {
  const ask = async (needsSecondApproval: boolean) =>
    loa.payload.update({
      collection: 'organizations',
      id: await loa.idOf('organizations', 'ubnd-dinh-hoa'),
      data: { needsSecondApproval },
      overrideAccess: true,
    })

  it('the unit first, then the department, by two people', async () => {
    await ask(true)
    try {
      const submitted = await steps.must(REPORTER, 'submit', await draft('Cần hai lần duyệt'))
      expect(verdict(await steps.act(DEPARTMENT, 'approve', submitted))).toBe('409 wrong-stage')
      const once = await steps.must(APPROVER, 'approve', submitted)
      expect(once.stage).toBe('submitted')
      expect(verdict(await steps.act(APPROVER, 'publish', once))).toBe('409 wrong-stage')
      expect(verdict(await steps.act(APPROVER, 'approve', once))).toBe('409 wrong-stage')
      expect((await steps.must(DEPARTMENT, 'approve', once)).stage).toBe('approved')
    } finally {
      await ask(false)
    }
  })

  it('a change of text in between asks the unit again', async () => {
    await ask(true)
    try {
      const submitted = await steps.must(REPORTER, 'submit', await draft('Sửa giữa chừng'))
      const once = await steps.must(APPROVER, 'approve', submitted)
      const edited = await loa.rest('PATCH', `/api/items/${once.id}?depth=0`, {
        as: await steps.token('editor@ubnd-dinh-hoa'),
        body: { summary: 'Đã sửa' },
      })
      expect(edited.body.doc).toMatchObject({ stage: 'submitted', approvals: [] })
      expect(verdict(await steps.act(DEPARTMENT, 'approve', edited.body.doc))).toBe('409 wrong-stage')
    } finally {
      await ask(false)
    }
  })
})

describe('comments', () => {
  it('are signed, kept with the reasons of transitions, and read by whoever may read the item', async () => {
    const submitted = await steps.must(REPORTER, 'submit', await draft('Có trao đổi'))
    const asked = await loa.rest('POST', '/api/comments?depth=0', {
      as: await steps.token(APPROVER),
      body: { item: submitted.id, text: 'Nguồn số liệu?', author: submitted.author, verb: 'approve' },
    })
    expect(asked.body.doc).toMatchObject({ text: 'Nguồn số liệu?', verb: null })
    expect(asked.body.doc.author).not.toBe(submitted.author)
    await steps.must(APPROVER, 'return', submitted, { comment: 'Bổ sung nguồn' })
    const where = `/api/comments?where[item][equals]=${submitted.id}&depth=0&sort=createdAt`
    const read = async (person: Parameters<typeof steps.token>[0]) =>
      (await loa.rest('GET', where, { as: await steps.token(person) })).body.docs.map(
        ({ text }: { text: string }) => text,
      )
    expect(await read(REPORTER)).toEqual(['Nguồn số liệu?', 'Bổ sung nguồn'])
    expect(await read('editor@bao-thai-nguyen')).toEqual([])
    const foreign = await loa.rest('POST', '/api/comments', {
      as: await steps.token('editor@bao-thai-nguyen'),
      body: { item: submitted.id, text: 'x' },
    })
    expect(verdict(foreign)).toBe('403 forbidden')
    const changed = await loa.rest('PATCH', `/api/comments/${asked.body.doc.id}`, {
      as: await steps.token(APPROVER),
      body: { text: 'y' },
    })
    expect(verdict(changed)).toBe('403 forbidden')
    // nor does the owner of an outlet it is for, while it is a draft
    const offered = await draft('Sẽ gửi báo tỉnh', {
      outlets: [await loa.idOf('outlets', 'bao-thai-nguyen')],
    })
    const remark = { item: offered.id, text: 'Còn soạn' }
    await loa.rest('POST', '/api/comments', { as: await steps.token(REPORTER), body: remark })
    const seen = async () =>
      (
        await loa.rest('GET', `/api/comments?where[item][equals]=${offered.id}`, {
          as: await steps.token('approver@bao-thai-nguyen'),
        })
      ).body.totalDocs
    expect(await seen()).toBe(0)
    await steps.must(REPORTER, 'submit', offered)
    expect(await seen()).toBe(1)
    // a draft goes with its comments
    const gone = await loa.rest('DELETE', `/api/items/${submitted.id}`, { as: await steps.token(REPORTER) })
    expect(gone.status).toBe(200)
    expect(await read(REPORTER)).toEqual([])
  })
})

describe('mentions', () => {
  it('show a remark to who is mentioned, whatever the branch, and name only people', async () => {
    const doc = await draft('Cần ý kiến')
    const { user } = await steps.requestOf('editor@bao-thai-nguyen')
    const remark = async (mentions: unknown) =>
      loa.rest('POST', '/api/comments?depth=0', {
        as: await steps.token(REPORTER),
        body: { item: doc.id, text: 'Nhờ báo tỉnh xem giúp', mentions },
      })
    const made = await remark([user?.id])
    expect(made.body.doc.mentions).toEqual([user?.id])
    const seen = async (person: Parameters<typeof steps.token>[0]) =>
      (
        await loa.rest('GET', `/api/comments?where[mentions][in]=${user?.id}`, {
          as: await steps.token(person),
        })
      ).body.docs.map(({ id }: { id: string }) => id)
    expect(await seen('editor@bao-thai-nguyen')).toEqual([made.body.doc.id])
    expect(await seen('approver@bao-thai-nguyen')).toEqual([])
    expect(verdict(await remark([doc.id]))).toBe('400 invalid')
  })
})

describe('the audit log', () => {
  it('is read by approvers of the scope and admins; others see what they did themselves', async () => {
    const doc = await steps.must(REPORTER, 'submit', await draft('Ai đọc nhật ký'))
    await steps.must(APPROVER, 'return', doc, { comment: 'Sửa' })
    const seen = async (person: Parameters<typeof steps.token>[0]) =>
      (
        await loa.rest('GET', `/api/audit-log?where[item][equals]=${doc.id}&sort=at`, {
          as: await steps.token(person),
        })
      ).body.docs?.map(({ verb }: { verb: string }) => verb)
    for (const person of [APPROVER, DEPARTMENT, 'admin@so-tttt'] as const)
      expect(`${person} ${await seen(person)}`).toBe(`${person} submit,return`)
    expect(await seen(REPORTER)).toEqual(['submit'])
    expect(await seen('approver@bao-thai-nguyen')).toEqual([])
    const stranger = await loa.rest('GET', '/api/audit-log', { as: `Bearer ${loa.keyOf('led-dinh-hoa')}` })
    expect(stranger.status).toBe(403)
  })

  describe('tells from where', () => {
    afterEach(() => vi.unstubAllEnvs())
    const written = '198.51.100.7'
    it.each([
      { proxies: '0', forwarded: written, address: '203.0.113.1' },
      { proxies: '0', address: '203.0.113.1' },
      { proxies: '1', forwarded: `${written}, 203.0.113.2`, address: '203.0.113.2' },
      { proxies: '2', forwarded: `${written}, 203.0.113.2, 10.0.0.5`, address: '203.0.113.2' },
      { proxies: '2', forwarded: written, address: '203.0.113.1' },
      // of a person, where a limit counts the whole network
      { proxies: '1', forwarded: `${written}, 2001:DB8:1:2:3::4`, address: '2001:db8:1:2:3::4' },
    ])('%j', async ({ proxies, forwarded, address }) => {
      vi.stubEnv('TRUSTED_PROXIES', proxies)
      const headers: Record<string, string> = { [PEER]: '203.0.113.1' }
      if (forwarded) headers['x-forwarded-for'] = forwarded
      const doc = await draft('Từ đâu')
      expect(verdict(await steps.act(REPORTER, 'submit', doc, {}, headers))).toBe('200 ok')
      const again = await draft('Bỏ đi')
      const deletedAt = new Date().toISOString()
      const as = await steps.token(REPORTER)
      await loa.rest('PATCH', `/api/items/${again.id}`, { as, body: { deletedAt }, headers })
      const log = await steps.query('select verb, ip from audit_log where item_id = any($1) order by at', [
        [doc.id, again.id],
      ])
      expect(log).toEqual([
        { verb: 'submit', ip: address },
        { verb: 'trash', ip: address },
      ])
    })
  })

  it('as CSV: only what the reader may read, formulas defused', async () => {
    const doc = await draft('=HYPERLINK("http://x")')
    await steps.must(REPORTER, 'submit', doc)
    const ask = async (person: Parameters<typeof steps.token>[0], query = '') =>
      loa.rest<string>('GET', `/api/audit-log/export.csv${query}`, { as: await steps.token(person) })
    const { status, body, headers } = await ask(APPROVER)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('text/csv')
    expect(body.replace('\uFEFF', '').split('\r\n')[0]).toBe(
      'at,title,item,verb,from,to,user,revision,comment,overrideReason,ip',
    )
    expect(body).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect((await ask('approver@bao-thai-nguyen')).body).not.toContain('HYPERLINK')
    expect((await ask(APPROVER, '?from=2100-01-01T00:00:00Z')).body.trim().split('\r\n')).toHaveLength(1)
    expect(verdict((await ask(APPROVER, '?from=never')) as never)).toBe('400 invalid')
    const stranger = await loa.rest('GET', '/api/audit-log/export.csv', {
      as: `Bearer ${loa.keyOf('led-dinh-hoa')}`,
    })
    expect(verdict(stranger)).toBe('403 forbidden')
  })
})
