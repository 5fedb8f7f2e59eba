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
  /** More ran than the upper bound has. */
  isOver: boolean
}

export type Sums = {
  /** Owed by the plan. */
  planned: number
  /** Of what is owed, how much ran: what a bucket has over its lower bound makes up for no other. */
  met: number
  /** Ran. */
  done: number
  /** Of what ran, how much is proved by a receipt or a record. */
  proved: number
  /** Still missing in buckets whose period is over. */
  overdue: number
  /** More than the upper bound, by an override or after the bound was lowered. */
  over: number
}

type Dimensions = Pick<Bucket, 'quota' | 'outlet' | 'task' | 'event' | 'organization'>

/** One line: a quota at one outlet, task, event or organisation, with its buckets in the order of time. */
export type Row = Dimensions & Sums & { buckets: Bucket[] }

/** How much of what ran in a bucket is proved. */
export type ProvedOf = (bucket: Bucket) => number

/** Whether a bucket reaches into [from, to); one that reaches over an edge counts whole, as the plan has it. */
export const isWithin = ({ bucket, from, to }: { bucket: Bucket; from: Date; to: Date }): boolean =>
  new Date(bucket.startsAt) < to && new Date(bucket.endsAt) > from

/** Buckets of the same quota, outlet, task, event and organisation on one line, in the order they come in. */
export const reportRows = (buckets: Bucket[], provedOf: ProvedOf = nothing): Row[] =>
  [
    ...grouped(buckets, (bucket) => JSON.stringify(DIMENSIONS.map((name) => bucket[name] ?? null))).values(),
  ].map((line) => ({
    ...Object.fromEntries(DIMENSIONS.flatMap((name) => (line[0]?.[name] ? [[name, line[0][name]]] : []))),
    ...sumsOf(line, provedOf),
    buckets: line,
  })) as Row[]

/** The sums of each group of buckets, in the order in which the groups come in. */
export const sumsBy = <Key>({
  buckets,
  keyOf,
  provedOf,
}: {
  buckets: Bucket[]
  keyOf: (bucket: Bucket) => Key
  provedOf: ProvedOf
}): { key: Key; sums: Sums }[] =>
  [...grouped(buckets, keyOf)].map(([key, group]) => ({ key, sums: sumsOf(group, provedOf) }))

/** The sums over some buckets. */
export const sumsOf = (buckets: Bucket[], provedOf: ProvedOf = nothing): Sums => ({
  planned: sum(buckets, ({ owed }) => owed),
  met: sum(buckets, ({ owed, used }) => Math.min(owed, used)),
  done: sum(buckets, ({ used }) => used),
  proved: sum(buckets, provedOf),
  overdue: sum(buckets, ({ state, owed, used }) => (state === 'overdue' ? owed - used : 0)),
  over: sum(buckets, ({ max, used }) => (max === null ? 0 : Math.max(0, used - max))),
})

const DIMENSIONS = ['quota', 'outlet', 'task', 'event', 'organization'] as const

const nothing: ProvedOf = () => 0

const sum = (buckets: Bucket[], of: (bucket: Bucket) => number) =>
  buckets.reduce((total, bucket) => total + of(bucket), 0)

const grouped = <Key>(buckets: Bucket[], keyOf: (bucket: Bucket) => Key): Map<Key, Bucket[]> => {
  const groups = new Map<Key, Bucket[]>()
  for (const bucket of buckets) {
    const key = keyOf(bucket)
    const known = groups.get(key)
    if (known) known.push(bucket)
    else groups.set(key, [bucket])
  }
  return groups
}
