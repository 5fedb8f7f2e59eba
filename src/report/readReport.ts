// One report: the buckets of the quota plugin that reach into the period, on lines, with sums and what ran.
import type { PayloadRequest } from 'payload'
import { refuse } from '../errors/index.ts'
import { progressOf } from '../quota/index.ts'
import {
  type HeldEvent,
  type Named,
  namesOf,
  planByCode,
  type Uncounted,
  uncountedEventsOf,
  uncountedItemsOf,
  usedSlotsOf,
} from './facts.ts'
import { belongingIn, filterOf } from './filter.ts'
import { entriesOf, heldIn, proofOf, type ReportedEvent, type ReportedItem } from './held.ts'
import { type Month, monthsOf } from './months.ts'
import type { QuotaSettings, SanitizedReportOptions } from './options.ts'
import { periodOf, type ReportQuery } from './query.ts'
import { type Bucket, isWithin, type Row, reportRows, type Sums, sumsBy, sumsOf } from './rows.ts'

/** Instants ISO 8601 in UTC; codes where nothing else is said. */
export type Report = {
  /**
   * All but the time zone null in a project without plans. `number` is that of the document it was issued by,
   * `issuer` who did.
   */
  plan: {
    code: string | null
    title: string | null
    timeZone: string
    number: string | null
    issuer: string | null
  }
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
  /** By the channel of the outlet, else of the quota; null: quotas of no channel, such as those of events. */
  channels: (Sums & { channel: string | null })[]
  /** By whom the outlet belongs to, else for whom it is counted; null: quotas of the whole plan. */
  organizations: (Sums & { organization: string | null })[]
  /** Of the lines above, what was owed and what ran within the period. */
  months: Month[]
  totals: Sums
  /** What was counted within the period; of a quota less than its sums say where a bucket reaches over the edge. */
  items: ReportedItem[]
  events: ReportedEvent[]
  /** What ran within the period and used no place of any quota. */
  uncounted: { items: UncountedItem[]; events: UncountedEvent[] }
  /** What each code is called, by kind and code. */
  names: Partial<Record<Named['what'], Record<string, string>>>
  /** The channel of each outlet and quota that is named, where it has one. */
  channelsOf: { outlet: Record<string, string>; quota: Record<string, string> }
}

type UncountedItem = Omit<ReportedItem, 'quota' | 'period' | 'overrideReason'>
type UncountedEvent = Omit<ReportedEvent, 'quota' | 'period'>

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
  proofs,
}: {
  req: PayloadRequest
  query: ReportQuery
  now: Date
  quota: QuotaSettings
} & Pick<SanitizedReportOptions, 'proofs'>): Promise<Report> => {
  const plan = await planByCode({ req, quota, code: query.plan })
  if (!plan) throw refuse({ req, code: 'not-found' })
  const { from, to } = periodOf({ req, query, timeZone: plan.timeZone })
  const names = await namesOf({ req, quota, plan })
  const isAsked = filterOf({ req, query, names })
  const all: Bucket[] = (await progressOf({ req, options: quota, plan: query.plan, now })) ?? []
  const buckets = all.filter((bucket) => isWithin({ bucket, from, to }) && isAsked.bucket(bucket))
  const slots = await usedSlotsOf({ req, quota, plan, now, proofs })
  const { provedOf, ...held } = heldIn({ slots, buckets })
  // buckets count whole, lists end where the period does
  const isInPeriod = ({ ranAt }: { ranAt: Date | string }) => new Date(ranAt) >= from && new Date(ranAt) < to
  const listed = entriesOf(slots.filter((slot) => isInPeriod(slot) && isAsked.slot(slot)))
  const items = (await uncountedItemsOf({ req, quota, plan, from, to, proofs })).filter(isAsked.item)
  const events = (await uncountedEventsOf({ req, quota, plan, from, to, now })).filter(isAsked.event)
  const uncounted = { items: items.map(uncountedItem), events: events.map(uncountedEvent) }
  const { organization = null, task = null, channel = null } = query
  const { id: _, ...named } = plan
  const belonging = belongingIn(names)
  const by = <Key>(keyOf: (bucket: Bucket) => Key) => sumsBy({ buckets, keyOf, provedOf })
  return {
    plan: named,
    from: from.toISOString(),
    to: to.toISOString(),
    at: now.toISOString(),
    organization,
    task,
    channel,
    rows: reportRows(buckets, provedOf),
    quotas: by((bucket) => bucket.quota).map(({ key, sums }) => ({ quota: key, ...sums })),
    channels: by((bucket) => belonging(bucket).channel).map(({ key, sums }) => ({ channel: key, ...sums })),
    organizations: by((bucket) => belonging(bucket).organization).map(({ key, sums }) => ({
      organization: key,
      ...sums,
    })),
    months: monthsOf({ buckets, held, from, to, timeZone: plan.timeZone }),
    totals: sumsOf(buckets, provedOf),
    ...listed,
    uncounted,
    ...namesUsed({
      names,
      codes: {
        quota: [buckets, listed.items, listed.events].flat().map(({ quota: code }) => code),
        outlet: [buckets, listed.items, uncounted.items].flat().map(({ outlet }) => outlet),
        task: [task, ...buckets.map((bucket) => bucket.task)],
        event: [buckets, listed.events, uncounted.events].flat().map(({ event }) => event),
        organization: [
          organization,
          plan.issuer,
          ...buckets.map((bucket) => belonging(bucket).organization),
          ...[listed.events, uncounted.events].flat().map((event) => event.organization),
        ],
      },
    }),
  }
}

const uncountedItem = ({ item, title, ranAt, ranOn, ...proof }: Uncounted): UncountedItem => ({
  id: item ?? '',
  title: title ?? '',
  ranAt: new Date(ranAt).toISOString(),
  outlet: ranOn,
  proof: proofOf(proof),
})

const uncountedEvent = ({ event, title, ranAt, place, organization }: HeldEvent): UncountedEvent => ({
  event,
  title: title ?? '',
  ranAt: new Date(ranAt).toISOString(),
  place,
  organization,
})

const namesUsed = ({
  names,
  codes,
}: {
  names: Named[]
  codes: Record<Named['what'], (string | null | undefined)[]>
}): Pick<Report, 'names' | 'channelsOf'> => {
  const used = Object.fromEntries(Object.entries(codes).map(([what, some]) => [what, new Set(some)]))
  const found: Report['names'] = {}
  const channelsOf: Report['channelsOf'] = { outlet: {}, quota: {} }
  for (const { what, code, name, channel } of names) {
    if (!used[what]?.has(code)) continue
    found[what] ??= {}
    found[what][code] = name
    if (channel && (what === 'outlet' || what === 'quota')) channelsOf[what][code] = channel
  }
  return { names: found, channelsOf }
}
