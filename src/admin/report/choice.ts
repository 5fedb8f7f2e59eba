// What the reader of the report screen has chosen: the address of the screen holds it all, so that it can be sent on.
import { calendarDateIn, startOfDate } from '../../quota/calendar.ts'

export const PERIODS = ['month', 'lastMonth', 'quarter', 'year', 'whole', 'custom'] as const
export type PeriodChoice = (typeof PERIODS)[number]

export type Choice = {
  plan: string
  period: PeriodChoice
  /** First and last day, `YYYY-MM-DD`. */
  from: string
  until: string
  organization: string
  channel: string
  task: string
}

type Plan = { code: string; startsOn: string; endsOn: string; timeZone: string }

/** The choice in the address; by default the whole plan, because most of its quotas reach over all of it. */
export const choiceIn = ({
  search,
  plan,
  now,
}: {
  search: Record<string, string | string[] | undefined>
  plan: Plan
  now: Date
}): Choice => {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' ? value : ''
  }
  const period = isTyped(text) ? 'custom' : (PERIODS.find((one) => one === text('period')) ?? 'whole')
  const days =
    period === 'custom'
      ? { from: text('from') || plan.startsOn, until: text('until') || plan.endsOn }
      : daysOf({ period, plan, now })
  return {
    plan: plan.code,
    period,
    ...days,
    organization: text('organization'),
    channel: text('channel'),
    task: text('task'),
  }
}

/** The choice as `GET /api/reports/progress` asks for it: `to` is the day after the last. */
export const queryOf = ({ plan, from, until, organization, channel, task }: Choice) => ({
  plan,
  from,
  to: nextDay(until),
  ...(organization ? { organization } : {}),
  ...(channel ? { channel } : {}),
  ...(task ? { task } : {}),
})

/** Whether the reader has written other days than the form came with: they say more than the choice beside them. */
const isTyped = (text: (name: string) => string) =>
  (['from', 'until'] as const).some(
    (name) => text(name) && text(SHOWN[name]) && text(name) !== text(SHOWN[name]),
  )

/** Parameters in which the form says with which days it came. */
export const SHOWN = { from: 'shownFrom', until: 'shownUntil' } as const

const daysOf = ({ period, plan, now }: { period: PeriodChoice; plan: Plan; now: Date }) => {
  const [year = 0, month = 0] = calendarDateIn({ instant: now, timeZone: plan.timeZone })
    .split('-')
    .map(Number)
  const months = (first: number, count: number) => ({
    from: dayOf(Date.UTC(year, first, 1)),
    until: dayOf(Date.UTC(year, first + count, 0)),
  })
  if (period === 'month') return months(month - 1, 1)
  if (period === 'lastMonth') return months(month - 2, 1)
  if (period === 'quarter') return months(Math.floor((month - 1) / 3) * 3, 3)
  if (period === 'year') return months(0, 12)
  return { from: plan.startsOn, until: plan.endsOn }
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** What is no day is left for the report to refuse. */
const nextDay = (day: string) => {
  const at = startOfDate({ date: day, timeZone: 'UTC' }).getTime()
  return Number.isNaN(at) || !/^\d{4}-\d\d-\d\d$/.test(day) ? day : dayOf(at + 24 * 60 * 60 * 1000)
}
