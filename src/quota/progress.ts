// The plan's state: every bucket of every rule, what is used, reserved and owed.
// `GET /api/quotas/progress?plan=CODE[&quota=][&outlet=][&at=ISO]`
import { sql } from '@payloadcms/db-postgres'
import { addDays } from 'date-fns'
import type { Endpoint, PayloadRequest } from 'payload'
import { staffOf } from '../access/roles.ts'
import { rowsOf } from '../database/statement.ts'
import { invalid, refuse } from '../errors/index.ts'
import { boundsOf, calendarDateIn, type Period, periodAt, periodsIn } from './calendar.ts'
import { type OutletFacts, outletsOf, rulesOfPlan } from './facts.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { bucketIn, type Dimension, type Rule } from './rules.ts'
import { owedIn, type State, stateOf } from './state.ts'

/** One bucket of the answer; codes for quota, outlet, task and event; instants ISO 8601 in UTC. */
export type Progress = {
  quota: string
  outlet?: string
  task?: string
  event?: string
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

export const progressEndpoint = ({ dueWithinDays }: SanitizedQuotaOptions): Endpoint => ({
  path: '/progress',
  method: 'get',
  handler: async (req) => {
    if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
    const { plan: code, quota, outlet, at } = req.query as Record<string, unknown>
    if (typeof code !== 'string') throw invalid({ req, path: 'plan', reason: 'required' })
    const now = at === undefined ? new Date() : new Date(String(at))
    if (!(Math.abs(now.getTime()) < YEAR_9999)) throw invalid({ req, path: 'at', reason: 'instant' })
    const [plan] = await rowsOf<{ id: string }>({
      req,
      statement: sql`select id from plans where code = ${code}`,
    })
    if (!plan) throw refuse({ req, code: 'not-found' })
    const buckets = await progressOf({ req, plan: plan.id, now, dueWithinDays })
    const isAsked = (one: Progress) => (!quota || one.quota === quota) && (!outlet || one.outlet === outlet)
    return Response.json({ plan: code, at: now.toISOString(), buckets: buckets.filter(isAsked) })
  },
})

export const progressOf = async ({
  req,
  plan,
  now,
  dueWithinDays,
}: {
  req: PayloadRequest
  plan: string
  now: Date
  dueWithinDays: number
}): Promise<Progress[]> => {
  const rules = await rulesOfPlan({ req, plan })
  const outlets = await outletsOf({ req })
  const named = await rowsOf<Named>({
    req,
    statement: sql`
      select 'task' as what, id, code, null::text as kind, null::timestamptz as starts_at from tasks where plan_id = ${plan}
      union all
      select 'event', id, code, kind::text, starts_at from events where plan_id = ${plan}
      union all
      select 'organization', id, code, null, null from organizations order by code`,
  })
  const counts = await countsByBucket({ req, plan })
  return rules.flatMap((rule) => {
    const today = calendarDateIn({ instant: now, timeZone: rule.timeZone })
    const dueLimit = calendarDateIn({ instant: addDays(now, dueWithinDays), timeZone: rule.timeZone })
    const periods = periodsIn({ period: rule.period, window: rule.window })
    const held =
      rule.counts === 'events'
        ? eventCounts({ rule, named, now })
        : (key: string) => counts.get(`${rule.id} ${key}`)
    return combinationsOf({ rule, outlets, named }).flatMap(({ values, codes, isOpen, isWhole }) =>
      periods
        .filter((period) => isOpen(period))
        .map((period): Progress => {
          const { key } = bucketIn({ rule, period, values })
          const { used = 0, reserved = 0 } = held(key) ?? {}
          const { startsAt, endsAt } = boundsOf({ period, timeZone: rule.timeZone })
          const owed = isWhole(period) ? owedIn({ min: rule.min, period }) : 0
          const dueFrom = period.to <= dueLimit ? today : '9999-12-31'
          return {
            quota: rule.code,
            ...codes,
            period: period.key,
            startsAt: startsAt.toISOString(),
            endsAt: endsAt.toISOString(),
            used,
            reserved,
            min: rule.min,
            max: rule.max,
            owed,
            state: stateOf({ used, reserved, owed, max: rule.max, period, today, dueFrom }),
          }
        }),
    )
  })
}

// the last instant that calendars and PostgreSQL agree on
const YEAR_9999 = Date.UTC(9999, 0)

type Named = {
  what: Dimension
  id: string
  code: string
  kind: string | null
  starts_at: Date | string | null
}
type Count = { used: number; reserved: number }

/** Every outlet × task × event × organisation the rule is split by, and when each of them is there. */
const combinationsOf = ({ rule, outlets, named }: { rule: Rule; outlets: OutletFacts[]; named: Named[] }) => {
  type Combination = {
    values: Partial<Record<Dimension, string>>
    codes: Partial<Record<Dimension, string>>
    /** Whether it is there in the period at all, and whether all through it: a cut period owes nothing. */
    isOpen: (period: Period) => boolean
    isWhole: (period: Period) => boolean
  }
  let found: Combination[] = [{ values: {}, codes: {}, isOpen: () => true, isWhole: () => true }]
  for (const dimension of rule.per) {
    const choices =
      dimension === 'outlet'
        ? outlets.filter(({ channel }) => !rule.channel || channel === rule.channel)
        : named.filter(({ what }) => what === dimension)
    found = found.flatMap(({ values, codes, isOpen, isWhole }) =>
      choices.map((choice) => ({
        values: { ...values, [dimension]: choice.id },
        codes: { ...codes, [dimension]: choice.code },
        isOpen: (period: Period) =>
          isOpen(period) && ('channel' in choice ? isOutletOpen({ outlet: choice, period }) : true),
        isWhole: (period: Period) =>
          isWhole(period) &&
          ('channel' in choice ? isOutletOpenThroughout({ outlet: choice, period }) : true),
      })),
    )
  }
  return found
}

// A unit that closed owes nothing afterwards (plan, III); one that opens later owed nothing before.
const isOutletOpen = ({ outlet: { opensOn, closesOn }, period }: { outlet: OutletFacts; period: Period }) =>
  (!opensOn || opensOn <= period.to) && (!closesOn || closesOn >= period.from)

const isOutletOpenThroughout = ({
  outlet: { opensOn, closesOn },
  period,
}: {
  outlet: OutletFacts
  period: Period
}) => (!opensOn || opensOn <= period.from) && (!closesOn || closesOn >= period.to)

const countsByBucket = async ({ req, plan }: { req: PayloadRequest; plan: string }) => {
  const rows = await rowsOf<{ quota: string; bucket: string; used: number; reserved: number }>({
    req,
    statement: sql`
      select s.quota_id as quota, s.bucket,
             (count(*) filter (where s.state = 'consumed'))::int as used,
             (count(*) filter (where s.state = 'reserved'))::int as reserved
      from quota_slots s join quotas q on q.id = s.quota_id
      where q.plan_id = ${plan}
      group by 1, 2`,
  })
  return new Map<string, Count>(
    rows.map(({ quota, bucket, used, reserved }) => [`${quota} ${bucket}`, { used, reserved }]),
  )
}

/** Events are counted from the calendar: held ones are used, coming ones are reserved. */
const eventCounts = ({ rule, named, now }: { rule: Rule; named: Named[]; now: Date }) => {
  const counts = new Map<string, Count>()
  for (const { what, kind, starts_at } of named) {
    if (
      what !== 'event' ||
      !starts_at ||
      (rule.eventKinds.length > 0 && !rule.eventKinds.includes(kind ?? ''))
    )
      continue
    const at = new Date(starts_at)
    const period = periodAt({
      date: calendarDateIn({ instant: at, timeZone: rule.timeZone }),
      period: rule.period,
      window: rule.window,
    })
    if (!period) continue
    const { key } = bucketIn({ rule, period, values: {} })
    const count = counts.get(key) ?? { used: 0, reserved: 0 }
    count[at <= now ? 'used' : 'reserved'] += 1
    counts.set(key, count)
  }
  return (key: string) => counts.get(key)
}
