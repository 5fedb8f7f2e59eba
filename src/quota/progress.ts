// The plan's state: every bucket of every rule, what is used, reserved and owed. One statement counts; which buckets
// there are, also the empty ones, is the calendar's arithmetic, which has its one place in `calendar.ts`.
import { sql } from '@payloadcms/db-postgres'
import { addDays } from 'date-fns'
import type { PayloadRequest } from 'payload'
import { rowsOf, type Statement } from '../database/statement.ts'
import { boundsOf, calendarDateIn, type Period, periodsIn } from './calendar.ts'
import { datesOf, type OutletFacts, outletsStatement, type RuleRow, ruleOf, rulesStatement } from './facts.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { DIMENSIONS, type Dimension, placeIn, type Rule } from './rules.ts'
import { column } from './sources.ts'
import { isOverBound, owedIn, type State, stateOf } from './state.ts'
import { isUsedSlot } from './used.ts'

/** One bucket of the answer; codes for quota, outlet, task, event and organization; instants ISO 8601 in UTC. */
export type Progress = Place & Cell

type Place = { quota: string } & Partial<Record<Dimension, string>>
type Cell = {
  period: string
  startsAt: string
  endsAt: string
  used: number
  reserved: number
  min: number | null
  max: number | null
  owed: number
  state: State
  /** More ran than the upper bound has. */
  isOver: boolean
}

/** A rule at one outlet, task, event or organisation, and its buckets in the order of time. */
export type ProgressRow = { place: Place; cells: Cell[] }

/**
 * The state of a plan, row by row.
 * @param plan code of the plan; left out in a project without plans
 * @param quota @param outlet codes, to see only these
 * @returns null when there is no such plan
 */
export const progressRows = async ({
  req,
  options,
  plan,
  quota,
  outlet,
  now,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  plan?: string
  quota?: string
  outlet?: string
  now: Date
}): Promise<ProgressRow[] | null> => {
  const found = await read({ req, options, plan, now })
  if (!found) return null
  const { rules, outlets, named, counts } = found
  const rows: ProgressRow[] = []
  for (const rule of rules) {
    if (quota && rule.code !== quota) continue
    const today = calendarDateIn({ instant: now, timeZone: rule.timeZone })
    const dueLimit = calendarDateIn({ instant: addDays(now, options.dueWithinDays), timeZone: rule.timeZone })
    const slices = datedPeriods(rule).map((dated) => sliceOf({ rule, today, dueLimit, ...dated }))
    // most rows of a large plan are empty, and the same
    const empty = slices.map((slice) => slice.empty)
    for (const { values, codes, ...lifespan } of combinationsOf({ rule, outlets, named })) {
      if (outlet && codes.outlet !== outlet) continue
      const held = counts.get(`${rule.id} ${placeIn({ rule, values })}`) ?? []
      const isPlain = held.length === 0 && !lifespan.opensOn && !lifespan.closesOn
      const cells = isPlain ? empty : cellsOf({ slices, held, ...lifespan })
      rows.push({ place: { quota: rule.code, ...codes }, cells })
    }
  }
  return rows
}

/** The same as one list of buckets. */
export const progressOf = async (args: Parameters<typeof progressRows>[0]): Promise<Progress[] | null> => {
  const rows = await progressRows(args)
  return rows?.flatMap(({ place, cells }) => cells.map((cell) => ({ ...place, ...cell }))) ?? null
}

type Count = { used: number; reserved: number }
/** What is held in one bucket of a place: a rule and what it is split by. */
type Held = Count & { period: string }
const NOTHING: Count = { used: 0, reserved: 0 }

/** The buckets of one place. A unit that closed owes nothing afterwards (plan, III), one that opens later nothing before. */
const cellsOf = ({
  slices,
  held,
  opensOn,
  closesOn,
}: Lifespan & { slices: Slice[]; held: Held[] }): Cell[] => {
  const counts = new Map(held.map((count) => [count.period, count]))
  const cells: Cell[] = []
  for (const { period, cell, empty } of slices) {
    const { key, from, to } = period
    if ((opensOn && opensOn > to) || (closesOn && closesOn < from)) continue
    const isWhole = (!opensOn || opensOn <= from) && (!closesOn || closesOn >= to)
    const count = counts.get(key)
    cells.push(count || !isWhole ? cell({ ...(count ?? NOTHING), isWhole }) : empty)
  }
  return cells
}

type Dated = { period: Period; startsAt: string; endsAt: string }

/** The periods of a rule with their instants. Most rules of a plan share them, and time zones are slow to ask. */
const datedPeriods = ({ period: kind, window, timeZone }: Rule): Dated[] => {
  const key = [kind, window.from, window.to, timeZone].join(' ')
  const known = remembered.get(key)
  if (known) return known
  const dated = periodsIn({ period: kind, window }).map((period) => {
    const { startsAt, endsAt } = boundsOf({ period, timeZone })
    return { period, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
  })
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(key, dated)
  return dated
}

const remembered = new Map<string, Dated[]>()
const REMEMBERED = 100

type Slice = ReturnType<typeof sliceOf>

/** One period of a rule: what is said of a bucket in it, worked out once for all that are empty. */
const sliceOf = ({
  rule,
  period,
  startsAt,
  endsAt,
  today,
  dueLimit,
}: Dated & { rule: Rule; today: string; dueLimit: string }) => {
  const dueFrom = period.to <= dueLimit ? today : '9999-12-31'
  const { min, max } = rule
  // the same few counts come again and again: one object each, which is written as JSON once
  const cells = new Map<string, Cell>()
  const cell = ({ used, reserved, isWhole }: Count & { isWhole: boolean }): Cell => {
    const key = `${used} ${reserved} ${isWhole}`
    const known = cells.get(key)
    if (known) return known
    const owed = isWhole ? owedIn({ min, period }) : 0
    const state = stateOf({ used, reserved, owed, max, period, today, dueFrom })
    const isOver = isOverBound({ used, max })
    const made = { period: period.key, startsAt, endsAt, used, reserved, min, max, owed, state, isOver }
    cells.set(key, made)
    return made
  }
  return { period, cell, empty: cell({ ...NOTHING, isWhole: true }) }
}

/** First and last calendar date on which something is there; null without such a bound. */
type Lifespan = { opensOn: string | null; closesOn: string | null }
type Choice = Lifespan & { id: string; code: string }
type Named = { what: Dimension; id: string; code: string }
type Combination = Lifespan & {
  values: Partial<Record<Dimension, string>>
  codes: Partial<Record<Dimension, string>>
}

/** Every outlet × task × event × organisation the rule is split by, and between which dates each of them is there. */
const combinationsOf = ({
  rule,
  outlets,
  named,
}: {
  rule: Rule
  outlets: OutletFacts[]
  named: Named[]
}): Combination[] => {
  let found: Combination[] = [{ values: {}, codes: {}, opensOn: null, closesOn: null }]
  for (const dimension of rule.per) {
    const choices: Choice[] =
      dimension === 'outlet'
        ? outlets.filter(({ channel }) => !rule.channel || channel === rule.channel)
        : named
            .filter(({ what }) => what === dimension)
            .map((one) => ({ ...one, opensOn: null, closesOn: null }))
    found = found.flatMap((before) =>
      choices.map((choice) => ({
        values: { ...before.values, [dimension]: choice.id },
        codes: { ...before.codes, [dimension]: choice.code },
        opensOn: choice.opensOn ?? before.opensOn,
        closesOn: choice.closesOn ?? before.closesOn,
      })),
    )
  }
  return found
}

/** All of it by one statement: the rules, what they are split by, and how many slots are held in each bucket. */
const read = async ({
  req,
  options,
  plan,
  now,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  plan?: string
  now: Date
}) => {
  const { sources, tables } = options
  const all = (statement: Statement) => sql`(select coalesce(json_agg(r), '[]') from (${statement}) r)`
  const ofPlan = (alias: string) => (sources.plan ? sql`${sql.identifier(alias)}.plan_id = p.id` : sql`true`)
  const from = sources.plan
    ? sql`from ${sql.identifier(sources.plan.table)} p where ${column('p', sources.plan.code)}::text = ${plan ?? ''}`
    : sql``
  const isUsed = isUsedSlot({ sources, now })
  // As text, a line each: half the time of JSON. Neither identifiers nor periods have blanks.
  const counting = sql`
    select string_agg(line, ${'\n'}) from (
      select concat_ws(' ', s.quota_id, left(s.bucket, -1 - length(s.period)), s.period,
                       count(*) filter (where ${isUsed}), count(*) filter (where not (${isUsed}))) as line
      from ${sql.identifier(tables.slots)} s join ${sql.identifier(tables.quotas)} q on q.id = s.quota_id
      where ${ofPlan('q')} group by s.quota_id, s.bucket, s.period) counted`
  const [row] = await rowsOf<{
    rules: RuleRow[]
    outlets: OutletFacts[]
    named: Named[]
    counts: string | null
  }>({
    req,
    statement: sql`
      select ${all(rulesStatement({ options, where: ofPlan('q') }))} as rules,
             ${all(outletsStatement({ options, where: sql`true` }))} as outlets,
             ${all(namedStatement({ options, ofPlan }))} as named,
             (${counting}) as counts
      ${from}`,
  })
  if (!row) return null
  return {
    rules: row.rules.map((one) => ruleOf(one, options)),
    outlets: row.outlets.map(datesOf),
    named: row.named,
    counts: byPlace(row.counts ?? ''),
  }
}

const byPlace = (lines: string) => {
  const found = new Map<string, Held[]>()
  for (const line of lines ? lines.split('\n') : []) {
    const [quota, bare, period = '', used, reserved] = line.split(' ')
    const place = `${quota} ${bare}`
    const count = { period, used: Number(used), reserved: Number(reserved) }
    const known = found.get(place)
    if (known) known.push(count)
    else found.set(place, [count])
  }
  return found
}

// Tasks and events are of a plan where their collection says so; organisations are everybody's.
const namedStatement = ({
  options: { sources },
  ofPlan,
}: {
  options: SanitizedQuotaOptions
  ofPlan: (alias: string) => Statement
}): Statement => {
  const statements = DIMENSIONS.flatMap((name) => {
    const related = sources[name]
    if (name === 'outlet' || !related) return []
    const where = 'plan' in related && related.plan ? ofPlan('d') : sql`true`
    return sql`
      select ${name}::text as what, d.id::text, ${column('d', related.code)}::text as code
      from ${sql.identifier(related.table)} d where ${where}`
  })
  if (statements.length === 0) return sql`select null as what where false`
  return sql`${sql.join(statements, sql` union all `)} order by code`
}
