// Each morning of the plan's day: who owes something that falls due soon is told, and on Mondays what was missed. A
// notice is told once (the database keeps it), so two workers, or one that starts again, change nothing.
import { sql } from '@payloadcms/db-postgres'
import { addDays } from 'date-fns'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { organizationTree } from '../access/organizations.ts'
import { rowsOf } from '../database/statement.ts'
import { addNotices, type Notice, type OwedSlot } from '../notices/index.ts'
import { DUE_IN_DAYS } from '../noticesOptions.ts'
import { calendarDateIn } from '../quota/calendar.ts'
import { type Progress, periodInWords, progressOf, quotaOptionsIn } from '../quota/index.ts'

/** Hour of the plan's day from which people are told. */
const HOUR = 7
/** How many slots a notice names; the board has them all. */
const NAMED = 15
/** Until which day of the week, Monday being 1, Monday's digest is made up for where nothing ran on Monday. */
const LATEST = 3

type Plan = { code: string; timeZone: string; organization: string }
type Owed = { organization: string; day: string; slot: OwedSlot }
type Person = { id: string; role: string; organization: string }

/** Tells what is to be told this day, once its hour has come. @returns how many notices were new */
export const remind = async ({
  payload,
  now = new Date(),
}: {
  payload: Payload
  now?: Date
}): Promise<number> => {
  const req = await createLocalReq({}, payload)
  let told = 0
  for (const plan of await runningPlans({ req, now })) {
    const { timeZone, code } = plan
    const day = calendarDateIn({ instant: now, timeZone })
    if (hourIn({ now, timeZone }) < HOUR || reminded.get(payload)?.get(code) === day) continue
    told += await addNotices({ req, notices: await noticesOf({ req, plan, now, day }) })
    reminded.set(payload, (reminded.get(payload) ?? new Map()).set(code, day))
  }
  return told
}

// so that the plan is not counted every second; what another process has told is told once by the database
const reminded = new WeakMap<Payload, Map<string, string>>()

const hourIn = ({ now, timeZone }: { now: Date; timeZone: string }) =>
  Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now))

const runningPlans = ({ req, now }: { req: PayloadRequest; now: Date }) =>
  rowsOf<Plan>({
    req,
    statement: sql`
      select code, time_zone as "timeZone", organization_id::text as organization from plans
      where (${now.toISOString()}::timestamptz at time zone time_zone)::date
        between (starts_on at time zone 'UTC')::date and (ends_on at time zone 'UTC')::date + 31
      order by code`,
  })

const noticesOf = async ({
  req,
  plan,
  now,
  day,
}: {
  req: PayloadRequest
  plan: Plan
  now: Date
  day: string
}): Promise<Notice[]> => {
  const buckets =
    (await progressOf({ req, options: quotaOptionsIn(req.payload), plan: plan.code, now })) ?? []
  const soon = addDays(now, DUE_IN_DAYS).toISOString()
  const at = now.toISOString()
  const missing = buckets.filter(({ owed, used, reserved }) => owed > used + reserved)
  const due = missing.filter(({ startsAt, endsAt }) => startsAt <= at && endsAt > at && endsAt <= soon)
  const monday = digestDay(day)
  const endedBefore = (limit: string) => (bucket: Progress) =>
    calendarDateIn({ instant: new Date(Date.parse(bucket.endsAt) - 1), timeZone: plan.timeZone }) < limit
  const overdue = monday ? missing.filter(endedBefore(monday)) : []
  if (due.length + overdue.length === 0) return []
  const names = await namesOf(req)
  const owedOf = (found: Progress[]) => found.map((bucket) => owedIn({ bucket, plan, names }))
  const people = await rowsOf<Person>({
    req,
    statement: sql`
      select id::text, role::text, organization_id::text as organization from users
      where role in ('editor', 'approver') and organization_id is not null and is_disabled is not true`,
  })
  return [
    ...dueNotices({ owed: owedOf(due), people, plan }),
    ...(monday ? await overdueNotices({ req, owed: owedOf(overdue), people, plan, day: monday }) : []),
  ]
}

/** The Monday whose digest is told on a day, as calendar dates; null late in the week. */
const digestDay = (day: string): string | null => {
  const noon = new Date(`${day}T12:00:00Z`)
  const ofWeek = noon.getUTCDay() || 7
  return ofWeek > LATEST
    ? null
    : addDays(noon, 1 - ofWeek)
        .toISOString()
        .slice(0, 10)
}

/** One for each unit and day on which something of it falls due, to its editors. */
const dueNotices = ({
  owed,
  people,
  plan: { code },
}: {
  owed: Owed[]
  people: Person[]
  plan: Plan
}): Notice[] => {
  const groups = grouped(owed, ({ organization, day }) => `due:${code}:${organization}:${day}`)
  return [...groups].map(([topic, slots]) => ({
    kind: 'due' as const,
    topic,
    recipients: people.flatMap(({ id, role, organization }) =>
      role === 'editor' && organization === slots[0]?.organization ? id : [],
    ),
    details: { day: slots[0]?.day, ...told(slots) },
  }))
}

/** One for each unit, to its editors and approvers: what it and the units below it have missed, the latest first. */
const overdueNotices = async ({
  req,
  owed,
  people,
  plan: { code },
  day,
}: {
  req: PayloadRequest
  owed: Owed[]
  people: Person[]
  plan: Plan
  day: string
}): Promise<Notice[]> => {
  if (owed.length === 0) return []
  const tree = await organizationTree(req)
  const latestFirst = [...owed].sort((a, b) => b.day.localeCompare(a.day))
  return [...grouped(people, ({ organization }) => organization)].flatMap(([organization, its]) => {
    const below = new Set(tree.below(organization))
    const slots = latestFirst.filter((one) => below.has(one.organization))
    if (slots.length === 0) return []
    const recipients = its.map(({ id }) => id)
    return [{ kind: 'overdue' as const, topic: `overdue:${code}:${day}`, recipients, details: told(slots) }]
  })
}

// Map.groupBy is there from Node 21
const grouped = <One>(all: One[], keyOf: (one: One) => string): Map<string, One[]> => {
  const groups = new Map<string, One[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

const told = (owed: Owed[]) => ({
  slots: owed.slice(0, NAMED).map(({ slot }) => slot),
  total: owed.length,
})

type Names = Map<string, { name: string; organization: string | null }>

/** Names by `<what> <code>`, and for outlets and events the unit they belong to. */
const namesOf = async (req: PayloadRequest): Promise<Names> => {
  const rows = await rowsOf<{ key: string; name: string; organization: string | null }>({
    req,
    statement: sql`
      select 'quota ' || code as key, title as name, null as organization from quotas
      union all select 'outlet ' || code, name, organization_id::text from outlets
      union all select 'task ' || code, title, null from tasks
      union all select 'event ' || code, title, organization_id::text from events
      union all select 'organization ' || code, name, id::text from organizations`,
  })
  return new Map(rows.map(({ key, ...named }) => [key, named]))
}

const owedIn = ({ bucket, plan, names }: { bucket: Progress; plan: Plan; names: Names }): Owed => {
  const { quota, outlet, task, event, organization, period, endsAt, owed, used, reserved } = bucket
  const places = [
    outlet && names.get(`outlet ${outlet}`),
    task && names.get(`task ${task}`),
    event && names.get(`event ${event}`),
    organization && names.get(`organization ${organization}`),
  ].filter((one) => typeof one === 'object')
  const inWords = (language: 'vi' | 'en') => periodInWords({ i18n: { language } as never }, period)
  return {
    organization: places.find((one) => one.organization)?.organization ?? plan.organization,
    // the last day that counts: the end is the first moment after it
    day: calendarDateIn({ instant: new Date(Date.parse(endsAt) - 1), timeZone: plan.timeZone }),
    slot: {
      quota: names.get(`quota ${quota}`)?.name ?? quota,
      place: places.map(({ name }) => name).join(' · '),
      period: { vi: inWords('vi'), en: inWords('en') },
      missing: owed - used - reserved,
    },
  }
}
