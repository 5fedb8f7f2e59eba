// A proof proves something: it is of a kind that fits the channel, has an address, a file or a number, is of an item that
// ran there and of a day on which it can have run, and whoever records it answers for the item or for the outlet.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeValidateHook, PayloadRequest } from 'payload'
import { organizationTree } from '../src/access/organizations.ts'
import { idOf, staffOf } from '../src/access/roles.ts'
import { PROOF_KINDS, type ProofKind, proofKindsOf } from '../src/channels/proofKinds.ts'
import { PLAN_TIME_ZONE } from '../src/database/planTimeZone.ts'
import { rowsOf } from '../src/database/statement.ts'
import { invalid, refuse } from '../src/errors/index.ts'
import { say } from '../src/i18n/index.ts'
import { calendarDateOf } from '../src/quota/calendar.ts'
import { readableDate } from '../src/readableDate.ts'

export const requireProof: CollectionBeforeValidateHook = async ({ data, req, operation }) => {
  const [item, outlet] = [idOf(data?.item), idOf(data?.outlet)]
  if (operation !== 'create' || !data || !item || !outlet) return data
  const [found] = await rowsOf<Found>({ req, statement: ranThere({ item, outlet }) })
  if (!found) return data
  const staff = staffOf(req)
  if (staff && staff.role !== 'admin') {
    const tree = await organizationTree(req)
    if (![found.of, found.owner].some((one) => tree.isAtOrAbove(staff.organization, one)))
      throw refuse({ req, code: 'forbidden', reason: 'foreignOrganization' })
  }
  if (found.number === null) throw invalid({ req, path: 'outlet', reason: 'neverRanThere' })
  const { url, ranOn } = data
  if (url && !/^https?:\/\/[^\s]+$/.test(String(url)))
    throw invalid({ req, path: 'url', reason: 'badAddress' })
  requireKind({ req, data, channel: found.channel })
  const at = new Date(ranOn as string)
  // what is no date is left for the field to refuse
  if (ranOn && !Number.isNaN(at.getTime())) {
    // calendar days where the plan is: noon in UTC, as they are stored, is evening there
    const day = calendarDateOf(at)
    if (day > found.today) throw invalid({ req, path: 'ranOn', reason: 'notYet' })
    if (found.since && day < found.since)
      throw invalid({
        req,
        path: 'ranOn',
        reason: 'beforeItRan',
        values: { day: readableDate(found.since) },
      })
  }
  req.context = { ...req.context, [EDITION]: found.number }
  return { ...data, recordedBy: staff?.id }
}

/** Key of the request's context under which the edition waits for `countAsReceipt`. */
export const EDITION = 'loaProvenEdition'

type Found = {
  of: string
  owner: string
  channel: string
  number: number | null
  /** Calendar dates in the zone of the plan. */
  today: string
  since: string | null
}

/**
 * The newest edition that ran there, and since when: the earliest day that anything says, because a newspaper is told
 * of afterwards. By the indexes of `editions` and `placements` on item and outlet.
 */
const ranThere = ({ item, outlet }: { item: string; outlet: string }) => sql`
  select i.organization_id::text as of, o.organization_id::text as owner, o.channel::text as channel, ran.number,
         to_char(now() at time zone zone.name, 'YYYY-MM-DD') as today,
         to_char(least(
           ran.at,
           (select min(p.published_at) from placements p where p.item_id = i.id and p.outlet_id = o.id),
           (select min((r ->> 'at')::timestamptz)
            from jsonb_array_elements(case jsonb_typeof(i.runs) when 'array' then i.runs else '[]' end) r
            where r ->> 'outlet' = o.id::text)
         ) at time zone zone.name, 'YYYY-MM-DD') as since
  from items i cross join outlets o
  cross join lateral (
    select coalesce((select time_zone from plans where id = i.plan_id), (${sql.raw(PLAN_TIME_ZONE)})) as name) zone
  cross join lateral (
    select max(e.number)::int as number, min(e.at) as at from editions e
    where e.item_id = i.id and e.outlet_id = o.id and e.change <> 'retracted') ran
  where i.id = ${item}::uuid and o.id = ${outlet}::uuid`

/** @throws Refusal `invalid` for a kind that does not fit the channel, and for one that lacks what it proves by */
const requireKind = ({
  req,
  data,
  channel,
}: {
  req: PayloadRequest
  data: Record<string, unknown>
  channel: string
}) => {
  const { url, file, copies, note } = data
  const kind = data.kind as ProofKind | undefined
  if (!kind || !PROOF_KINDS.includes(kind)) return
  if (!proofKindsOf(channel).includes(kind))
    throw invalid({
      req,
      path: 'kind',
      reason: 'proofOfOtherChannel',
      values: { channel: say(req, `outlets.channelOptions.${channel}`) },
    })
  // a broadcaster has something to show; who runs a station or a screen says so himself
  const isShown = channel !== 'press' || url || file || String(note ?? '').trim()
  const isProven = { address: url, clip: url || file, scan: file, delivery: copies, broadcast: isShown }[kind]
  if (!isProven)
    throw invalid({ req, path: PATHS[kind], reason: kind === 'broadcast' ? 'broadcastBare' : 'proofMissing' })
}

const PATHS: Record<ProofKind, string> = {
  address: 'url',
  clip: 'url',
  scan: 'file',
  delivery: 'copies',
  broadcast: 'note',
}
