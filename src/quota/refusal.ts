// The refusal an editor meets when a quota is full: which, by whom, and when there is room again.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf } from '../database/statement.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import { say } from '../i18n/index.ts'
import { boundsOf } from './calendar.ts'
import { countsOf, type Holder, holdersOf } from './held.ts'
import { keyOf } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { type Bucket, DIMENSIONS, laterBuckets } from './rules.ts'
import { column } from './sources.ts'

type Asking = { req: PayloadRequest; options: SanitizedQuotaOptions }

/**
 * What is known of some buckets: codes for quota, outlet, task, event and organization; period by its key;
 * holders by slot; `nextFree` the key of the next period with a free slot, null when none is left in the
 * rule's window; instants ISO 8601 in UTC.
 */
export const describeBuckets = async ({ req, options, buckets }: Asking & { buckets: Bucket[] }) => {
  const holders = await holdersOf({ req, options, buckets })
  const later = new Map(buckets.map((bucket) => [bucket, laterBuckets(bucket)]))
  const used = await countsOf({ req, options, buckets: [...buckets, ...[...later.values()].flat()] })
  const codes = await codesOf({ req, options, buckets })
  return buckets.map((bucket) => {
    const { rule, period } = bucket
    const next = later.get(bucket)?.find((one) => rule.max === null || used(one) < rule.max)
    const startsAt = next && boundsOf({ period: next.period, timeZone: rule.timeZone }).startsAt
    return {
      quota: rule.code,
      ...Object.fromEntries(
        DIMENSIONS.flatMap((name) => (bucket[name] ? [[name, codes.get(bucket[name])?.code]] : [])),
      ),
      ...(bucket.outlet ? { outletName: codes.get(bucket.outlet)?.name } : {}),
      period: period.key,
      ...isoBounds(bucket),
      used: used(bucket),
      max: rule.max,
      holders: heldBy({ holders, bucket }),
      nextFree: next?.period.key ?? null,
      nextFreeStartsAt: startsAt?.toISOString() ?? null,
    }
  })
}

export const quotaExceeded = async ({
  req,
  options,
  full,
}: Asking & { full: Bucket[] }): Promise<Refusal> => {
  const violations = await describeBuckets({ req, options, buckets: full })
  const told = violations.map(({ quota, outletName, period, used, max, holders, nextFree }) =>
    say(req, nextFree ? 'errors.quotaBucket' : 'errors.quotaBucketForGood', {
      quota,
      outlet: outletName ?? '',
      period: periodInWords(req, period),
      used,
      max: max ?? 0,
      holders: holders.map(({ title }) => `“${title}”`).join(', '),
      nextFree: nextFree ? periodInWords(req, nextFree) : '',
    }),
  )
  return refuse({
    req,
    code: 'quota-exceeded',
    values: { buckets: told.join(' ') },
    data: { violations: violations.map(({ outletName: _name, ...violation }) => violation) },
  })
}

/** `2024-W47` as “tuần 47/2024”, `2024-12` as “tháng 12/2024”. */
export const periodInWords = (req: Pick<PayloadRequest, 'i18n'>, key: string): string => {
  const [year = '', part = ''] = key.split('-')
  if (key === 'window') return say(req, 'period.window')
  if (part.startsWith('W')) return say(req, 'period.week', { number: Number(part.slice(1)), year })
  if (part.startsWith('Q')) return say(req, 'period.quarter', { number: Number(part.slice(1)), year })
  return say(req, 'period.month', { number: Number(part), year })
}

const heldBy = ({ holders, bucket }: { holders: Holder[]; bucket: Bucket }) =>
  holders
    .filter((holder) => `${holder.quota} ${holder.bucket}` === keyOf(bucket))
    .map(({ id, title }) => ({ id, title }))

const isoBounds = ({ period, rule: { timeZone } }: Bucket) => {
  const { startsAt, endsAt } = boundsOf({ period, timeZone })
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
}

/** Code and name of whatever the buckets are split by, by identifier. */
const codesOf = async ({ req, options: { sources }, buckets }: Asking & { buckets: Bucket[] }) => {
  const { list } = identifiersOf(req)
  const statements = DIMENSIONS.flatMap((name) => {
    const related = sources[name]
    const ids = [...new Set(buckets.flatMap((bucket) => bucket[name] ?? []))]
    if (!related || ids.length === 0) return []
    return sql`
      select r.id::text, ${column('r', related.code)}::text as code, ${column('r', related.name)}::text as name
      from ${sql.identifier(related.table)} r where r.id = any(${sql.param(ids)}::${list})`
  })
  if (statements.length === 0) return new Map<string, { code: string; name: string }>()
  const rows = await rowsOf<{ id: string; code: string; name: string }>({
    req,
    statement: sql.join(statements, sql` union all `),
  })
  return new Map(rows.map(({ id, code, name }) => [id, { code, name }]))
}
