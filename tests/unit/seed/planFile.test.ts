import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import {
  entrySchemas,
  formatProblem,
  isPlanChanges,
  type PlanFile,
  type Problem,
  planChangesSchema,
  planFileSchema,
  readPlanFile,
} from '../../../seed/planFile.ts'

const planPath = new URL('../../../seed/plans/thai-nguyen-2024-2025.yaml', import.meta.url).pathname
const changesPath = new URL('../../../seed/plans/thai-nguyen-2025-reorganisation.yaml', import.meta.url)
  .pathname

const units = [
  'thai-nguyen',
  'song-cong',
  'pho-yen',
  'dai-tu',
  'dinh-hoa',
  'dong-hy',
  'vo-nhai',
  'phu-binh',
  'phu-luong',
]

const readPlan = async (): Promise<PlanFile> => {
  const result = await readPlanFile({ path: planPath })
  if ('problems' in result) throw new Error(result.problems.map((p) => formatProblem(p, 'en')).join('\n'))
  if (isPlanChanges(result.plan)) throw new Error('not a whole plan')
  return result.plan
}

/** The problems of the real plan after one edit, which must hit. */
const problemsAfter = async (edit: (text: string) => string): Promise<Problem[]> => {
  const text = await readFile(planPath, 'utf8')
  const edited = edit(text)
  expect(edited).not.toBe(text)
  const result = await readPlanFile({ text: edited, name: 'plan.yaml' })
  return 'problems' in result ? result.problems : []
}

const lineOf = async (needle: string, edit: (text: string) => string = (text) => text): Promise<number> =>
  edit(await readFile(planPath, 'utf8'))
    .split('\n')
    .findIndex((line) => line.includes(needle)) + 1

describe('the plan of 2024-2025', () => {
  it('has everything the document names', async () => {
    const plan = await readPlan()
    expect(plan.plan).toMatchObject({
      code: 'TN-CDS-2024-2025',
      startsOn: '2024-11-01',
      endsOn: '2025-12-31',
      timeZone: 'Asia/Ho_Chi_Minh',
      organization: 'so-tttt',
    })
    expect(plan.themes.map(({ code }) => code)).toEqual([
      '1.1',
      '1.2',
      '1.3',
      '1.4',
      '1.5',
      '1.6',
      '1.7',
      '1.8',
    ])
    expect(plan.themes.map(({ parts }) => parts.length)).toEqual([0, 3, 3, 5, 6, 3, 0, 0])
    expect(plan.themes[2]?.tasks).toHaveLength(8)
    expect(plan.tasks.map(({ code }) => code)).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8'])
    expect(plan.lines.map(({ code }) => code)).toEqual(['L1', 'L2', 'L3', 'L4'])
    expect(plan.quotas).toHaveLength(9)
    expect(plan.organizations).toHaveLength(15)
    expect(plan.outlets).toHaveLength(37)
    expect(plan.events).toHaveLength(45)
  })

  it('gives every unit its organisation, portal, loudspeaker and screen', async () => {
    const plan = await readPlan()
    for (const unit of units) {
      expect(plan.organizations.find(({ code }) => code === `ubnd-${unit}`)?.parent).toBe('so-tttt')
      for (const [prefix, channel] of [
        ['portal', 'portal'],
        ['loa', 'loudspeaker'],
        ['led', 'screen'],
      ])
        expect(plan.outlets.find(({ code }) => code === `${prefix}-${unit}`)).toMatchObject({
          channel,
          organization: `ubnd-${unit}`,
        })
    }
    const count = (channel: string) => plan.outlets.filter((outlet) => outlet.channel === channel).length
    expect(['press', 'portal', 'loudspeaker', 'screen', 'social', 'publication'].map(count)).toEqual([
      4, 10, 9, 9, 4, 1,
    ])
  })

  it.each([
    ['Q1', 'week', ['outlet'], 1, 1, 'block', '2024-12-31'],
    ['Q2', 'week', ['outlet'], 1, 1, 'block', '2024-12-31'],
    ['Q3', 'window', ['outlet', 'task'], 5, 5, 'block', '2025-12-31'],
    ['Q4', 'window', ['outlet', 'event'], 1, 2, 'block', '2025-12-31'],
    ['Q5', 'window', ['outlet', 'task'], 1, 5, 'block', '2025-12-31'],
    ['Q6', 'month', ['outlet'], 1, 3, 'block', '2025-12-31'],
    ['Q7', 'window', [], 3, undefined, 'warn', '2025-12-31'],
    ['Q8', 'window', [], 1, undefined, 'warn', '2025-12-31'],
    ['Q9', 'month', [], 1, undefined, 'warn', '2025-12-31'],
  ])('reads %s as the table does', async (code, period, per, min, max, enforcement, endsOn) => {
    const quota = (await readPlan()).quotas.find((rule) => rule.code === code)
    expect(quota).toMatchObject({ period, per, min, enforcement, startsOn: '2024-11-01', endsOn })
    expect(quota?.max).toBe(max)
  })

  it('schedules what its own event rules ask for', async () => {
    const { events } = await readPlan()
    const ofKind = (kind: string) => events.filter((event) => event.kind === kind)
    expect(ofKind('signing')).toHaveLength(3)
    expect(ofKind('workshop').map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2024-12-31'])
    expect(ofKind('campaign')).toHaveLength(27)
    const briefings = ofKind('press-briefing')
    expect(briefings.map(({ code, startsAt }) => code === `giao-ban-${startsAt.slice(0, 7)}`)).toEqual(
      Array(14).fill(true),
    )
    for (const event of events) expect(event.title).not.toMatch(/20\d\d|tháng/)
  })

  it('names the clause of every piece', async () => {
    const { themes, tasks, lines, quotas, events } = await readPlan()
    for (const { clause } of [...themes, ...tasks, ...lines, ...quotas, ...events])
      expect(clause).toMatch(/^II\.(1|2)\.\d$/)
  })

  it('describes every field of the form', () => {
    for (const [list, schema] of Object.entries(entrySchemas))
      for (const [key, field] of Object.entries(schema.shape))
        expect(field.description ?? field.unwrap?.().description, `${list}.${key}`).toBeTruthy()
    expect(planFileSchema.shape.plan.shape.timeZone.description).toContain('IANA')
    expect(planChangesSchema.shape.changes.description).toBeTruthy()
  })
})

describe('the reorganisation of 2025', () => {
  it('is valid, and every code it does not name is in the plan', async () => {
    const result = await readPlanFile({ path: changesPath })
    if ('problems' in result) throw new Error(result.problems.map((p) => formatProblem(p, 'en')).join('\n'))
    expect(isPlanChanges(result.plan)).toBe(true)
    const plan = await readPlan()
    for (const { kind, code } of result.unresolved)
      expect(
        plan[kind].some((entry) => entry.code === code),
        `${kind} ${code}`,
      ).toBe(true)
  })

  it('patches what exists, and completes what is new', async () => {
    const result = await readPlanFile({ path: changesPath })
    if ('problems' in result || !isPlanChanges(result.plan)) throw new Error('unreadable')
    const plan = await readPlan()
    for (const list of ['organizations', 'outlets', 'events'] as const)
      for (const entry of result.plan[list] ?? []) {
        const existing = plan[list].find(({ code }) => code === entry.code)
        const merged = { ...existing, ...entry }
        expect(entrySchemas[list].safeParse(merged).error?.issues, entry.code).toBeUndefined()
      }
  })

  it('leaves nothing with a closed organisation', async () => {
    const result = await readPlanFile({ path: changesPath })
    if ('problems' in result || !isPlanChanges(result.plan)) throw new Error('unreadable')
    const plan = await readPlan()
    const merge = <T extends { code: string }>(before: T[], patches: { code: string }[] = []): T[] => [
      ...before.map((entry) => ({ ...entry, ...patches.find(({ code }) => code === entry.code) })),
      ...(patches.filter(({ code }) => !before.some((entry) => entry.code === code)) as T[]),
    ]
    const organizations = merge(plan.organizations, result.plan.organizations)
    const outlets = merge(plan.outlets, result.plan.outlets)
    const events = merge(plan.events, result.plan.events)
    const byCode = new Map(organizations.map((entry) => [entry.code, entry]))

    expect(result.plan.plan.organization).toBe('so-khcn')
    expect(byCode.get('so-tttt')).toMatchObject({ closesOn: '2025-02-28', successor: 'so-khcn' })
    for (const { code, parent } of organizations)
      expect(parent, code).toBe(code.startsWith('so-') ? undefined : 'so-khcn')
    for (const unit of units) {
      const closed = byCode.get(`ubnd-${unit}`)
      expect(closed?.closesOn).toBe('2025-06-30')
      expect(byCode.get(closed?.successor ?? '')?.opensOn).toBe('2025-07-01')
    }
    for (const outlet of outlets) {
      const owner = byCode.get(outlet.organization)
      expect(outlet.closesOn, outlet.code).toBe(owner?.closesOn)
    }
    for (const { code, organization, startsAt } of events) {
      const { opensOn = '0', closesOn = '9' } = byCode.get(organization) ?? {}
      expect(startsAt.slice(0, 10) >= opensOn && startsAt.slice(0, 10) <= closesOn, code).toBe(true)
    }
  })
})

describe('a broken plan file', () => {
  const cases: {
    name: string
    edit: (text: string) => string
    at: string
    path: string
    en: RegExp
  }[] = [
    {
      name: 'an unknown key',
      edit: (text) => text.replace('    kind: department', '    kind: department\n    colour: red'),
      at: 'colour: red',
      path: 'organizations[0].colour',
      en: /no field “colour”/,
    },
    {
      name: 'an impossible date',
      edit: (text) => text.replace('endsOn: "2025-12-31"', 'endsOn: "2025-02-30"'),
      at: '2025-02-30',
      path: 'plan.endsOn',
      en: /day that exists/,
    },
    {
      name: 'a moment without an offset',
      edit: (text) =>
        text.replace('startsAt: "2024-11-12T08:30:00+07:00"', 'startsAt: "2024-11-12T08:30:00"'),
      at: '2024-11-12T08:30:00',
      path: 'events[0].startsAt',
      en: /with its offset/,
    },
    {
      name: 'an unknown time zone',
      edit: (text) => text.replace('Asia/Ho_Chi_Minh', 'Asia/Thai_Nguyen'),
      at: 'Asia/Thai_Nguyen',
      path: 'plan.timeZone',
      en: /no such time zone/,
    },
    {
      name: 'an offset instead of a time zone',
      edit: (text) => text.replace('Asia/Ho_Chi_Minh', "'+07:00'"),
      at: "'+07:00'",
      path: 'plan.timeZone',
      en: /no such time zone/,
    },
    {
      name: 'a duplicate code',
      edit: (text) => text.replace('  - code: T2\n', '  - code: T1 # twice\n'),
      at: 'T1 # twice',
      path: 'tasks[1].code',
      en: /“T1” is already there, on line \d+/,
    },
    {
      name: 'a reference to nothing',
      edit: (text) => text.replace('    line: L1\n', '    line: L9\n'),
      at: 'line: L9',
      path: 'quotas[0].line',
      en: /no “L9” in lines/,
    },
    {
      name: 'a reference to nothing in a list',
      edit: (text) => text.replace('[T1, T2, T3,', '[T1, T2, T99,'),
      at: 'T99',
      path: 'themes[2].tasks[2]',
      en: /no “T99” in tasks/,
    },
    {
      name: 'an end before the start',
      edit: (text) => text.replace('closesOn: "2024-12-31"', 'closesOn: "2024-10-31"'),
      at: 'closesOn: "2024-10-31"',
      path: 'lines[0].closesOn',
      en: /“closesOn” is before “opensOn”/,
    },
    {
      name: 'a minimum above the maximum',
      edit: (text) => text.replace('    min: 5\n', '    min: 6\n'),
      at: 'min: 6',
      path: 'quotas[2].min',
      en: /greater than/,
    },
    {
      name: 'a maximum of nothing',
      edit: (text) => text.replace('    max: 5\n', '    max: 0\n'),
      at: 'max: 0',
      path: 'quotas[2].max',
      en: /at least 1/,
    },
    {
      name: 'events with kinds of items',
      edit: (text) =>
        text.replace('    eventKinds: [signing]\n', '    eventKinds: [signing]\n    kinds: [news]\n'),
      at: '    kinds: [news]\n',
      path: 'quotas[6].kinds',
      en: /no meaning where “counts” is events/,
    },
    {
      name: 'a value that is no option',
      edit: (text) => text.replace('enforcement: warn', 'enforcement: maybe'),
      at: 'enforcement: maybe',
      path: 'quotas[6].enforcement',
      en: /one of: block, warn/,
    },
    {
      name: 'a code that YAML takes for a number',
      edit: (text) => text.replace('code: "1.1"', 'code: 1.1'),
      at: 'code: 1.1',
      path: 'themes[0].code',
      en: /put it in quotes/,
    },
    {
      name: 'a circle of parents',
      edit: (text) => text.replace('    kind: department', '    kind: department\n    parent: so-tttt'),
      at: 'parent: so-tttt',
      path: 'organizations[0].parent',
      en: /leads back/,
    },
    {
      name: 'an event outside the plan',
      edit: (text) =>
        text.replace('startsAt: "2025-12-31T07:30:00+07:00"', 'startsAt: "2026-01-01T00:00:00+07:00"'),
      at: 'startsAt: "2026-01-01',
      path: 'events[22].startsAt',
      en: /outside the window/,
    },
  ]

  it.each(cases)('reports $name with its line', async ({ edit, at, path, en }) => {
    const problems = await problemsAfter(edit)
    const problem = problems.find((candidate) => candidate.path === path)
    expect(problems.map((found) => formatProblem(found, 'en'))).toContainEqual(expect.stringContaining(path))
    expect(problem?.line).toBe(await lineOf(at.trim(), edit))
    expect(problem?.message.en).toMatch(en)
    expect(problem?.message.vi).toBeTruthy()
    expect(problem?.message.vi).not.toBe(problem?.message.en)
  })

  it('points at the parent of a missing key', async () => {
    const edit = (text: string) => text.replace('    enforcement: block\n', '')
    const [problem, ...others] = await problemsAfter(edit)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ path: 'quotas[0].enforcement', line: await lineOf('- code: Q1') })
    expect(problem?.message.en).toBe('“enforcement” is missing')
  })

  it('reports a whole list that is missing, and references into it', async () => {
    const problems = await problemsAfter((text) => text.replace('\ntasks:\n', '\nwork:\n'))
    const paths = problems.map(({ path }) => path)
    expect(paths).toContain('work')
    expect(paths).toContain('tasks')
    expect(paths).toContain('themes[2].tasks[0]')
  })

  it('reports every problem at once, in the order of the file', async () => {
    const problems = await problemsAfter((text) =>
      text
        .replace('endsOn: "2025-12-31"', 'endsOn: "2025-02-30"')
        .replace('  - code: T2\n', '  - code: T1\n')
        .replace('enforcement: warn', 'enforcement: maybe')
        .replace('startsAt: "2024-11-12T08:30:00+07:00"', 'startsAt: "2024-11-12T12:30:00+07:00"'),
    )
    expect(problems.map(({ path }) => path)).toEqual([
      'plan.endsOn',
      'themes[2].tasks[1]',
      'tasks[1].code',
      'quotas[6].enforcement',
      'events[0].endsAt',
    ])
    const lines = problems.map(({ line }) => line)
    expect(lines).toEqual([...lines].sort((a, b) => a - b))
  })

  it.each([
    ['a syntax error', 'plan:\n  code: [a\n', /YAML/],
    ['a key twice', 'plan:\n  code: a\n  code: b\n', /YAML/],
    ['a tag that nobody knows', 'plan: !secret x\n', /YAML/],
    ['an alias that leads nowhere', 'plan: *nowhere\n', /YAML/],
    ['two documents', 'plan: a\n---\nplan: b\n', /YAML/],
    ['an empty file', '# nothing\n', /empty/],
  ])('reports %s', async (_, text, en) => {
    const result = await readPlanFile({ text, name: 'plan.yaml' })
    if (!('problems' in result)) throw new Error('accepted')
    expect(result.problems[0]?.message.en).toMatch(en)
    expect(result.problems[0]?.line).toBeGreaterThan(0)
  })

  it.each(['just text', '[1, 2]', '42'])('reports %s, which is no plan', async (text) => {
    expect(await readPlanFile({ text, name: 'plan.yaml' })).toHaveProperty('problems')
  })

  it('reports a file that is not there without its folder', async () => {
    const result = await readPlanFile({ path: '/nowhere/plan.yaml' })
    expect('problems' in result && formatProblem(result.problems[0] as Problem, 'en')).toBe(
      'plan.yaml:1:1 The file cannot be read: ENOENT',
    )
  })

  it('formats a problem in both languages', () => {
    const problem: Problem = {
      file: 'plan.yaml',
      line: 3,
      column: 5,
      path: 'plan.code',
      message: { vi: 'Thiếu', en: 'Missing' },
    }
    expect(formatProblem(problem, 'vi')).toBe('plan.yaml:3:5 plan.code: Thiếu')
    expect(formatProblem(problem, 'en')).toBe('plan.yaml:3:5 plan.code: Missing')
  })
})

describe('a follow-up file', () => {
  it('needs no more than the plan’s code, and says which codes it leaves to the loader', async () => {
    const text = `changes: true
plan: { code: TN-CDS-2024-2025 }
outlets:
  - code: portal-dinh-hoa
    organization: ubnd-moi
`
    expect(await readPlanFile({ text, name: 'changes.yaml' })).toMatchObject({
      plan: { changes: true },
      unresolved: [{ path: 'outlets[0].organization', line: 5, code: 'ubnd-moi', kind: 'organizations' }],
    })
  })

  it('is still strict about keys, values and order', async () => {
    const text = `changes: true
plan: { code: TN-CDS-2024-2025, colour: red }
organizations:
  - closesOn: '2025-02-28'
  - code: so-khcn
    opensOn: '2025-03-01'
    closesOn: '2025-02-01'
`
    const result = await readPlanFile({ text, name: 'changes.yaml' })
    if (!('problems' in result)) throw new Error('accepted')
    expect(result.problems.map(({ line, path }) => `${line} ${path}`)).toEqual([
      '2 plan.colour',
      '4 organizations[0].code',
      '7 organizations[1].closesOn',
    ])
  })
})
