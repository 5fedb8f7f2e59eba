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
import { owedIn, type State, stateOf } from './state.ts'

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
  const datedPeriods = rememberPeriods()
  const rows: ProgressRow[] = []
  for (const rule of rules) {
    if (quota && rule.code !== quota) continue
    const today = calendarDateIn({ instant: now, timeZone: rule.timeZone })
    const dueLimit = calendarDateIn({ instant: addDays(now, options.dueWithinDays), timeZone: rule.timeZone })
    const slices = datedPeriods(rule).map((dated) => sliceOf({ rule, today, dueLimit, ...dated }))
    // most rows of a large plan are empty, and the same
    const empty = slices.map((slice) => slice.empty)
    const indexOf = new Map(slices.map(({ period }, index) => [period.key, index]))
    for (const { values, codes, opensOn, closesOn } of combinationsOf({ rule, outlets, named })) {
      if (outlet && codes.outlet !== outlet) continue
      const held = counts.get(`${rule.id} ${placeIn({ rule, values })}`) ?? []
      let cells = held.length > 0 ? [...empty] : empty
      for (const { period, ...count } of held) {
        const index = indexOf.get(period) ?? -1
        const cell = slices[index]?.cell({ ...count, isWhole: true })
        if (cell) cells[index] = cell
      }
      if (opensOn || closesOn) {
        // A unit that closed owes nothing afterwards (plan, III); one that opens later owed nothing before.
        cells = slices.flatMap(({ period: { from, to }, cell }, index) => {
          if ((opensOn && opensOn > to) || (closesOn && closesOn < from)) return []
          const isWhole = (!opensOn || opensOn <= from) && (!closesOn || closesOn >= to)
          return [isWhole ? (cells[index] ?? empty[index]) : cell({ ...(cells[index] ?? NOTHING), isWhole })]
        }) as Cell[]
      }
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
/** What is held in one bucket; `place` names its rule and what that is split by. */
type Held = Count & { place: string; period: string }
const NOTHING: Count = { used: 0, reserved: 0 }

type Dated = { period: Period; startsAt: string; endsAt: string }

/** The periods of a rule with their instants. Most rules of a plan share them, and time zones are slow to ask. */
const rememberPeriods = () => {
  const known = new Map<string, Dated[]>()
  return ({ period: kind, window, timeZone }: Rule): Dated[] => {
    const key = [kind, window.from, window.to, timeZone].join(' ')
    const found =
      known.get(key) ??
      periodsIn({ period: kind, window }).map((period) => {
        const { startsAt, endsAt } = boundsOf({ period, timeZone })
        return { period, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
      })
    known.set(key, found)
    return found
  }
}

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
  const cell = ({ used, reserved, isWhole }: Count & { isWhole: boolean }): Cell => {
    const owed = isWhole ? owedIn({ min, period }) : 0
    return {
      period: period.key,
      startsAt,
      endsAt,
      used,
      reserved,
      min,
      max,
      owed,
      state: stateOf({ used, reserved, owed, max, period, today, dueFrom }),
    }
  }
  return { period, cell, empty: cell({ ...NOTHING, isWhole: true }) }
}

type Choice = { id: string; code: string; opensOn: string | null; closesOn: string | null }
type Named = { what: Dimension; id: string; code: string }
type Combination = {
  values: Partial<Record<Dimension, string>>
  codes: Partial<Record<Dimension, string>>
  opensOn: string | null
  closesOn: string | null
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
  const isUsed = sources.event
    ? // a coming event is reserved until the moment it begins
      sql`case when s.held_event_id is null then s.state = 'consumed' else s.ran_at <= ${now.toISOString()}::timestamptz end`
    : sql`s.state = 'consumed'`
  // ungrouped by place: to sort 20,000 texts by Vietnamese rules took longer than all the rest
  const counting = sql`
    select s.quota_id::text || ' ' || left(s.bucket, -1 - length(s.period)) as place, s.period,
           count(*) filter (where ${isUsed}) as used, count(*) filter (where not (${isUsed})) as reserved
    from ${sql.identifier(tables.slots)} s join ${sql.identifier(tables.quotas)} q on q.id = s.quota_id
    where ${ofPlan('q')} group by s.quota_id, s.bucket, s.period`
  const [row] = await rowsOf<{
    rules: RuleRow[]
    outlets: OutletFacts[]
    named: Named[]
    counts: Held[]
  }>({
    req,
    statement: sql`
      select ${all(rulesStatement({ options, where: ofPlan('q') }))} as rules,
             ${all(outletsStatement({ options, where: sql`true` }))} as outlets,
             ${all(namedStatement({ options, ofPlan }))} as named,
             ${all(counting)} as counts
      ${from}`,
  })
  if (!row) return null
  return {
    rules: row.rules.map((one) => ruleOf(one, options)),
    outlets: row.outlets.map(datesOf),
    named: row.named,
    counts: byPlace(row.counts),
  }
}

const byPlace = (counts: Held[]) => {
  const found = new Map<string, Held[]>()
  for (const count of counts) {
    const known = found.get(count.place)
    if (known) known.push(count)
    else found.set(count.place, [count])
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
