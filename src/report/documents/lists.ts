// The lists behind the figures of a report, as a reader counts them: pure.
import type { Proof } from '../held.ts'
import type { Report } from '../readReport.ts'
import type { Bucket, Row } from '../rows.ts'
import type { Wording } from './words.ts'

/** An item on an outlet, once, whatever number of quotas it counts for; none for what is beyond quotas. */
export type Placement = {
  id: string
  title: string
  outlet: string | null
  ranAt: string
  proof: Proof | null
  quotas: string[]
}

/** Everything that ran, by when it ran. */
export const placementsIn = ({ items, uncounted }: Pick<Report, 'items' | 'uncounted'>): Placement[] => {
  const found = new Map<string, Placement>()
  for (const { id, title, outlet, ranAt, proof, quota } of items) {
    const key = `${id} ${outlet}`
    const known = found.get(key)
    if (!known) found.set(key, { id, title, outlet, ranAt, proof, quotas: [quota] })
    else if (!known.quotas.includes(quota)) known.quotas.push(quota)
  }
  const others = uncounted.items.map((one) => ({ ...one, quotas: [] }))
  return [...found.values(), ...others].sort((a, b) => (a.ranAt < b.ranAt ? -1 : a.ranAt > b.ranAt ? 1 : 0))
}

/** What was let over a full quota, and why. */
export const exceptionsIn = ({ items }: Pick<Report, 'items'>) =>
  items.flatMap(({ overrideReason, ...item }) =>
    overrideReason === null ? [] : [{ ...item, reason: overrideReason }],
  )

/** Lines with something missing in a period that is over: where, in which periods, how much. */
export const overdueIn = ({ report, wording }: { report: Report; wording: Wording }) =>
  report.rows
    .filter(({ overdue }) => overdue > 0)
    .map((row) => ({
      quota: row.quota,
      where: placeOf({ row, wording }),
      periods: periodsOf({ buckets: row.buckets.filter(isOverdue), wording }),
      missing: row.overdue,
    }))

/** Where a line counts, in words: outlet, task, event, organisation. */
export const placeOf = ({ row, wording }: { row: Omit<Row, 'buckets'>; wording: Wording }): string =>
  (['outlet', 'task', 'event', 'organization'] as const)
    .flatMap((what) => (row[what] ? [wording.name(what, row[what])] : []))
    .join(' · ') || wording.words('noOrganization')

const isOverdue = ({ state }: Bucket) => state === 'overdue'

/** The first few by name, of more the number. */
const periodsOf = ({ buckets, wording }: { buckets: Bucket[]; wording: Wording }) => {
  const named = buckets.slice(0, NAMED).map(({ period }) => wording.period(period))
  const more = buckets.length - named.length
  return [...named, ...(more > 0 ? [wording.words('morePeriods', { count: more })] : [])].join(', ')
}

const NAMED = 6
