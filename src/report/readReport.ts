// One report: the buckets of the quota plugin that reach into the period, on lines, with sums and what ran.
import type { PayloadRequest } from 'payload'
import { refuse } from '../errors/index.ts'
import { progressOf } from '../quota/index.ts'
import { type Named, namesOf, planByCode, usedSlotsOf } from './facts.ts'
import { filterOf } from './filter.ts'
import { heldIn, type ReportedEvent, type ReportedItem } from './held.ts'
import type { QuotaSettings } from './options.ts'
import { periodOf, type ReportQuery } from './query.ts'
import { type Bucket, isWithin, type Row, reportRows, type Sums, sumsOf } from './rows.ts'

/** Instants ISO 8601 in UTC; codes where nothing else is said. */
export type Report = {
  /** `code` and `title` are null in a project without plans. */
  plan: { code: string | null; title: string | null; timeZone: string }
  /** The period is [from, to); `at` is when the report was made, which decides what is overdue. */
  from: string
  to: string
  at: string
  /** What was asked for; null is all. */
  organization: string | null
  task: string | null
  channel: string | null
  rows: Row[]
  quotas: (Sums & { quota: string })[]
  totals: Sums
  items: ReportedItem[]
  events: ReportedEvent[]
  /** What each code is called, by kind and code. */
  names: Partial<Record<Named['what'], Record<string, string>>>
}

/**
 * @param now decides which periods are over
 * @param quota what the quota plugin runs with
 * @throws Refusal `not-found` for an unknown plan, `invalid` for an unknown filter or a period that ends before it
 * begins
 */
export const readReport = async ({
  req,
  query,
  now,
  quota,
}: {
  req: PayloadRequest
  query: ReportQuery
  now: Date
  quota: QuotaSettings
}): Promise<Report> => {
  const plan = await planByCode({ req, quota, code: query.plan })
  if (!plan) throw refuse({ req, code: 'not-found' })
  const { from, to } = periodOf({ req, query, timeZone: plan.timeZone })
  const names = await namesOf({ req, quota, plan })
  const isAsked = filterOf({ req, query, names })
  const all: Bucket[] = (await progressOf({ req, options: quota, plan: query.plan, now })) ?? []
  const buckets = all.filter((bucket) => isWithin({ bucket, from, to }) && isAsked(bucket))
  const held = heldIn({ slots: await usedSlotsOf({ req, quota, plan, now }), buckets })
  const { organization = null, task = null, channel = null } = query
  const { id: _, ...named } = plan
  return {
    plan: named,
    from: from.toISOString(),
    to: to.toISOString(),
    at: now.toISOString(),
    organization,
    task,
    channel,
    rows: reportRows(buckets),
    quotas: [...new Set(buckets.map((bucket) => bucket.quota))].map((code) => ({
      quota: code,
      ...sumsOf(buckets.filter((bucket) => bucket.quota === code)),
    })),
    totals: sumsOf(buckets),
    ...held,
    names: namesUsed({ names, buckets, ...held }),
  }
}

const namesUsed = ({
  names,
  buckets,
  items,
  events,
}: {
  names: Named[]
  buckets: Bucket[]
  items: ReportedItem[]
  events: ReportedEvent[]
}): Report['names'] => {
  const isUsed = new Set<string>()
  for (const what of ['quota', 'outlet', 'task', 'event', 'organization'] as const)
    for (const bucket of buckets) isUsed.add(`${what} ${bucket[what]}`)
  for (const { outlet } of items) isUsed.add(`outlet ${outlet}`)
  for (const { event } of events) isUsed.add(`event ${event}`)
  const found: Report['names'] = {}
  for (const { what, code, name } of names)
    if (isUsed.has(`${what} ${code}`)) found[what] = { ...found[what], [code]: name }
  return found
}
