// From buckets to the lines of a report: pure arithmetic, free of Payload and the database.

/** A bucket as `GET /api/quotas/progress` answers it; codes for quota and dimensions, instants ISO 8601 in UTC. */
export type Bucket = {
  quota: string
  outlet?: string
  task?: string
  event?: string
  organization?: string
  period: string
  startsAt: string
  endsAt: string
  used: number
  reserved: number
  min: number | null
  max: number | null
  owed: number
  state: string
}

export type Sums = {
  /** Owed by the plan. */
  planned: number
  /** Ran. */
  done: number
  /** Still missing in buckets whose period is over. */
  overdue: number
  /** More than the upper bound, by an override or after the bound was lowered. */
  over: number
}

type Dimensions = Pick<Bucket, 'quota' | 'outlet' | 'task' | 'event' | 'organization'>

/** One line: a quota at one outlet, task, event or organisation, with its buckets in the order of time. */
export type Row = Dimensions & Sums & { buckets: Bucket[] }

/** Whether a bucket reaches into [from, to); one that reaches over an edge counts whole, as the plan has it. */
export const isWithin = ({ bucket, from, to }: { bucket: Bucket; from: Date; to: Date }): boolean =>
  new Date(bucket.startsAt) < to && new Date(bucket.endsAt) > from

/** Buckets of the same quota, outlet, task, event and organisation on one line, in the order they come in. */
export const reportRows = (buckets: Bucket[]): Row[] => {
  const lines = new Map<string, Bucket[]>()
  for (const bucket of buckets) {
    const key = JSON.stringify(DIMENSIONS.map((name) => bucket[name] ?? null))
    lines.set(key, [...(lines.get(key) ?? []), bucket])
  }
  return [...lines.values()].map((line) => ({
    ...Object.fromEntries(DIMENSIONS.flatMap((name) => (line[0]?.[name] ? [[name, line[0][name]]] : []))),
    ...sumsOf(line),
    buckets: line,
  })) as Row[]
}

/** The sums over some buckets. */
export const sumsOf = (buckets: Bucket[]): Sums => ({
  planned: sum(buckets, ({ owed }) => owed),
  done: sum(buckets, ({ used }) => used),
  overdue: sum(buckets, ({ state, owed, used }) => (state === 'overdue' ? owed - used : 0)),
  over: sum(buckets, ({ max, used }) => (max === null ? 0 : Math.max(0, used - max))),
})

const DIMENSIONS = ['quota', 'outlet', 'task', 'event', 'organization'] as const

const sum = (buckets: Bucket[], of: (bucket: Bucket) => number) =>
  buckets.reduce((total, bucket) => total + of(bucket), 0)
