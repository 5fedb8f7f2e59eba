// Which buckets of which rules a document or an event counts in: pure, free of Payload and the database.
import { calendarDateIn, type Period, type PeriodKind, periodAt, periodsIn, type Window } from './calendar.ts'

/** What a rule may be split by: each combination is counted apart. */
export const DIMENSIONS = ['outlet', 'task', 'event', 'organization'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** A quota as data. Identifiers throughout; `timeZone` is the plan's. Empty filters let everything pass. */
export type Rule = {
  id: string
  code: string
  /** The plan it belongs to; null in a project without plans. */
  plan: string | null
  counts: 'items' | 'events'
  line: string | null
  kinds: string[]
  channel: string | null
  eventKinds: string[]
  per: Dimension[]
  period: PeriodKind
  min: number | null
  max: number | null
  window: Window
  enforcement: 'block' | 'warn'
  timeZone: string
}

/** What a rule looks at in what it counts. For an event itself, `event` is the event and `eventKind` its kind. */
export type Subject = {
  counts: Rule['counts']
  plan: string | null
  kind: string
  line: string | null
  task: string | null
  event: string | null
  eventKind: string | null
  organization: string | null
}

/** Where and when it runs; an event, and a document in a project without outlets, runs on none. */
export type Run = { outlet: string | null; channel: string | null; at: Date }

/** One place of a rule where something is counted: `key` is unique within the rule. */
export type Bucket = {
  rule: Rule
  key: string
  period: Period
  outlet: string | null
  task: string | null
  event: string | null
  organization: string | null
}

/** The bucket a run counts in, or null when the rule does not look at it. */
export const bucketOf = ({
  rule,
  subject,
  run,
}: {
  rule: Rule
  subject: Subject
  run: Run
}): Bucket | null => {
  if (!isAsked(rule, subject) || (rule.channel && rule.channel !== run.channel)) return null
  const date = calendarDateIn({ instant: run.at, timeZone: rule.timeZone })
  const period = periodAt({ date, period: rule.period, window: rule.window })
  if (!period) return null
  const { task, event, organization } = subject
  const values = { outlet: run.outlet, task, event, organization }
  // an item without a task is no business of a rule that counts by task
  if (rule.per.some((dimension) => !values[dimension])) return null
  return bucketIn({ rule, period, values })
}

/** Whether the filters of a rule let this through; where it runs is asked apart. */
const isAsked = (rule: Rule, subject: Subject): boolean =>
  rule.counts === subject.counts &&
  rule.plan === subject.plan &&
  (!rule.line || rule.line === subject.line) &&
  (rule.kinds.length === 0 || rule.kinds.includes(subject.kind)) &&
  (rule.eventKinds.length === 0 || rule.eventKinds.includes(subject.eventKind ?? ''))

/** All buckets of one subject, one for each place it counts in, however many outlets lead there. */
export const bucketsOf = ({ rules, subject, runs }: { rules: Rule[]; subject: Subject; runs: Run[] }) => {
  const found = new Map<string, { bucket: Bucket; run: Run }>()
  for (const rule of rules) {
    for (const run of runs) {
      const bucket = bucketOf({ rule, subject, run })
      if (bucket) found.set(`${rule.id} ${bucket.key}`, { bucket, run })
    }
  }
  return [...found.values()]
}

/** The bucket of a rule at given values and period; values the rule is not split by are left out. */
export const bucketIn = ({
  rule,
  period,
  values,
}: {
  rule: Rule
  period: Period
  values: Partial<Record<Dimension, string | null>>
}): Bucket => {
  const at = (dimension: Dimension) => (rule.per.includes(dimension) ? (values[dimension] ?? null) : null)
  const [outlet, task, event, organization] = [at('outlet'), at('task'), at('event'), at('organization')]
  return {
    rule,
    key: `${placeIn({ rule, values })}/${period.key}`,
    period,
    outlet,
    task,
    event,
    organization,
  }
}

/** The part of a bucket's key that is the same in every period. */
export const placeIn = ({
  rule,
  values,
}: {
  rule: Rule
  values: Partial<Record<Dimension, string | null>>
}): string => KEYED.map((dimension) => (rule.per.includes(dimension) && values[dimension]) || '-').join('/')

// in the order of the key, which is stored and never changes
const KEYED = ['outlet', 'task', 'event', 'organization'] as const

/** The same bucket in each later period of the rule, in order. */
export const laterBuckets = (bucket: Bucket): Bucket[] =>
  periodsIn({ period: bucket.rule.period, window: bucket.rule.window })
    .filter(({ from }) => from > bucket.period.to)
    .map((period) => bucketIn({ rule: bucket.rule, period, values: bucket }))
