// When an item would run on an outlet once a step is taken: what lines and outlets are open for. As the ledger reckons it,
// see `runsNow` of the quota plugin.
import { sql } from '@payloadcms/db-postgres'
import { idOf } from '../src/access/roles.ts'
import type { Attempt } from '../src/approval/index.ts'
import { recordsPastDates } from '../src/channels/index.ts'
import { rowsOf } from '../src/database/statement.ts'

type Asked = Pick<Attempt, 'verb' | 'doc' | 'item' | 'now' | 'runsAt' | 'isTimeGiven'>

/**
 * On one outlet. A portal shows what is published from now on, or since it first did, whatever date is claimed; and what is
 * published before its time runs now, not when it was planned. A correction that waits for its time leaves when it ran as it was.
 */
export const whenItRuns = ({
  attempt: { verb, doc, item, now, runsAt, isTimeGiven },
  outlet: { id, channel },
}: {
  attempt: Asked
  outlet: { id: string; channel: string }
}): Date => {
  const isAhead = runsAt !== null && runsAt > now
  const isPublishedNow = verb === 'force' || (verb === 'publish' && !isTimeGiven)
  const runs = Array.isArray(doc.runs) ? (doc.runs as { outlet: string | null; at: string }[]) : []
  const first = runs.find(({ outlet }) => outlet === id)
  if (first && (isAhead || item.stage === 'scheduled')) return new Date(first.at)
  if (isAhead) return isPublishedNow ? now : runsAt
  if (runsAt && recordsPastDates(channel)) return runsAt
  return first ? new Date(first.at) : now
}

/** On each outlet that the item is for; without one, the time it is planned for. */
export const allTimesItRuns = async ({ req, ...attempt }: Asked & Pick<Attempt, 'req'>): Promise<Date[]> => {
  const { doc, runsAt, now } = attempt
  const ids = (Array.isArray(doc.outlets) ? doc.outlets : []).flatMap((one) => idOf(one) ?? [])
  if (ids.length === 0) return [runsAt ?? now]
  const outlets = await rowsOf<{ id: string; channel: string }>({
    req,
    statement: sql`select id::text, channel::text from outlets where id = any(${sql.param(ids)}::uuid[])`,
  })
  return outlets.map((outlet) => whenItRuns({ attempt, outlet }))
}
