// What the ledger says of buckets: who holds their slots, and how many are held.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf, type Statement } from '../database/statement.ts'
import { keyOf } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import type { Bucket } from './rules.ts'
import { column } from './sources.ts'

type Asking = { req: PayloadRequest; options: SanitizedQuotaOptions; buckets: Bucket[] }

/** `id` and `title` of a document, or of an event where the rule counts events. */
export type Holder = { quota: string; bucket: string; id: string; title: string }

/** Who holds the slots of these buckets, by slot number; documents by the title they have now. */
export const holdersOf = async ({ req, options, buckets }: Asking): Promise<Holder[]> => {
  if (buckets.length === 0) return []
  const { counted, event } = options.sources
  const title = counted.versions
    ? sql`(select v.${sql.identifier(`version_${counted.title}`)}::text from ${sql.identifier(counted.versions)} v
           where v.parent_id = s.item_id and v.latest limit 1)`
    : sql`(select i.${sql.identifier(counted.title)}::text from ${sql.identifier(counted.table)} i where i.id = s.item_id)`
  const eventTitle = event
    ? sql`(select ${column('e', event.name)}::text from ${sql.identifier(event.table)} e where e.id = s.held_event_id)`
    : sql`null`
  return rowsOf<Holder>({
    req,
    statement: sql`
      select s.quota_id::text as quota, s.bucket,
             ${event ? sql`coalesce(s.item_id, s.held_event_id)::text` : sql`s.item_id::text`} as id,
             coalesce(${title}, ${eventTitle}, '') as title
      from ${sql.identifier(options.tables.slots)} s
      where (s.quota_id, s.bucket) in (${pairs({ req, buckets })})
      order by s.quota_id, s.bucket, s.slot`,
  })
}

/** How many slots of these buckets are held. */
export const countsOf = async ({ req, options, buckets }: Asking) => {
  const rows =
    buckets.length === 0
      ? []
      : await rowsOf<{ quota: string; bucket: string; used: number }>({
          req,
          statement: sql`
            select quota_id::text as quota, bucket, count(*)::int as used
            from ${sql.identifier(options.tables.slots)}
            where (quota_id, bucket) in (${pairs({ req, buckets })}) group by 1, 2`,
        })
  const counts = new Map(rows.map(({ quota, bucket, used }) => [`${quota} ${bucket}`, used]))
  return (bucket: Bucket) => counts.get(keyOf(bucket)) ?? 0
}

const pairs = ({ req, buckets }: { req: PayloadRequest; buckets: Bucket[] }): Statement => {
  const { type } = identifiersOf(req)
  return sql.join(
    buckets.map(({ rule, key }) => sql`(${rule.id}::${type}, ${key}::text)`),
    sql`, `,
  )
}
