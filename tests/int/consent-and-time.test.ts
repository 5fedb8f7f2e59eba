// Outlets of another branch, closed outlets and lines, and items that wait for their time.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishDue } from '../../src/worker/publishDue.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Doc, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())

const dateOf = (at: Date) => `${at.toISOString().slice(0, 10)}T12:00:00.000Z`

describe('an outlet of another branch', () => {
  const offered = (outlets: string[]) =>
    steps.itemAt({
      stage: 'submitted',
      title: 'Định Hóa gửi báo tỉnh',
      author: 'reporter@ubnd-dinh-hoa',
      outlets,
    })

  it('needs the yes of its owner: own approver first, owner second', async () => {
    const { id: press } = await steps.newOutlet({ organization: 'bao-thai-nguyen' })
    const doc = await offered([press])
    const first = await steps.must('approver@ubnd-dinh-hoa', 'approve', doc)
    expect(first).toMatchObject({ stage: 'submitted', live: false })
    expect(first.approvals).toHaveLength(1)
    // nothing may be published on half a consent
    expect(verdict(await steps.act('approver@ubnd-dinh-hoa', 'publish', first))).toBe('409 wrong-stage')
    expect(verdict(await steps.act('approver@ubnd-dinh-hoa', 'approve', first))).toBe('409 wrong-stage')
    // a foreign approver of neither branch has no say
    expect(verdict(await steps.act('approver@trung-tam-thong-tin', 'approve', first))).toBe('403 forbidden')
    const second = await steps.must('approver@bao-thai-nguyen', 'approve', first)
    expect(second.stage).toBe('approved')
    expect(second.approvals).toHaveLength(2)
    expect((await steps.must('approver@ubnd-dinh-hoa', 'publish', second)).stage).toBe('published')
  })

  it('in the other order too', async () => {
    const { id: press } = await steps.newOutlet({ organization: 'bao-thai-nguyen' })
    const doc = await offered([press])
    const first = await steps.must('approver@bao-thai-nguyen', 'approve', doc)
    expect(first.stage).toBe('submitted')
    expect((await steps.must('approver@ubnd-dinh-hoa', 'approve', first)).stage).toBe('approved')
  })

  it('or of the department, which stands above both; alone it is enough', async () => {
    const { id: portal } = await steps.newOutlet({ channel: 'portal', organization: 'trung-tam-thong-tin' })
    const doc = await offered([portal])
    const first = await steps.must('approver@ubnd-dinh-hoa', 'approve', doc)
    expect(first.stage).toBe('submitted')
    expect((await steps.must('approver@so-tttt', 'approve', first)).stage).toBe('approved')
    expect((await steps.must('approver@so-tttt', 'approve', await offered([portal]))).stage).toBe('approved')
  })

  it('each of several owners', async () => {
    const { id: press } = await steps.newOutlet({ organization: 'bao-thai-nguyen' })
    const { id: portal } = await steps.newOutlet({ channel: 'portal', organization: 'trung-tam-thong-tin' })
    let doc = await offered([press, portal])
    doc = await steps.must('approver@ubnd-dinh-hoa', 'approve', doc)
    doc = await steps.must('approver@bao-thai-nguyen', 'approve', doc)
    expect(doc.stage).toBe('submitted')
    doc = await steps.must('approver@trung-tam-thong-tin', 'approve', doc)
    expect(doc.stage).toBe('approved')
  })

  it('a yes to an earlier text is no yes to this one', async () => {
    const { id: press } = await steps.newOutlet({ organization: 'bao-thai-nguyen' })
    const doc = await steps.must('approver@bao-thai-nguyen', 'approve', await offered([press]))
    await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token('editor@ubnd-dinh-hoa'),
      body: { title: 'Đã đổi' },
    })
    const changed = await steps.must('approver@ubnd-dinh-hoa', 'approve', await steps.latest(doc.id))
    expect(changed.stage).toBe('submitted')
    expect((await steps.must('approver@bao-thai-nguyen', 'approve', changed)).stage).toBe('approved')
  })

  it('its owner can open what is offered, what it would take, and what may be done', async () => {
    const { id: press } = await steps.newOutlet({ organization: 'bao-thai-nguyen' })
    const doc = await offered([press])
    const as = await steps.token('approver@bao-thai-nguyen')
    const list = await loa.rest('GET', `/api/items?draft=true&where[id][equals]=${doc.id}`, { as })
    expect(list.body.totalDocs).toBe(1)
    for (const rest of ['?draft=true', '/actions', '/quota']) {
      expect(`${rest} ${(await loa.rest('GET', `/api/items/${doc.id}${rest}`, { as })).status}`).toBe(
        `${rest} 200`,
      )
    }
  })

  it('sees no draft that is not yet offered', async () => {
    const { id: press } = await steps.newOutlet({ organization: 'bao-thai-nguyen' })
    const doc = await steps.itemAt({
      stage: 'draft',
      title: 'Còn soạn',
      author: 'reporter@ubnd-dinh-hoa',
      outlets: [press],
    })
    const as = await steps.token('approver@bao-thai-nguyen')
    expect((await loa.rest('GET', `/api/items/${doc.id}?draft=true`, { as })).status).toBe(404)
    expect(
      (await loa.rest('GET', `/api/items?draft=true&where[id][equals]=${doc.id}`, { as })).body.totalDocs,
    ).toBe(0)
  })
})

describe('what is closed', () => {
  it('a line, for a date outside it and after it has ended for good', async () => {
    const yesterday = new Date(Date.now() - DAY)
    const line = await loa.payload.create({
      collection: 'lines',
      data: {
        code: 'LX',
        title: 'Tuyến đã đóng',
        plan: await loa.idOf('plans', 'TN-CDS-2024-2025'),
        opensOn: dateOf(new Date(Date.now() - 9 * DAY)),
        closesOn: dateOf(new Date(Date.now() - 3 * DAY)),
      },
      overrideAccess: true,
    })
    const { id: press } = await steps.newOutlet()
    const common = { line: line.id, outlets: [press], kind: 'article', title: 'Bài theo tuyến' }
    const late = await steps.itemAt({ stage: 'draft', publishAt: yesterday.toISOString(), ...common })
    const before = await steps.traceOf(late.id)
    const refused = await steps.act('reporter@so-tttt', 'submit', late)
    expect(verdict(refused)).toBe('409 line-closed')
    expect(refused.body.errors[0].data).toMatchObject({
      line: 'LX',
      opensOn: expect.any(String),
      closesOn: expect.any(String),
    })
    expect(await steps.traceOf(late.id)).toEqual(before)
    expect(
      verdict(
        await steps.act('reporter@so-tttt', 'submit', await steps.itemAt({ stage: 'draft', ...common })),
      ),
    ).toBe('409 line-closed')
    // a newspaper ran it while the line was open, and that is recorded today
    const inTime = await steps.itemAt({
      stage: 'published',
      publishAt: new Date(Date.now() - 5 * DAY).toISOString(),
      ...common,
    })
    expect(inTime.stage).toBe('published')
  })

  it('a line or an outlet that is not open yet, though the item was planned for a day on which it is', async () => {
    const inDays = (days: number) => new Date(Date.now() + days * DAY)
    const line = await loa.payload.create({
      collection: 'lines',
      data: {
        code: 'LY',
        title: 'Tuyến sắp mở',
        plan: await loa.idOf('plans', 'TN-CDS-2024-2025'),
        opensOn: dateOf(inDays(3)),
        closesOn: dateOf(inDays(9)),
      },
      overrideAccess: true,
    })
    const { id: open } = await steps.newOutlet({ channel: 'portal' })
    const { id: unopened } = await steps.newOutlet({ channel: 'portal', opensOn: dateOf(inDays(3)) })
    for (const [code, where] of [
      ['line-closed', { line: line.id, outlets: [open] }],
      ['outlet-closed', { outlets: [unopened] }],
    ] as const) {
      const doc = await steps.itemAt({
        stage: 'scheduled',
        title: 'Đăng sớm',
        publishAt: inDays(5).toISOString(),
        priority: 'urgent',
        ...where,
      })
      const before = await steps.traceOf(doc.id)
      expect(verdict(await steps.act('editor@so-tttt', 'publish', doc))).toBe(`409 ${code}`)
      expect(await steps.traceOf(doc.id)).toEqual(before)
      const later = { publishAt: inDays(6).toISOString() }
      const moved = await steps.must('editor@so-tttt', 'publish', doc, later)
      expect(moved).toMatchObject({ stage: 'scheduled', publishAt: later.publishAt })
      const withdrawn = await steps.must('editor@so-tttt', 'withdraw', moved)
      const forced = await steps.act('approver@so-tttt', 'force' as never, withdrawn, { comment: 'Gấp' })
      expect(verdict(forced)).toBe(`409 ${code}`)
    }
  })

  it('a line or a portal that has closed, though an earlier day is claimed: a portal shows it now', async () => {
    const ago = (days: number) => new Date(Date.now() - days * DAY)
    const line = await loa.payload.create({
      collection: 'lines',
      data: {
        code: 'LZ',
        title: 'Tuyến vừa đóng',
        plan: await loa.idOf('plans', 'TN-CDS-2024-2025'),
        opensOn: dateOf(ago(9)),
        closesOn: dateOf(ago(3)),
      },
      overrideAccess: true,
    })
    const publishAt = ago(5).toISOString()
    const { id: portal } = await steps.newOutlet({ channel: 'portal' })
    const { id: closed } = await steps.newOutlet({ channel: 'portal', closesOn: dateOf(ago(3)) })
    const late = await steps.itemAt({
      stage: 'draft',
      title: 'Lùi ngày',
      line: line.id,
      outlets: [portal],
      publishAt,
    })
    expect(verdict(await steps.act('reporter@so-tttt', 'submit', late))).toBe('409 line-closed')
    const other = await steps.itemAt({ stage: 'submitted', title: 'Lùi ngày', outlets: [closed], publishAt })
    expect(verdict(await steps.act('approver@so-tttt', 'approve', other))).toBe('409 outlet-closed')
  })

  it('is corrected all the same on a portal that showed it in time', async () => {
    const portal = await steps.newOutlet({ channel: 'portal' })
    const doc = await steps.itemAt({ stage: 'published', title: 'Đăng đúng hạn', outlets: [portal.id] })
    // it ran three days ago, and the portal closed the day after
    const ran = new Date(Date.now() - 3 * DAY).toISOString()
    await steps.queryAsTransition([doc.id], `update items set runs = $2 where id = $1`, [
      doc.id,
      JSON.stringify([{ outlet: portal.id, at: ran }]),
    ])
    await loa.payload.update({
      collection: 'outlets',
      id: portal.id,
      data: { closesOn: dateOf(new Date(Date.now() - 2 * DAY)) },
      overrideAccess: true,
    })
    await steps.queryAsTransition(
      [doc.id],
      `update _items_v set version_runs = $2 where parent_id = $1 and latest`,
      [doc.id, JSON.stringify([{ outlet: portal.id, at: ran }])],
    )
    await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { title: 'Đăng đúng hạn, đã sửa', changeNote: 'Sửa tên' },
    })
    const corrected = await steps.must('reporter@so-tttt', 'submit', await steps.latest(doc.id))
    expect(verdict(await steps.act('approver@so-tttt', 'approve', corrected))).toBe('200 ok')
  })

  it('an outlet, with its successor named', async () => {
    const successor = await steps.newOutlet({ channel: 'screen' })
    const closed = await steps.newOutlet({
      channel: 'screen',
      closesOn: dateOf(new Date(Date.now() - 2 * DAY)),
      successor: successor.id,
    })
    const doc = await steps.itemAt({ stage: 'submitted', title: 'Kênh đã đóng', outlets: [closed.id] })
    const before = await steps.traceOf(doc.id)
    const refused = await steps.act('approver@so-tttt', 'approve', doc)
    expect(verdict(refused)).toBe('409 outlet-closed')
    expect(refused.body.errors[0].data).toMatchObject({ outlet: closed.code, successor: successor.code })
    expect(await steps.traceOf(doc.id)).toEqual(before)
    const unopened = await steps.newOutlet({
      channel: 'screen',
      opensOn: dateOf(new Date(Date.now() + 3 * DAY)),
    })
    const early = await steps.itemAt({ stage: 'submitted', title: 'Kênh chưa mở', outlets: [unopened.id] })
    expect(verdict(await steps.act('approver@so-tttt', 'approve', early))).toBe('409 outlet-closed')
  })

  it('an outlet whose organisation has closed, though nobody has closed the outlet', async () => {
    const { code } = await loa.payload.create({
      collection: 'organizations',
      data: {
        code: 'da-giai-the',
        name: 'Đơn vị đã giải thể',
        kind: 'centre',
        parent: await loa.idOf('organizations', 'so-tttt'),
        closesOn: dateOf(new Date(Date.now() - 2 * DAY)),
      },
      overrideAccess: true,
    })
    const outlet = await steps.newOutlet({ channel: 'screen', organization: code })
    const doc = await steps.itemAt({ stage: 'submitted', title: 'Đơn vị đã giải thể', outlets: [outlet.id] })
    expect(verdict(await steps.act('approver@so-tttt', 'approve', doc))).toBe('409 outlet-closed')
  })
})

describe('a time ahead', () => {
  const portalItem = async (others: Record<string, unknown> = {}) => {
    const { id, code } = await steps.newOutlet({ channel: 'portal' })
    return {
      code,
      doc: await steps.itemAt({ stage: 'submitted', title: 'Hẹn giờ', outlets: [id], ...others }),
    }
  }
  const ahead = (days: number) => new Date(Date.now() + days * DAY).toISOString()
  const slotsOf = async (doc: Doc) => (await steps.traceOf(doc.id)).slots

  it('is scheduled, reserves, and is not live', async () => {
    const { doc } = await portalItem()
    const scheduled = await steps.must('approver@so-tttt', 'approve', doc, { publishAt: ahead(1) })
    expect(scheduled).toMatchObject({ stage: 'scheduled', live: false, _status: 'draft' })
    expect(await slotsOf(doc)).toMatchObject([{ state: 'reserved' }])
    expect((await steps.traceOf(doc.id)).editions).toEqual([])
    const withdrawn = await steps.must('editor@so-tttt', 'withdraw', scheduled)
    expect(withdrawn.stage).toBe('draft')
    expect(await slotsOf(doc)).toEqual([])
  })

  it('planned in the draft does the same at approval', async () => {
    const { doc } = await portalItem({ publishAt: ahead(2) })
    const approved = await steps.must('approver@so-tttt', 'approve', doc)
    expect(approved.stage).toBe('scheduled')
  })

  it('is moved by publish with a later time, and its slot with it', async () => {
    const { doc } = await portalItem()
    const scheduled = await steps.must('approver@so-tttt', 'approve', doc, { publishAt: ahead(1) })
    const [{ bucket: first }] = await slotsOf(doc)
    const moved = await steps.must('editor@so-tttt', 'publish', scheduled, { publishAt: ahead(40) })
    expect(moved).toMatchObject({ stage: 'scheduled', live: false })
    const slots = await slotsOf(doc)
    expect(slots).toHaveLength(1)
    expect(slots[0].bucket).not.toBe(first)
    // brought forward to now
    const published = await steps.must('editor@so-tttt', 'publish', moved)
    expect(published.stage).toBe('published')
    expect(await slotsOf(doc)).toMatchObject([{ state: 'consumed' }])
    expect(Math.abs(Date.parse(published.publishAt) - Date.now())).toBeLessThan(60_000)
  })

  it('falls due: published once, also by two workers at the same moment', async () => {
    const docs: Doc[] = []
    for (let n = 0; n < 4; n += 1) {
      const { doc } = await portalItem()
      docs.push(await steps.must('approver@so-tttt', 'approve', doc, { publishAt: ahead(1) }))
    }
    const { doc: later } = await portalItem()
    const waiting = await steps.must('approver@so-tttt', 'approve', later, { publishAt: ahead(1) })
    // the clock of the test: their time is moved to just before now, in the database alone
    for (const { id } of docs) await steps.makeDue(id)
    const counts = await Promise.all([
      publishDue({ payload: loa.payload }),
      publishDue({ payload: loa.payload }),
    ])
    expect(counts[0] + counts[1]).toBe(4)
    for (const { id } of docs) {
      expect(await steps.latest(id)).toMatchObject({ stage: 'published', live: true })
      const { editions, slots, audits } = await steps.traceOf(id)
      expect(editions).toHaveLength(1)
      expect(slots).toMatchObject([{ state: 'consumed' }])
      expect(audits).toBe(3)
    }
    expect((await steps.latest(waiting.id)).stage).toBe('scheduled')
    expect(await publishDue({ payload: loa.payload })).toBe(0)
  })

  it('one that cannot be published does not hold up the others', async () => {
    const { doc, code } = await portalItem()
    const stuck = await steps.must('approver@so-tttt', 'approve', doc, { publishAt: ahead(1) })
    await loa.payload.update({
      collection: 'outlets',
      where: { code: { equals: code } },
      data: { closesOn: dateOf(new Date(Date.now() - 5 * DAY)) },
      overrideAccess: true,
    })
    const { doc: other } = await portalItem()
    const fine = await steps.must('approver@so-tttt', 'approve', other, { publishAt: ahead(1) })
    await steps.makeDue(stuck.id)
    await steps.makeDue(fine.id)
    expect(await publishDue({ payload: loa.payload })).toBe(1)
    expect((await steps.latest(stuck.id)).stage).toBe('scheduled')
    expect((await steps.latest(fine.id)).stage).toBe('published')
  })

  // a full batch of refused ones must not starve what comes after them, second after second
  it('many that cannot be published do not hold up the others either', async () => {
    const { id: outlet, code } = await steps.newOutlet({ channel: 'screen' })
    const template = await steps.itemAt({
      stage: 'scheduled',
      title: 'Kẹt',
      publishAt: ahead(1),
      outlets: [outlet],
    })
    await loa.payload.update({
      collection: 'outlets',
      where: { code: { equals: code } },
      data: { closesOn: dateOf(new Date(Date.now() - 5 * DAY)) },
      overrideAccess: true,
    })
    const stuck = await copies(template.id, 55)
    const { doc } = await portalItem()
    const fine = await steps.must('approver@so-tttt', 'approve', doc, { publishAt: ahead(1) })
    for (const id of stuck) await steps.makeDue(id, '2 minutes')
    await steps.makeDue(fine.id)
    for (let round = 0; round < 3; round += 1) await publishDue({ payload: loa.payload })
    expect((await steps.latest(fine.id)).stage).toBe('published')
  })

  /** More items in the same state, made in the database because their way is not what is tested here. */
  const copies = async (id: string, count: number): Promise<string[]> => {
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) {
      const copy = randomUUID()
      await steps.query(
        `insert into items select (jsonb_populate_record(i, jsonb_build_object('id', $2::text))).* from items i where i.id = $1`,
        [id, copy],
      )
      const [{ id: version }] = await steps.queryAsTransition(
        [copy],
        `insert into _items_v select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'parent_id', $2::text))).*
         from _items_v v where v.parent_id = $1 and latest returning id`,
        [id, copy],
      )
      await steps.queryAsTransition(
        [copy],
        `insert into _items_v_rels ("order", parent_id, path, outlets_id)
         select "order", $2, path, outlets_id from _items_v_rels where parent_id = (select id from _items_v where parent_id = $1 and latest) and outlets_id is not null`,
        [id, version],
      )
      ids.push(copy)
    }
    return ids
  }
})

describe('a live item that is edited', () => {
  it('is a new draft while portals keep the live text, until that is approved and published', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'portal' })
    const doc = await steps.itemAt({ stage: 'published', title: 'Bản đầu', outlets: [outlet] })
    const live = await steps.liveOf(doc.id)
    await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { title: 'Bản sửa', changeNote: 'Sửa số' },
    })
    let next = await steps.latest(doc.id)
    expect(next).toMatchObject({ stage: 'draft', live: true, title: 'Bản sửa' })
    next = await steps.must('reporter@so-tttt', 'submit', next)
    next = await steps.must('approver@so-tttt', 'approve', next)
    expect(await steps.liveOf(doc.id)).toEqual(live)
    next = await steps.must('editor@so-tttt', 'publish', next)
    const { editions, slots, placements } = await steps.traceOf(doc.id)
    expect(editions.map((one: any) => one.change)).toEqual(['published', 'updated'])
    expect(JSON.parse(editions[1].body)).toMatchObject({ title: 'Bản sửa', changeNote: 'Sửa số' })
    expect(placements).toHaveLength(1)
    // a correction takes no second slot, and shows since when it is there
    expect(slots).toHaveLength(1)
    expect(placements[0].published_at).toBe(live.placements[0].published_at)
  })

  it('can be retracted while its correction is under way; that goes back to draft', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'portal' })
    const doc = await steps.itemAt({ stage: 'published', title: 'Bản đầu', outlets: [outlet] })
    await loa.rest('PATCH', `/api/items/${doc.id}`, {
      as: await steps.token('reporter@so-tttt'),
      body: { title: 'Bản sửa', changeNote: 'Sửa tiêu đề' },
    })
    const submitted = await steps.must('reporter@so-tttt', 'submit', await steps.latest(doc.id))
    const retracted = await steps.must('approver@so-tttt', 'retract', submitted, { comment: 'Tin sai' })
    expect(retracted).toMatchObject({ stage: 'draft', live: false, title: 'Bản sửa', lastComment: 'Tin sai' })
    const { editions, slots, placements } = await steps.traceOf(doc.id)
    expect(editions.map((one: any) => one.change)).toEqual(['published', 'retracted'])
    expect([slots, placements[0].is_live]).toEqual([[], false])
  })

  it('publishing is refused when the approved text is not the newest', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'portal' })
    const doc = await steps.itemAt({ stage: 'approved', title: 'Đã duyệt', outlets: [outlet] })
    // what no save can do: the text changed under an approval
    await steps.queryAsTransition(
      [doc.id],
      `update _items_v set version_revision = 'khac.000000' where parent_id = $1 and latest`,
      [doc.id],
    )
    const trace = await steps.traceOf(doc.id)
    expect(verdict(await steps.act('editor@so-tttt', 'publish', { ...doc, revision: 'khac.000000' }))).toBe(
      '409 stale-revision',
    )
    expect(await steps.traceOf(doc.id)).toEqual(trace)
  })
})
