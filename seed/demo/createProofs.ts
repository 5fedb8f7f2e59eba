// That what ran is seen: portals have sent receipts, editors have recorded the rest. What ran in the last week still waits.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../src/database/statement.ts'

/** What is told of a channel that has no program to tell it. */
const KINDS: Record<string, 'address' | 'broadcast'> = {
  press: 'address',
  social: 'address',
  loudspeaker: 'broadcast',
  screen: 'broadcast',
}

const WAITING_MS = 8 * 24 * 60 * 60 * 1000

/** @param req in the name of whoever records what no portal tells */
export const createProofs = async ({ req, now }: { req: PayloadRequest; now: Date }) => {
  const since = new Date(now.getTime() - WAITING_MS).toISOString()
  await receivedFromPortals({ req, since })
  for (const { item, outlet, channel, url, ranOn } of await ranElsewhere({ req, since })) {
    const kind = KINDS[channel]
    if (!kind) continue
    await req.payload.create({
      collection: 'proofs',
      data: { item, outlet, kind, ranOn, ...(kind === 'address' ? { url } : {}) },
      depth: 0,
      overrideAccess: true,
      req,
    })
  }
}

const ran = (since: string) => sql`
  from placements p join outlets o on o.id = p.outlet_id join items i on i.id = p.item_id
  join editions e on e.item_id = p.item_id and e.outlet_id = p.outlet_id and e.change = 'published'
  where p.is_live and p.published_at < ${since}::timestamptz`

// names that nobody owns (RFC 2606)
const address = sql`'https://' || o.code || '.example/' || i.slug`

const receivedFromPortals = ({ req, since }: { req: PayloadRequest; since: string }) =>
  rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`
      insert into receipts (id, subscriber_id, item_id, outlet_id, edition, url, published_at)
      select gen_random_uuid(), r.parent_id, ran.item_id, ran.outlet_id, ran.number, ran.url, ran.published_at
      from (select e.item_id, e.outlet_id, e.number, p.published_at, o.channel, ${address} as url ${ran(since)}) ran
      join subscribers_rels r on r.path = 'outlets' and r.outlets_id = ran.outlet_id
      where ran.channel = 'portal'`,
  })

const ranElsewhere = ({ req, since }: { req: PayloadRequest; since: string }) =>
  rowsOf<{ item: string; outlet: string; channel: string; url: string; ranOn: string }>({
    req,
    statement: sql`
      select e.item_id::text as item, e.outlet_id::text as outlet, o.channel::text as channel, ${address} as url,
             to_char(p.published_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T12:00:00.000Z"') as "ranOn"
      ${ran(since)} and o.channel <> 'portal' order by e.number`,
  })
