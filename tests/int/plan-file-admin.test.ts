// Plan files in the hands of an admin: what would change is shown first, what was shown is what is applied, and the
// plan of today is a file that changes nothing.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

const PLANS = path.join(import.meta.dirname, '../../seed/plans')
const CODE = 'TN-CDS-2024-2025'

let loa: Loa
let steps: Steps
let admin: string
let changes: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'plan' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  changes = await readFile(path.join(PLANS, 'thai-nguyen-2025-reorganisation.yaml'), 'utf8')
})
afterAll(() => loa.stop())

const post = (body: unknown, as: string | undefined = admin, headers = {}) =>
  loa.rest('POST', '/api/plans/file', { as, body, headers })
const exported = async () => {
  const answer = await loa.rest<string>('GET', `/api/plans/file?plan=${CODE}`, { as: admin })
  expect(answer.status).toBe(200)
  return answer.body
}
const outcomes = ({ body }: { body: any }) => {
  const total: Record<string, number> = { created: 0, updated: 0, closed: 0, unchanged: 0 }
  for (const tally of Object.values<any>(body.tallies))
    for (const key of Object.keys(total)) total[key] = (total[key] ?? 0) + tally[key]
  return total
}
/** Every row of the plan's tables. */
const snapshot = async () =>
  Promise.all(
    ['plans', 'organizations', 'outlets', 'themes', 'tasks', 'lines', 'quotas', 'events'].map((table) =>
      steps.query(`select jsonb_agg(to_jsonb(t) order by t.id) as rows from ${table} t`),
    ),
  )

describe('today’s plan as a file', () => {
  it('loads back unchanged, and is the same each time', async () => {
    const text = await exported()
    expect(await exported()).toBe(text)
    const back = await post({ text })
    expect(verdict(back)).toBe('200 ok')
    expect(outcomes(back)).toEqual({ created: 0, updated: 0, closed: 0, unchanged: 127 })
  })

  it('makes the same plan in an empty place', async () => {
    const text = await exported()
    const before = await snapshot()
    await steps.query(`update tasks set title = 'Khác', gloss = 'Other' where code = 'T1'`)
    await steps.query(
      `update events set starts_at = starts_at + interval '1 hour' where code = 'giao-ban-2025-03'`,
    )
    const { body } = await post({ text })
    expect(
      body.changes
        .filter(({ outcome }: any) => outcome !== 'unchanged')
        .map(({ code, fields }: any) => [code, fields]),
    ).toEqual([
      [
        'T1',
        [
          { field: 'title', before: 'Khác', after: 'Phát triển hạ tầng số' },
          { field: 'gloss', before: 'Other', after: 'Digital infrastructure' },
        ],
      ],
      ['giao-ban-2025-03', [expect.objectContaining({ field: 'startsAt' })]],
    ])
    expect((await post({ text, fingerprint: body.fingerprint })).body.isApplied).toBe(true)
    const bare = (rows: unknown) => JSON.stringify(rows).replaceAll(/"updated_at":"[^"]*"/g, '')
    expect(bare(await snapshot())).toBe(bare(before))
  })

  it('is refused with what a file cannot hold, instead of one that would not load', async () => {
    await steps.query(`update events set starts_at = '2031-01-01' where code = 'giao-ban-2025-03'`)
    const answer = await loa.rest('GET', `/api/plans/file?plan=${CODE}`, { as: admin })
    await steps.query(
      `update events set starts_at = '2025-03-03T01:30:00Z', ends_at = '2025-03-03T02:30:00Z' where code = 'giao-ban-2025-03'`,
    )
    expect(verdict(answer)).toBe('400 invalid')
    expect(answer.body.errors[0].data.problems[0].path).toMatch(/^events\[\d+\]\.startsAt$/)
  })
})

describe('a whole plan that leaves something out', () => {
  type Entry = Record<string, any>
  const written = (plan: unknown) => stringify(plan, { lineWidth: 110 })
  const changed = ({ body }: { body: any }) =>
    body.changes.filter(({ outcome }: any) => outcome !== 'unchanged')
  const apply = async (text: string) => {
    const { body } = await post({ text })
    expect((await post({ text, fingerprint: body.fingerprint })).body.isApplied).toBe(true)
  }

  it('takes it away, shows that first, and puts it back when it says it again', async () => {
    // what no file can name stays what it is
    await steps.query(`update events set programme = '8 giờ: đón khách' where code = 'giao-ban-2025-03'`)
    await steps.query(`update outlets set gloss = '' where code = 'portal-tinh'`)
    const sample = parse(await exported()) as Record<string, Entry[]> & { plan: Entry }
    const of = (list: string, code: string) => sample[list]?.find((one) => one.code === code) ?? {}
    Object.assign(of('quotas', 'Q1'), { min: 1, max: 3 })
    Object.assign(of('organizations', 'ubnd-dinh-hoa'), { closesOn: '2025-06-30', needsSecondApproval: true })
    Object.assign(of('outlets', 'portal-dinh-hoa'), { opensOn: '2024-11-05', closesOn: '2025-06-30' })
    Object.assign(of('outlets', 'portal-dinh-hoa'), { successor: 'portal-tinh' })
    Object.assign(of('lines', 'L2'), { requiresCitation: true })
    Object.assign(of('events', 'giao-ban-2025-03'), { place: 'Hội trường' })
    await apply(written(sample))
    const before = await exported()
    expect(parse(before)).toEqual(sample)

    const gone: [list: string, code: string, ...keys: string[]][] = [
      ['quotas', 'Q1', 'max', 'kinds', 'clause'],
      ['lines', 'L2', 'requiresCitation', 'description'],
      ['themes', '1.3', 'tasks'],
    ]
    const shown = gone.map(([list, code, ...keys]) => {
      const entry = of(list, code)
      const fields = keys.map((field) => {
        expect([code, field, entry[field] ?? 'nothing']).not.toContain('nothing')
        delete entry[field]
        return expect.objectContaining({ field })
      })
      return [list, code, 'updated', expect.arrayContaining(fields), keys.length]
    })
    delete sample.plan.gloss
    const less = written(sample)
    const tried = await post({ text: less })
    const told = changed(tried).map(({ list, code, outcome, fields }: any) => [
      list,
      code,
      outcome,
      fields,
      fields.length,
    ])
    expect(told).toHaveLength(shown.length + 1)
    for (const one of [
      ...shown,
      ['plan', CODE, 'updated', [expect.objectContaining({ field: 'gloss', after: null })], 1],
    ])
      expect(told).toContainEqual(one)
    expect(changed(tried).find(({ code }: any) => code === 'Q1').fields).toContainEqual({
      field: 'max',
      before: 3,
      after: null,
    })
    expect(changed(tried).find(({ code }: any) => code === 'L2').fields).toContainEqual({
      field: 'requiresCitation',
      before: true,
      after: false,
    })
    expect(await exported()).toBe(before)

    await apply(less)
    expect(await exported()).toBe(less)
    expect(changed(await post({ text: less }))).toEqual([])
    // what was closed or filled in since stays so
    for (const [list, code, ...keys] of [
      ['organizations', 'ubnd-dinh-hoa', 'closesOn', 'needsSecondApproval', 'parent'],
      ['outlets', 'portal-dinh-hoa', 'opensOn', 'closesOn', 'successor'],
      ['events', 'giao-ban-2025-03', 'endsAt', 'place'],
    ] as const)
      for (const key of keys) delete of(list, code)[key]
    expect(changed(await post({ text: written(sample) }))).toEqual([])
    await apply(before)
    expect(await exported()).toBe(before)
    expect(await steps.query(`select programme from events where code = 'giao-ban-2025-03'`)).toEqual([
      { programme: '8 giờ: đón khách' },
    ])
    await steps.query(
      `update organizations set closes_on = null, needs_second_approval = false where code = 'ubnd-dinh-hoa'`,
    )
    await steps.query(
      `update outlets set opens_on = null, closes_on = null, successor_id = null where code = 'portal-dinh-hoa'`,
    )
    await steps.query(`update events set place = null where code = 'giao-ban-2025-03'`)
    await apply(await readFile(path.join(PLANS, 'thai-nguyen-2024-2025.yaml'), 'utf8'))
  })

  it('is not a file of changes, which takes nothing away', async () => {
    const before = await exported()
    const patch = `changes: true\nplan: { code: ${CODE} }\nquotas:\n  - code: Q1\n    min: 1\n`
    const { body } = await post({ text: patch })
    expect(body.changes.flatMap(({ fields }: any) => fields.map(({ field }: any) => field))).not.toContain(
      'max',
    )
    expect(await exported()).toBe(before)
  })
})

describe('a plan beside the one that is there', () => {
  const besides = async () =>
    (await readFile(path.join(PLANS, 'thai-nguyen-2024-2025.yaml'), 'utf8')).replace(
      `code: ${CODE}`,
      'code: KH-2',
    )

  it('is refused what the other has, each with its line, and changes nothing', async () => {
    const before = await snapshot()
    const text = await besides()
    const lines = text.split('\n')
    for (const [language, words] of [
      ['vi', `là của kế hoạch “${CODE}”`],
      ['en', `belongs to the plan “${CODE}”`],
    ] as const) {
      const answer = await post({ text }, admin, { 'accept-language': language })
      expect(verdict(answer)).toBe('400 invalid')
      const problems = answer.body.errors[0].data.problems as {
        line: number
        path: string
        message: string
      }[]
      for (const list of ['themes', 'tasks', 'lines', 'quotas', 'events'])
        expect(problems.some(({ path: at }) => at === `${list}[0].code`)).toBe(true)
      for (const { line, message, path: at } of problems) {
        expect(at).toMatch(/^(themes|tasks|lines|quotas|events)\[\d+\]\.code$/)
        const [, code] = /^“(.+?)”/.exec(message) ?? []
        expect(lines[line - 1]).toMatch(new RegExp(`code: "?${code}"?$`))
        expect(message).toContain(words)
      }
    }
    expect(await snapshot()).toEqual(before)
  })
})

describe('a file that is tried out', () => {
  it('changes nothing, and says what it would', async () => {
    const before = await snapshot()
    const tried = await post({ text: changes, name: 'sap-nhap.yaml' })
    expect(verdict(tried)).toBe('200 ok')
    expect(tried.body.isApplied).toBe(false)
    expect(await snapshot()).toEqual(before)
    const of = (code: string, list: string) =>
      tried.body.changes.find((one: any) => one.code === code && one.list === list)
    expect(of('ubnd-dinh-hoa', 'organizations')).toMatchObject({
      outcome: 'closed',
      name: 'Ủy ban nhân dân huyện Định Hóa',
      fields: [
        { field: 'parent', before: 'so-tttt', after: 'so-khcn' },
        { field: 'closesOn', before: null, after: '2025-06-30' },
        { field: 'successor', before: null, after: 'ubnd-xa-dinh-hoa' },
      ],
    })
    expect(of('so-khcn', 'organizations').outcome).toBe('created')
    expect(of(CODE, 'plan').fields).toEqual([{ field: 'organization', before: 'so-tttt', after: 'so-khcn' }])
  })

  it('tells what becomes of items that are to run where something closes', async () => {
    const outlet = await loa.idOf('outlets', 'loa-dinh-hoa')
    const publishAt = '2026-12-30T02:00:00.000Z'
    await steps.query(`update plans set ends_on = '2027-12-31T12:00:00Z'`)
    const item = await steps.itemAt({
      stage: 'scheduled',
      title: 'Phát sau khi đóng',
      kind: 'news',
      author: 'reporter@ubnd-dinh-hoa',
      approver: 'approver@ubnd-dinh-hoa',
      outlets: [outlet],
      publishAt,
    })
    const { body } = await post({ text: changes })
    const closed = body.closed.find(({ code }: any) => code === 'loa-dinh-hoa')
    expect(closed).toMatchObject({ closesOn: '2025-06-30', successor: 'Hệ thống truyền thanh xã Định Hóa' })
    expect(closed.stranded).toEqual([
      expect.objectContaining({
        id: item.id,
        title: 'Phát sau khi đóng',
        stage: 'scheduled',
        successor: { code: 'loa-xa-dinh-hoa', name: 'Hệ thống truyền thanh xã Định Hóa' },
      }),
    ])
    const unit = body.closed.find(({ code }: any) => code === 'ubnd-dinh-hoa')
    expect(unit.people).toBe(3)
    await steps.query(`update plans set ends_on = '2025-12-31T12:00:00Z'`)
  })

  it('is applied as it was shown: a plan that has moved on meanwhile is not overwritten', async () => {
    const { body } = await post({ text: changes })
    await steps.query(`update organizations set gloss = 'Changed by another' where code = 'ubnd-dinh-hoa'`)
    await steps.query(`update organizations set parent_id = null where code = 'ubnd-dinh-hoa'`)
    const before = await snapshot()
    expect(verdict(await post({ text: changes, fingerprint: body.fingerprint }))).toBe('409 stale-revision')
    expect(await snapshot()).toEqual(before)
    const again = await post({ text: changes })
    const applied = await post({ text: changes, fingerprint: again.body.fingerprint })
    expect(applied.body.isApplied).toBe(true)
    expect(outcomes(await post({ text: changes }))).toMatchObject({ created: 0, updated: 0, closed: 0 })
    // and the plan of after the reorganisation is a file too
    const text = await exported()
    expect(outcomes(await post({ text }))).toMatchObject({ created: 0, updated: 0, closed: 0 })
  })
})

describe('a file that is wrong', () => {
  it.each([
    ['a letter too few', `plan:\n  code: [`, 1],
    [
      'a reference to nothing',
      `changes: true\nplan: { code: ${CODE} }\norganizations:\n  - code: so-tttt\n    successor: khong-co`,
      5,
    ],
    [
      'a day that is none',
      `changes: true\nplan: { code: ${CODE} }\nlines:\n  - code: L1\n    closesOn: "2024-13-01"`,
      5,
    ],
    [
      'what only the document’s own rules refuse',
      `changes: true\nplan: { code: ${CODE} }\ntasks:\n  - code: T1\n    title: ${'a'.repeat(301)}`,
      5,
    ],
    ['another plan', 'changes: true\nplan: { code: KHAC }', 2],
  ])('is told with its lines: %s', async (_, text, line) => {
    const before = await snapshot()
    const answer = await post({ text }, admin, { 'accept-language': 'vi' })
    expect(verdict(answer)).toBe('400 invalid')
    const { problems } = answer.body.errors[0].data
    expect(problems.length).toBeGreaterThan(0)
    if (line > 1) expect(problems[0].line).toBe(line)
    expect(problems[0].message).toBeTruthy()
    expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
    expect(await snapshot()).toEqual(before)
  })

  it('may be hostile', async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`)
      .join('\n')}`
    for (const text of [bomb, '['.repeat(400_000), '\u0000', 'constructor: {}', '__proto__: { a: 1 }']) {
      const answer = await post({ text })
      expect(verdict(answer)).toBe('400 invalid')
      expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
    }
    expect(verdict(await post({ text: 'a'.repeat(1_000_001) }))).toBe('413 too-large')
    expect(verdict(await post(`{"text":"${'a'.repeat(3_000_000)}"}`))).toBe('413 too-large')
    for (const body of ['{', [], { text: 5 }, {}]) expect(verdict(await post(body))).toBe('400 invalid')
  })
})

describe('who may', () => {
  it('is an admin and nobody else', async () => {
    const others = [
      await steps.token('approver@so-tttt'),
      await steps.token('editor@so-tttt'),
      await steps.token('reporter@so-tttt'),
      undefined,
    ]
    for (const as of others) {
      expect(verdict(await loa.rest('POST', '/api/plans/file', { as, body: { text: changes } }))).toBe(
        '403 forbidden',
      )
      expect(verdict(await loa.rest('GET', `/api/plans/file?plan=${CODE}`, { as }))).toBe('403 forbidden')
      expect(verdict(await loa.rest('POST', '/api/plans/closing', { as, body: {} }))).toBe('403 forbidden')
    }
  })
})

describe('a unit that closes', () => {
  const close = (body: object) => loa.rest('POST', '/api/plans/closing', { as: admin, body })
  const wish = {
    plan: CODE,
    organization: 'ubnd-xa-dinh-hoa',
    closesOn: '2025-09-30',
    successor: 'ubnd-xa-dai-tu',
    outlets: {
      'portal-xa-dinh-hoa': { close: 'portal-xa-dai-tu' },
      'loa-xa-dinh-hoa': 'move',
      'led-xa-dinh-hoa': {},
    },
  }

  it('becomes a file of changes that loads, with its later events going over', async () => {
    const { body } = await close(wish)
    const tried = await post({ text: body.text })
    expect(verdict(tried)).toBe('200 ok')
    const told = tried.body.changes
      .filter(({ outcome }: any) => outcome !== 'unchanged')
      .map(({ list, code, outcome }: any) => `${list} ${code} ${outcome}`)
    expect(told).toEqual([
      'organizations ubnd-xa-dinh-hoa closed',
      'outlets led-xa-dinh-hoa closed',
      'outlets loa-xa-dinh-hoa updated',
      'outlets portal-xa-dinh-hoa closed',
      'events ra-quan-10-10-dinh-hoa updated',
      'events ra-quan-31-12-2025-dinh-hoa updated',
    ])
    expect((await post({ text: body.text, fingerprint: tried.body.fingerprint })).body.isApplied).toBe(true)
  })

  it('takes its plan and the units it guides along when it is the one that guides', async () => {
    const { body } = await close({
      ...wish,
      organization: 'so-khcn',
      successor: 'ubnd-tinh',
      closesOn: '2025-12-01',
      outlets: {},
    })
    expect(body.text).toContain('organization: ubnd-tinh')
    expect(body.text).toContain('parent: ubnd-tinh')
  })

  it('gives its place to a successor that stood below it, at whatever depth', async () => {
    await steps.query(`update organizations set parent_id = (select id from organizations where code = 'so-khcn')
      where code in ('ubnd-xa-dinh-hoa', 'ubnd-xa-dai-tu')`)
    const under = async (code: string, upper: string) =>
      steps.query(
        `update organizations set parent_id = (select id from organizations where code = $2) where code = $1`,
        [code, upper],
      )
    const file = async () => {
      const { body } = await close({ ...wish, successor: 'bao-thai-nguyen', outlets: {} })
      return parse(body.text).organizations
    }
    const closed = { code: 'ubnd-xa-dinh-hoa', closesOn: wish.closesOn, successor: 'bao-thai-nguyen' }
    const [{ before }] = await steps.query(
      `select (select code from organizations where id = o.parent_id) as before from organizations o where code = 'bao-thai-nguyen'`,
    )
    await under('bao-thai-nguyen', 'ubnd-xa-dinh-hoa')
    expect(await file()).toEqual([closed, { code: 'bao-thai-nguyen', parent: 'so-khcn' }])
    await under('ubnd-xa-dai-tu', 'ubnd-xa-dinh-hoa')
    await under('bao-thai-nguyen', 'ubnd-xa-dai-tu')
    expect(await file()).toEqual([
      closed,
      { code: 'bao-thai-nguyen', parent: 'so-khcn' },
      { code: 'ubnd-xa-dai-tu', parent: 'bao-thai-nguyen' },
    ])
    await under('ubnd-xa-dai-tu', 'so-khcn')
    await under('bao-thai-nguyen', before)
  })

  it('is refused for what is not there', async () => {
    for (const [bad, at] of [
      [{ plan: 'x' }, 'plan'],
      [{ organization: 'x' }, 'organization'],
      [{ successor: 'x' }, 'successor'],
      [{ successor: wish.organization }, 'successor'],
      [{ closesOn: '2025-02-30' }, 'closesOn'],
      [{ outlets: { 'portal-tinh': 'move' } }, 'outlets.portal-tinh'],
    ] as const) {
      const answer = await close({ ...wish, ...bad })
      expect([verdict(answer), answer.body.errors[0].data.path]).toEqual(['400 invalid', at])
    }
  })
})
