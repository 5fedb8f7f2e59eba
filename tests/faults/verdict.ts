// What must hold when all is over: what was acknowledged is there, what was not is wholly there or wholly not, all
// that the database keeps agrees, and portals have everything once and in order.
import { agreementOf, type Query, recordOf } from '../helpers/agreement.ts'
import { type Newsroom, TITLE } from './newsroom.ts'
import type { Portal } from './portal.ts'

/** Lists of what is wrong, all of them empty when nothing is; and what was counted on the way. */
export const verdictOf = async ({
  query,
  newsroom,
  portal,
}: {
  query: Query
  newsroom: Newsroom
  portal: Portal
}) => {
  const { traffic, created, saved, sent, outlets } = newsroom
  const items = (await query(`select id from items where title like $1 || '%'`, [TITLE])).map(({ id }) => id)
  const { lost, untold } = await recordOf({ query, items, acknowledged: traffic.acknowledged() })
  const unanswered = traffic.told.filter(({ status }) => status === 'lost' || status >= 500)
  const drafts = await missingOf(created, 'select id from items where id = $1', query)
  const texts = await missingOf(
    saved,
    'select id from _items_v where parent_id = $1 and version_title = $2',
    query,
  )
  const changes = await query(
    `select number::text as cursor, change::text as type, item_id::text as id from editions
     where outlet_id = any($1) order by number`,
    [outlets],
  )
  const pushes = await query(
    `select message, state::text, edition::text from push_deliveries p where subscriber_id = $1 order by p.edition`,
    [portal.subscriber],
  )
  const received = new Set(portal.received.map(({ id }) => id))
  const receipts = await missingOf(
    portal.receipts.map(({ id, edition }) => ({ id, title: String(edition) })),
    'select id from receipts where item_id = $1 and edition = $2::numeric',
    query,
  )
  const wrong = {
    disagreement: await agreementOf(query),
    lost: [...lost, ...drafts, ...texts, ...receipts],
    // recorded, and nobody asked for it without being answered
    invented: untold.filter(
      ({ item, verb }) => !unanswered.some((one) => one.item === item && one.verb === verb),
    ),
    doubled: await query(
      `select item_id, verb, revision, count(*) from audit_log where item_id = any($1::uuid[])
       group by item_id, verb, "from", revision having count(*) > 1`,
      [items],
    ),
    feed: differences(
      portal.seen.map(({ cursor, type, id }) => `${cursor} ${type} ${id}`),
      changes.map(({ cursor, type, id }) => `${cursor} ${type} ${id}`),
    ),
    pushes: [
      ...differences(
        pushes.map(({ edition }) => edition),
        changes.map(({ cursor }) => cursor),
      ),
      ...pushes.filter(({ state, message }) => state !== 'delivered' || !received.has(message)),
    ],
    late: await query(
      `select parent_id from _items_v where latest and version_stage = 'scheduled' and version_publish_at < now()`,
    ),
    // refusals that no fault explains: what was asked for again can have been stored after all
    refused: traffic.told.filter(
      (one) => REFUSALS.has(one.code ?? '') && !unanswered.some(({ item }) => item === one.item),
    ),
  }
  const isAcknowledged = ({ status }: { status: unknown }) => status === 200 || status === 201
  return {
    wrong,
    counts: {
      acknowledged: sent.filter(isAcknowledged).length,
      unacknowledged: sent.filter((one) => !isAcknowledged(one)).length,
      storedUntold: untold.length,
      lost: wrong.lost.length,
      doubled: wrong.doubled.length,
      changes: changes.length,
      receipts: portal.receipts.length,
      looks: portal.looks.length,
      unserved: portal.looks.filter(({ status }) => status !== 200).length,
      pushed: received.size,
      pushedTwice: portal.received.length - received.size,
    },
  }
}

const REFUSALS = new Set([
  'wrong-stage',
  'stale-revision',
  'quota-exceeded',
  'invalid',
  'not-found',
  'own-item',
])

const missingOf = async (
  these: { id: string; title: string }[],
  statement: string,
  query: Query,
): Promise<unknown[]> => {
  const missing: unknown[] = []
  const count = (statement.match(/\$\d/g) ?? []).length
  for (const one of these)
    if ((await query(statement, [one.id, one.title].slice(0, count))).length === 0) missing.push(one)
  return missing
}

/** Where two lists first differ; empty when they are the same. */
const differences = (these: string[], those: string[]): string[] => {
  const at = Array.from({ length: Math.max(these.length, those.length) }).findIndex(
    (_, index) => these[index] !== those[index],
  )
  return at < 0 ? [] : [`${at}: ${these[at]} instead of ${those[at]}, ${these.length} of ${those.length}`]
}
