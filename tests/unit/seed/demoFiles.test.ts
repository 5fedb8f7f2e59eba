import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type DemoAccount,
  type DemoItem,
  type DemoPicture,
  type DemoSubscriber,
  readDemoAccounts,
  readDemoItems,
  readDemoPictures,
  readDemoSubscribers,
  resolveWhen,
} from '../../../seed/demo/demoFiles.ts'
import { drawPicture, pictureSvg } from '../../../seed/demo/drawPicture.ts'
import { motifs } from '../../../seed/demo/motifs.ts'
import { formatProblem, isPlanChanges, type PlanFile, readPlanFile } from '../../../seed/planFile.ts'
import { demoStart, shiftPlan } from '../../../seed/shiftPlan.ts'

const seedFile = (name: string) => new URL(`../../../seed/${name}`, import.meta.url).pathname

const timeZone = 'Asia/Ho_Chi_Minh'

let plan: PlanFile
let items: DemoItem[]
let pictures: DemoPicture[]
let accounts: DemoAccount[]
let subscribers: DemoSubscriber[]

beforeAll(async () => {
  const read = await readPlanFile({ path: seedFile('plans/thai-nguyen-2024-2025.yaml') })
  if ('problems' in read || isPlanChanges(read.plan)) throw new Error('unreadable plan')
  plan = read.plan
  items = valid(await readDemoItems({ path: seedFile('demo/items.yaml') })).items
  pictures = valid(await readDemoPictures({ path: seedFile('demo/pictures.yaml') })).pictures
  accounts = valid(await readDemoAccounts({ path: seedFile('demo/accounts.yaml') })).accounts
  subscribers = valid(await readDemoSubscribers({ path: seedFile('demo/subscribers.yaml') })).subscribers
})

const valid = <Read extends object>(read: Read): Exclude<Read, { problems: unknown }> => {
  if ('problems' in read) {
    const problems = read.problems as Parameters<typeof formatProblem>[0][]
    throw new Error(problems.map((problem) => formatProblem(problem, 'en')).join('\n'))
  }
  return read as Exclude<Read, { problems: unknown }>
}

/** Every day of two years, one of them a leap year, by turns at its first and at its last minute in the plan's zone. */
const nows = (): Date[] =>
  Array.from(
    { length: 731 },
    (_, index) => new Date(Date.UTC(2027, 11, 31, 17, 0) + index * 86_400_000 + (index % 2) * 86_340_000),
  )

const dayOf = (date: Date, pattern = 'yyyy-MM-dd') => format(new TZDate(date, timeZone), pattern)

describe('the demo files', () => {
  it('refer only to what the plan and each other have', () => {
    const known = {
      lines: new Set(plan.lines.map(({ code }) => code)),
      tasks: new Set(plan.tasks.map(({ code }) => code)),
      themes: new Set(plan.themes.map(({ code }) => code)),
      events: new Set(plan.events.map(({ code }) => code)),
      outlets: new Set(plan.outlets.map(({ code }) => code)),
      organizations: new Set(plan.organizations.map(({ code }) => code)),
      pictures: new Set(pictures.map(({ key }) => key)),
      accounts: new Map(accounts.map((account) => [account.key, account.role])),
    }
    for (const item of items) {
      const all: [Set<string>, (string | undefined)[]][] = [
        [known.lines, [item.line]],
        [known.tasks, [item.task]],
        [known.themes, item.themes],
        [known.events, [item.event]],
        [known.outlets, item.outlets],
        [known.pictures, [item.cover]],
      ]
      for (const [set, codes] of all)
        for (const code of codes)
          if (code !== undefined) expect(set.has(code), `${item.key} ${code}`).toBe(true)
      expect(['reporter', 'editor'], item.key).toContain(known.accounts.get(item.author))
      if (item.approver) expect(known.accounts.get(item.approver), item.key).toBe('approver')
    }
    for (const { key, organization, role } of accounts) {
      expect(known.organizations.has(organization), key).toBe(true)
      expect(key).toMatch(new RegExp(`^${role}\\d?@${organization}$`))
    }
    for (const { code, outlets } of subscribers)
      for (const outlet of outlets) expect(known.outlets.has(outlet), code).toBe(true)
  })

  it('has content in every stage, of every kind', () => {
    const count = (of: (item: DemoItem) => unknown) =>
      items.reduce<Record<string, number>>((counts, item) => {
        const name = String(of(item))
        counts[name] = (counts[name] ?? 0) + 1
        return counts
      }, {})
    const stages = count(({ stage }) => stage)
    expect(stages.published).toBeGreaterThanOrEqual(25)
    expect(stages).toMatchObject({ draft: 5, submitted: 6, approved: 4, scheduled: 6, retracted: 2 })
    expect(items.filter(({ stage, comment }) => stage === 'draft' && comment)).toHaveLength(2)
    expect(Object.keys(count(({ kind }) => kind)).sort()).toEqual(
      ['article', 'led', 'news', 'press-release', 'print', 'radio', 'social', 'video'].sort(),
    )
    const onPortal = (outlet: string) =>
      items.filter((item) => item.stage === 'published' && item.outlets.includes(outlet)).length
    expect(onPortal('portal-dinh-hoa')).toBeGreaterThanOrEqual(3)
    expect(onPortal('portal-tinh')).toBeGreaterThanOrEqual(2)
  })

  it('has an account for each role that the demo shows', () => {
    const keys = accounts.map(({ key }) => key)
    expect(keys).toEqual([
      'admin@so-tttt',
      'reporter@so-tttt',
      'editor@so-tttt',
      'approver@so-tttt',
      'approver2@so-tttt',
      'reporter@ubnd-dinh-hoa',
      'editor@ubnd-dinh-hoa',
      'approver@ubnd-dinh-hoa',
      'editor@bao-thai-nguyen',
      'approver@bao-thai-nguyen',
      'approver@trung-tam-thong-tin',
    ])
    expect(new Set(accounts.map(({ email }) => email)).size).toBe(accounts.length)
  })

  it('has a subscriber for every portal, loudspeaker system and screen', () => {
    const channels = ['portal', 'loudspeaker', 'screen']
    const outlets = plan.outlets.filter(({ channel }) => channels.includes(channel)).map(({ code }) => code)
    expect(subscribers.map(({ code }) => code).sort()).toEqual(outlets.sort())
    for (const { code, outlets } of subscribers) expect(outlets).toEqual([code])
  })

  it('keeps each newsroom to its own outlets, and lets only somebody in scope approve', () => {
    const owner = new Map(plan.outlets.map(({ code, organization }) => [code, organization]))
    for (const { key, author, approver, outlets } of items) {
      const organization = author.split('@')[1]
      if (organization !== 'so-tttt')
        for (const outlet of outlets) expect(owner.get(outlet), key).toBe(organization)
      if (approver) expect(['so-tttt', organization], key).toContain(approver.split('@')[1])
    }
  })

  it('writes to length, in the subset of Markdown that the editor takes', () => {
    const lengths: Record<string, [number, number]> = { article: [120, 450], news: [80, 200], led: [3, 40] }
    for (const { key, kind, body } of items) {
      const words = body.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length
      const [min, max] = lengths[kind] ?? [20, 450]
      expect(words, key).toBeGreaterThanOrEqual(min)
      expect(words, key).toBeLessThanOrEqual(max)
      expect(body, key).not.toMatch(/^(#(?!#\s|[A-Z])|###|\d+\.\s|>|\*\s)|\[[^\]]*\]\(|<[a-z]/m)
      expect((body.match(/\*\*/g) ?? []).length % 2, key).toBe(0)
    }
  })

  it('dates nothing that the shift would make wrong', () => {
    for (const { key, title, summary, body } of items)
      expect(`${title} ${summary} ${body}`, key).not.toMatch(/tháng \d|năm 20\d\d|\b20\d\d\b/)
  })
})

describe('the demo on any day', () => {
  /** What holds or used slots. */
  const counted = () => items.filter(({ stage }) => ['scheduled', 'published'].includes(stage))

  it('runs published items in the past and scheduled ones ahead', () => {
    for (const now of nows())
      for (const { key, stage, at } of items) {
        if (!at) continue
        const when = resolveWhen({ at, now, timeZone })
        const ran = ['published', 'retracted'].includes(stage)
        expect(ran ? when < now : when > now, `${key} ${now.toISOString()}`).toBe(true)
      }
  })

  it('keeps items of a line inside the window of the line, and after the event they report', () => {
    const plans = new Map<string, PlanFile>()
    for (const now of nows()) {
      const to = demoStart(dayOf(now))
      const shifted = plans.get(to) ?? shiftPlan({ plan, to })
      plans.set(to, shifted)
      for (const { key, line, event, at, stage } of items) {
        if (!at) continue
        const when = resolveWhen({ at, now, timeZone })
        const window = shifted.lines.find(({ code }) => code === line)
        if (window) {
          const day = dayOf(when)
          expect(day >= window.opensOn && day <= window.closesOn, `${key} ${now.toISOString()}`).toBe(true)
        }
        const held = shifted.events.find(({ code }) => code === event)
        if (held && stage === 'published')
          expect(Date.parse(held.startsAt), `${key} ${now.toISOString()}`).toBeLessThan(when.getTime())
        if (held && stage !== 'published')
          expect(Date.parse(held.startsAt), `${key} ${now.toISOString()}`).toBeGreaterThan(now.getTime())
      }
    }
  }, 60_000)

  it('never goes over a quota', () => {
    const channelOf = new Map(plan.outlets.map(({ code, channel }) => [code, channel]))
    const rules = plan.quotas.filter(({ counts }) => counts === 'items')
    for (const now of nows()) {
      const used = new Map<string, number>()
      for (const rule of rules)
        for (const item of counted()) {
          if (rule.line && rule.line !== item.line) continue
          if (rule.kinds && !rule.kinds.includes(item.kind)) continue
          const when = resolveWhen({ at: item.at ?? '', now, timeZone })
          const period = { week: "RRRR-'W'II", month: 'yyyy-MM', quarter: 'yyyy-qqq', window: "'window'" }[
            rule.period
          ]
          for (const outlet of item.outlets) {
            if (rule.channel && channelOf.get(outlet) !== rule.channel) continue
            const parts = { outlet, task: item.task, event: item.event }
            const bucket = [rule.code, ...rule.per.map((part) => parts[part]), dayOf(when, period)].join(
              ' · ',
            )
            used.set(bucket, (used.get(bucket) ?? 0) + 1)
            expect(used.get(bucket), `${bucket} ${now.toISOString()}`).toBeLessThanOrEqual(rule.max ?? 0)
          }
        }
    }
  }, 60_000)

  it('would not go over the monthly bound of a portal if approved items ran as well', () => {
    for (const portal of plan.outlets.filter(({ channel }) => channel === 'portal')) {
      const holding = items.filter(
        ({ stage, kind, outlets }) =>
          ['approved', 'scheduled', 'published'].includes(stage) &&
          ['news', 'article'].includes(kind) &&
          outlets.includes(portal.code),
      )
      expect(holding.length, portal.code).toBeLessThanOrEqual(3)
    }
  })

  it('leaves a week open for somebody, so that the board shows what is overdue', () => {
    const weeks = (line: string, outlet: string) =>
      items.filter(
        (item) =>
          item.line === line &&
          item.stage === 'published' &&
          item.outlets.includes(outlet) &&
          item.kind === 'article',
      ).length
    expect(weeks('L1', 'bao-thai-nguyen')).toBe(2)
    expect(weeks('L1', 'tap-chi-van-nghe')).toBe(1)
  })
})

describe('resolveWhen', () => {
  it.each([
    ['W+0 Mon 00:00', '2026-03-18T05:00:00Z', '2026-03-15T17:00:00.000Z'],
    ['W-2 Tue 08:30', '2026-03-18T05:00:00Z', '2026-03-03T01:30:00.000Z'],
    ['W+1 Sun 23:59', '2026-03-18T05:00:00Z', '2026-03-29T16:59:00.000Z'],
    // Sunday evening in UTC is Monday already in Thái Nguyên.
    ['W+0 Mon 07:00', '2026-03-15T18:00:00Z', '2026-03-16T00:00:00.000Z'],
    ['W-1 Mon 07:00', '2026-01-01T05:00:00Z', '2025-12-22T00:00:00.000Z'],
  ])('%s seen from %s is %s', (at, now, expected) => {
    expect(resolveWhen({ at, now: new Date(now), timeZone }).toISOString()).toBe(expected)
  })

  it('keeps wall time where clocks change', () => {
    const now = new Date('2026-03-25T12:00:00Z')
    const berlin = { now, timeZone: 'Europe/Berlin' }
    expect(resolveWhen({ at: 'W+0 Wed 08:00', ...berlin }).toISOString()).toBe('2026-03-25T07:00:00.000Z')
    expect(resolveWhen({ at: 'W+1 Wed 08:00', ...berlin }).toISOString()).toBe('2026-04-01T06:00:00.000Z')
  })

  it.each(['Tue 08:30', 'W-2 Tue 24:00', 'W-2 Thứ 08:30', ''])('refuses %j', (at) => {
    expect(() => resolveWhen({ at, now: new Date(), timeZone })).toThrow(RangeError)
  })
})

describe('a broken demo file', () => {
  const item = (changes: string) => `items:
  - key: a
    title: Một tiêu đề đủ dài để đi qua được giới hạn năm mươi ký tự
    kind: news
    summary: >-
      Một đoạn tóm tắt đủ dài để đi qua được giới hạn một trăm hai mươi ký tự, viết ra chỉ để thử xem tệp có được đọc đúng hay không.
    body: Nội dung
    themes: ["1.1"]
    outlets: [portal-tinh]
    author: editor@so-tttt
${changes}`

  const pathsOf = async (changes: string) => {
    const read = await readDemoItems({ text: item(changes), name: 'items.yaml' })
    return 'problems' in read ? read.problems.map(({ path, line }) => `${line} ${path}`) : []
  }

  it.each([
    ['nothing wrong', '    stage: draft\n', []],
    ['an unknown key', '    stage: draft\n    mood: good\n', ['12 items[0].mood']],
    [
      'a published item without time or approver',
      '    stage: published\n',
      ['2 items[0].approver', '2 items[0].at'],
    ],
    [
      'a scheduled item in the past',
      '    stage: scheduled\n    approver: approver@so-tttt\n    at: W-1 Mon 08:00\n',
      ['13 items[0].at'],
    ],
    [
      'a published item in the current week',
      '    stage: published\n    approver: approver@so-tttt\n    at: W+0 Mon 08:00\n',
      ['13 items[0].at'],
    ],
    ['a time in another form', '    stage: draft\n    at: yesterday\n', ['12 items[0].at']],
    ['an own approval', '    stage: approved\n    approver: editor@so-tttt\n', ['12 items[0].approver']],
    [
      'a retraction without a reason',
      '    stage: retracted\n    approver: approver@so-tttt\n    at: W-1 Mon 08:00\n',
      ['2 items[0].comment'],
    ],
  ])('reports %s', async (_, changes, paths) => {
    expect(await pathsOf(changes)).toEqual(paths)
  })

  it('reports a key that is there already', async () => {
    const text = item('    stage: draft\n')
    const twice = text + text.slice(text.indexOf('\n') + 1)
    const read = await readDemoItems({ text: twice, name: 'items.yaml' })
    expect('problems' in read && read.problems.map(({ path }) => path)).toEqual(['items[1].key'])
  })
})

describe('drawPicture', () => {
  it('draws every motif at the size asked for, without letters', async () => {
    expect(new Set(pictures.map(({ motif }) => motif)).size).toBe(motifs.length)
    for (const picture of pictures) {
      expect(pictureSvg({ picture, width: 1600, height: 900 })).not.toMatch(/<text|NaN|undefined|href/)
      const image = await drawPicture({ picture, width: 320, height: 180 })
      expect(await sharp(image).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 180 })
    }
  })
})
