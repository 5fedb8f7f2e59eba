// What the board says of rules, periods and instants, in the reader's language. Pure.
import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import { calendarDateIn } from '../../quota/calendar.ts'
import { readableDate } from '../../readableDate.ts'
import type { RuleFacts } from '../plan/readPlan.ts'

type Req = Pick<PayloadRequest, 'i18n'>

/** Which of the words for what is counted stands beside a number. */
export const whatKey = (count: number) => (count === 1 ? 'whatOne' : 'what')

/** `mục II.2.1 · 1 tin, bài mỗi tuần, mỗi kênh · 24/11/2026–23/1/2027`. */
export const ruleInWords = ({ req, rule }: { req: Req; rule: RuleFacts }): string => {
  const { clause, counts, min, max, period, per, startsOn, endsOn } = rule
  const what = say(req, `board.${whatKey(max ?? min ?? 0)}.${counts}`)
  const bounds =
    min !== null && max !== null
      ? say(req, min === max ? 'board.exactly' : 'board.between', { min, max, what })
      : max !== null
        ? say(req, 'board.atMost', { max, what })
        : say(req, 'board.atLeast', { min: min ?? 0, what })
  const each = period === 'window' ? [] : [say(req, `board.each.${period}`)]
  const split = per.map((dimension) => say(req, `board.eachOf.${dimension}`))
  return [
    ...(clause ? [say(req, 'board.clause', { clause })] : []),
    [[bounds, ...each].join(' '), ...split].join(', '),
    `${readableDate(startsOn)}–${readableDate(endsOn)}`,
  ].join(' · ')
}

/** A period as the head of a column: `Tuần 48` over `23–29/11`, `Tháng 11` over `2026`. */
export const periodHead = ({
  req,
  period,
  startsAt,
  endsAt,
  timeZone,
}: {
  req: Req
  period: string
  startsAt: string
  endsAt: string
  timeZone: string
}): { name: string; dates: string; now: string } => {
  const [year = '', part = ''] = period.split('-')
  const number = Number(part.replace(/\D/g, ''))
  if (part.startsWith('W'))
    return {
      name: say(req, 'board.week', { number }),
      dates: datesInWords({ startsAt, endsAt, timeZone }),
      now: say(req, 'board.thisWeek'),
    }
  if (part.startsWith('Q'))
    return { name: say(req, 'board.quarter', { number }), dates: year, now: say(req, 'board.thisQuarter') }
  return { name: say(req, 'board.month', { number }), dates: year, now: say(req, 'board.thisMonth') }
}

/** First and last day of [startsAt, endsAt): `2–8/12`, `25/11–1/12`. */
export const datesInWords = ({
  startsAt,
  endsAt,
  timeZone,
}: {
  startsAt: string
  endsAt: string
  timeZone: string
}): string => {
  const day = (instant: Date) => {
    const [, month, date] = calendarDateIn({ instant, timeZone }).split('-').map(Number)
    return { month, date }
  }
  const from = day(new Date(startsAt))
  const to = day(new Date(new Date(endsAt).getTime() - 1))
  if (from.month === to.month && from.date === to.date) return `${to.date}/${to.month}`
  return from.month === to.month
    ? `${from.date}–${to.date}/${to.month}`
    : `${from.date}/${from.month}–${to.date}/${to.month}`
}
