// The plan as a file: all of it or nothing, and the second time nothing changes. On the plan at its own dates.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { loadPlan, type Tally } from '../../seed/loadPlan.ts'
import { isPlanChanges, readPlanFile } from '../../seed/planFile.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const PLAN = path.join(ROOT, 'seed/plans/thai-nguyen-2024-2025.yaml')
const CHANGES = path.join(ROOT, 'seed/plans/thai-nguyen-2025-reorganisation.yaml')
const TABLES = [
  'plans',
  'themes',
  'themes_parts',
  'themes_rels',
  'tasks',
  'lines',
  'quotas',
  'quotas_kinds',
  'quotas_per',
  'quotas_event_kinds',
  'organizations',
  'outlets',
  'events',
]

let loa: Loa
let steps: Steps
let directory: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'plan' })
  steps = stepsOf(loa)
  directory = await mkdtemp(path.join(tmpdir(), 'loa-plan-'))
})
afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
  await loa.stop()
})

const load = async (file: string, isDryRun = false) => {
  const read = await readPlanFile({ path: file })
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return loadPlan({ payload: loa.payload, plan: read.plan, unresolved: read.unresolved, isDryRun })
}

/** Every row of the plan's tables, to be compared. */
const snapshot = async () => {
  const all: Record<string, unknown> = {}
  for (const table of TABLES)
    all[table] = (
      await steps.query(
        `select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]') as rows from ${table} t`,
      )
    )[0].rows
  return all
}

const sum = (loaded: Awaited<ReturnType<typeof load>>): Tally => {
  if ('findings' in loaded) throw new Error(JSON.stringify(loaded.findings))
  const total = { created: 0, updated: 0, unchanged: 0, closed: 0 }
  for (const tally of Object.values(loaded.tallies))
    for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key]
  return total
}

/** The command as people run it, in a process of its own and in another time zone. */
const command = async (...args: string[]) => {
  const env = {
    ...process.env,
    DATABASE_URL: loa.databaseUrl,
    TZ: 'America/New_York',
    LC_ALL: 'en_US.UTF-8',
    NODE_ENV: 'production' as const,
  }
  const result = promisify(execFile)(process.execPath, ['bin/command.mjs', 'seed/index.ts', ...args], {
    cwd: ROOT,
    env,
  })
  return result.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({
      code: code as number,
      stdout: stdout as string,
      stderr: stderr as string,
    }),
  )
}

const progress = async (query: string) => {
  const { status, body } = await loa.rest('GET', `/api/quotas/progress?plan=TN-CDS-2024-2025&${query}`, {
    as: await steps.token('editor@so-tttt'),
  })
  expect(status).toBe(200)
  return body.buckets as any[]
}

describe('the shipped plan', () => {
  it('is complete: 8 themes, 8 tasks, 4 lines, 9 quotas, and a portal, loudspeaker and screen for each unit', async () => {
    const counts = async (table: string) =>
      (await steps.query(`select count(*)::int as n from ${table}`))[0].n
    expect([
      await counts('themes'),
      await counts('tasks'),
      await counts('lines'),
      await counts('quotas'),
    ]).toEqual([8, 8, 4, 9])
    const channels = await steps.query(
      'select channel::text, count(*)::int as n from outlets group by 1 order by 1',
    )
    expect(Object.fromEntries(channels.map(({ channel, n }) => [channel, n]))).toMatchObject({
      press: 4,
      portal: 10,
      loudspeaker: 9,
      screen: 9,
      social: 4,
    })
    expect(
      (
        await steps.query(
          `select count(*)::int as n from themes_parts p join themes t on t.id = p._parent_id where t.code = '1.4'`,
        )
      )[0].n,
    ).toBe(5)
  })

  it('loaded again: everything unchanged, not one row touched', async () => {
    const before = await snapshot()
    const total = sum(await load(PLAN))
    expect(total).toMatchObject({ created: 0, updated: 0, closed: 0 })
    expect(total.unchanged).toBeGreaterThan(80)
    expect(await snapshot()).toEqual(before)
  })

  it('puts back what was changed by hand, and only that; a dry run only says so', async () => {
    await loa.payload.update({
      collection: 'tasks',
      where: { code: { equals: 'T1' } },
      data: { title: 'Sửa tay' },
      overrideAccess: true,
    })
    const before = await snapshot()
    expect(sum(await load(PLAN, true))).toMatchObject({ created: 0, updated: 1 })
    expect(await snapshot()).toEqual(before)
    expect(sum(await load(PLAN))).toMatchObject({ created: 0, updated: 1 })
    expect(sum(await load(PLAN))).toMatchObject({ created: 0, updated: 0 })
  })

  it('loaded twice at the same moment does no harm', async () => {
    const results = await Promise.all([load(PLAN), load(PLAN)])
    for (const result of results) expect(sum(result)).toMatchObject({ created: 0, updated: 0 })
  })
})

describe('the command', () => {
  it('says what it did, and a dry run changes nothing', async () => {
    const before = await snapshot()
    const { code, stdout } = await command(PLAN, '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toMatch(/Dry run/)
    expect(stdout).toMatch(/total\s+0\s+0\s+\d+\s+0/)
    expect(await snapshot()).toEqual(before)
  })

  it('moves the plan with --shift-to, and says no to what cannot be moved', async () => {
    const before = await snapshot()
    const shifted = await command(PLAN, '--shift-to', '2030-11-01', '--dry-run')
    expect(shifted.code).toBe(0)
    expect(shifted.stdout).not.toMatch(/total\s+0\s+0/)
    expect((await command(PLAN, '--shift-to', '2030-02-30')).code).toBe(2)
    expect((await command(CHANGES, '--shift-to', '2030-11-01')).code).toBe(1)
    expect(await snapshot()).toEqual(before)
  })

  it('of a broken file changes nothing and names each error with file, line and path', async () => {
    const good = await readFile(PLAN, 'utf8')
    const file = path.join(directory, 'broken.yaml')
    await writeFile(
      file,
      good
        .replace('startsOn: "2024-11-01"', 'startsOn: "2024-13-01"')
        .replace('organization: dai-ptth', 'organization: khong-co')
        .replace('period: month', 'period: fortnight')
        .replace('code: T2', 'code: T1')
        .replace('title: Kế hoạch', 'titel: Kế hoạch'),
    )
    const before = await snapshot()
    const { code, stderr, stdout } = await command(file)
    expect(code).toBe(1)
    expect(stdout).toBe('')
    for (const what of ['plan.startsOn', 'khong-co', 'period', 'T1', 'titel']) expect(stderr).toContain(what)
    expect(stderr.split('\n').filter((line) => /broken\.yaml:\d+/.test(line)).length).toBeGreaterThanOrEqual(
      5,
    )
    expect(stderr).toContain('Nothing was loaded.')
    expect(stderr.replaceAll(directory, '')).not.toMatch(/\bat \S+ \(|node_modules|select .* from/)
    expect(await snapshot()).toEqual(before)
  })

  it('takes away what a whole plan leaves out, and puts it back with it', async () => {
    const good = await readFile(PLAN, 'utf8')
    const file = path.join(directory, 'less.yaml')
    await writeFile(file, good.replace(/^ {4}requiresCitation: true\n/m, ''))
    const bounds = () => steps.query(`select code, requires_citation from lines order by code`)
    const before = await bounds()
    const { code, stdout } = await command(file)
    expect(code).toBe(0)
    expect(stdout).toMatch(/lines\s+0\s+1\s+3\s+0/)
    expect(stdout).toMatch(/total\s+0\s+1\s+\d+\s+0/)
    expect(await bounds()).not.toEqual(before)
    expect((await command(file)).stdout).toMatch(/total\s+0\s+0\s+\d+\s+0/)
    expect(sum(await load(PLAN))).toMatchObject({ created: 0, updated: 1, closed: 0 })
    expect(await bounds()).toEqual(before)
  })

  it('of no file, of a file that is not there, of nonsense', async () => {
    expect((await command()).code).toBe(2)
    const missing = await command(path.join(directory, 'nothing.yaml'))
    expect(missing.code).toBe(1)
    expect(missing.stderr).not.toMatch(/\bat \S+ \(/)
    await writeFile(path.join(directory, 'nonsense.yaml'), 'a: [')
    expect((await command(path.join(directory, 'nonsense.yaml'))).code).toBe(1)
  })
})

describe('changes that point at nothing', () => {
  it('are named one by one, and nothing is loaded', async () => {
    const file = path.join(directory, 'changes.yaml')
    await writeFile(
      file,
      [
        'changes: true',
        'plan:',
        '  code: TN-CDS-2024-2025',
        'organizations:',
        '  - code: so-tttt',
        '    successor: khong-co',
        '  - code: moi',
        '    kind: press',
        'outlets:',
        '  - code: portal-tinh',
        '    organization: cung-khong',
        '',
      ].join('\n'),
    )
    const before = await snapshot()
    const read = await readPlanFile({ path: file })
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    expect(isPlanChanges(read.plan)).toBe(true)
    const loaded = await loadPlan({ payload: loa.payload, plan: read.plan, unresolved: read.unresolved })
    const told = JSON.stringify(loaded)
    expect('findings' in loaded).toBe(true)
    for (const what of ['khong-co', 'cung-khong', 'name']) expect(told).toContain(what)
    expect(told).not.toMatch(LEAK)
    expect(await snapshot()).toEqual(before)
  })
})

describe('the reorganisation of 2025', () => {
  let tally: Tally
  beforeAll(async () => {
    tally = sum(await load(CHANGES))
  })

  it('closes units and outlets, opens their successors, and keeps what was', async () => {
    expect(tally.closed).toBeGreaterThan(30)
    expect(tally.created).toBeGreaterThan(9)
    const [unit] = await steps.query(
      `select o.closes_on, s.code as successor from organizations o join organizations s on s.id = o.successor_id where o.code = 'ubnd-dinh-hoa'`,
    )
    expect(unit.closes_on.toISOString().slice(0, 10)).toBe('2025-06-30')
    expect(unit.successor).toBe('ubnd-xa-dinh-hoa')
    expect(
      await steps.query(
        `select count(*)::int as n from users u join organizations o on o.id = u.organization_id where o.code = 'ubnd-dinh-hoa'`,
      ),
    ).toEqual([{ n: 3 }])
  })

  it('applied again changes nothing', async () => {
    const before = await snapshot()
    expect(sum(await load(CHANGES))).toMatchObject({ created: 0, updated: 0, closed: 0 })
    expect(await snapshot()).toEqual(before)
  })

  it('a closed outlet has no period after its last day; an open one has', async () => {
    const of = async (outlet: string) =>
      (await progress(`quota=Q6&outlet=${outlet}&at=2025-12-20T00:00:00Z`)).map(({ period }) => period)
    expect(await of('portal-dinh-hoa')).toEqual([
      '2024-11',
      '2024-12',
      '2025-01',
      '2025-02',
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-06',
    ])
    expect(await of('portal-tinh')).toHaveLength(14)
  })

  // "a unit and its outlets … owe nothing after it": also where the period is the whole window
  it('a closed outlet owes nothing in a period that ends after its last day', async () => {
    const closed = (
      await steps.query(`select code from outlets where closes_on is not null and closes_on < '2025-12-01'`)
    ).map(({ code }) => code)
    const owing = (await progress('at=2025-12-28T00:00:00Z')).filter(
      ({ outlet, endsAt, state }) =>
        closed.includes(outlet) && endsAt > '2025-07-01T00:00:00Z' && ['due', 'overdue'].includes(state),
    )
    expect(
      owing.map(({ quota, outlet, task, state }) => `${quota} ${outlet} ${task} ${state}`).slice(0, 3),
    ).toEqual([])
  })

  it('an outlet that opens in the middle owes nothing before, and nothing in the period it opens in', async () => {
    const opened = await steps.query(`select code, channel from outlets where opens_on >= '2025-07-01'`)
    const buckets = (await progress('at=2026-02-01T00:00:00Z')).filter(({ outlet }) =>
      opened.some(({ code }) => code === outlet),
    )
    expect(buckets.every(({ endsAt }) => endsAt > '2025-06-30T17:00:00.000Z')).toBe(true)
  })
})

describe('a second plan', () => {
  /** The shipped plan under another code, its own entries too when they have a prefix. */
  const second = async (prefix = '') => {
    const plan = parse(await readFile(PLAN, 'utf8'))
    plan.plan.code = 'KH-2'
    for (const list of ['themes', 'tasks', 'lines', 'quotas', 'events'])
      for (const entry of plan[list]) entry.code = prefix + entry.code
    for (const theme of plan.themes) theme.tasks = theme.tasks?.map((code: string) => prefix + code)
    for (const quota of plan.quotas) if (quota.line) quota.line = prefix + quota.line
    const file = path.join(directory, 'second.yaml')
    await writeFile(file, stringify(plan))
    return file
  }

  it('cannot take over what another plan has: refused with file, line and path, nothing changed', async () => {
    const before = await snapshot()
    const file = await second()
    const { code, stdout, stderr } = await command(file)
    expect([code, stdout]).toEqual([1, ''])
    for (const [at, own] of [
      ['lines[0].code', 'L1'],
      ['quotas[0].code', 'Q1'],
      ['tasks[0].code', 'T1'],
    ])
      expect(stderr).toMatch(
        new RegExp(
          `second\\.yaml:\\d+:\\d+ ${at?.replaceAll(/[[\].]/g, '\\$&')}: “${own}” belongs to the plan “TN-CDS-2024-2025”`,
        ),
      )
    expect(stderr).toContain('Nothing was loaded.')
    expect(stderr).not.toMatch(/(organizations|outlets)\[/)
    expect(await snapshot()).toEqual(before)
  })

  it('has entries of its own, and shares units and outlets', async () => {
    const read = await readPlanFile({ path: await second('K-') })
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    const loaded = await loadPlan({ payload: loa.payload, plan: read.plan })
    if ('findings' in loaded) throw new Error(JSON.stringify(loaded.findings))
    const { organizations, outlets, lines, quotas } = loaded.tallies
    expect([organizations?.created, outlets?.created, lines?.created, quotas?.created]).toEqual([0, 0, 4, 9])
    expect(
      await steps.query(`select p.code from lines l join plans p on p.id = l.plan_id where l.code = 'L1'`),
    ).toEqual([{ code: 'TN-CDS-2024-2025' }])
  })

  it('changes nothing of another, and points at nothing of it', async () => {
    const before = await snapshot()
    const file = path.join(directory, 'second-changes.yaml')
    await writeFile(
      file,
      'changes: true\nplan: { code: KH-2 }\nlines:\n  - code: L1\n    title: Khác\nquotas:\n  - code: K-Q1\n    line: L2\n',
    )
    const { code, stderr } = await command(file)
    expect(code).toBe(1)
    expect(stderr).toMatch(/second-changes\.yaml:4:\d+ lines\[0\]\.code: “L1” belongs/)
    expect(stderr).toMatch(/second-changes\.yaml:8:\d+ quotas\[0\]\.line: “L2” belongs/)
    expect(await snapshot()).toEqual(before)
  })
})
