// Writes editions and placements. Numbers are taken under a lock that is held until COMMIT, so a reader that
// has seen number n has seen every number below it: transactions become visible in their order. The lock is
// taken last, for the few statements that remain.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { rowsOf, type Statement } from '../../database/statement.ts'
import { enumOf, tableOf } from '../../database/tables.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'
import { enqueuePushes } from '../push/store/enqueue.ts'
import type { DeliveredItem } from '../schema.ts'
import { FOLD } from '../search.ts'
import type { Source } from '../source.ts'
import { channelOf } from './names.ts'

/** One edition to come. Of what is withdrawn only the identifier stays: it outlives the document. */
export type Change = {
  outlet: string
  publishedAt: Date
  /** Until when a station or a screen runs it; undefined where it is not of that kind. */
  runsUntil?: Date
  at: Date
  files: string[]
} & (
  | { change: 'published' | 'updated'; item: Omit<DeliveredItem, 'edition'> }
  | { change: 'retracted'; item: Pick<DeliveredItem, 'id'> }
)

export const appendEditions = async ({
  req,
  options,
  source,
  item,
  changes,
}: {
  req: PayloadRequest
  options: SanitizedDeliveryOptions
  source: Source
  item: string
  changes: Change[]
}) => {
  if (changes.length === 0) return
  const { slugs } = options
  const write = <Row>(statement: Statement) => rowsOf<Row>({ req, statement, mustBeInTransaction: true })
  const [editions, placements] = [tableOf(slugs.editions), tableOf(slugs.placements)]
  const channel = channelOf(slugs.editions)
  await write(sql`select pg_advisory_xact_lock(hashtextextended(${channel}, 0))`)
  // a statement of its own: its snapshot is taken after the lock
  const [last] = await write<{ number: string }>(
    sql`select coalesce(max(number), 0) as number from ${sql.identifier(editions)}`,
  )
  const rows = changes.map((change, index) =>
    rowOf({ change, number: Number(last?.number ?? 0) + index + 1 }),
  )
  const { type, next } = identifiersOf(req)
  const id = sql`${item}::${type}`
  const kind = source.kinds ? sql`::${sql.identifier(enumOf(slugs.placements, 'kind'))}` : sql``
  const input = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
    number int, change text, outlet ${type}, at timestamptz, body text, files text, is_live boolean,
    "publishedAt" timestamptz, "runsUntil" timestamptz, kind text, task text, line text, themes text)`
  // One statement for all of it; the notice arrives with the COMMIT, and followers of these outlets look.
  await write(sql`
    with input as (select * from ${input}),
    -- the same text on every outlet: sent, folded and indexed once, beside the first of those that are live
    folded as materialized (
      select ${sql.raw(FOLD)}(${searchedIn(changes)}::text) as search,
             (select min(r.number) from input r where r.is_live) as number),
    edition as (
      insert into ${sql.identifier(editions)} (id, number, change, item_id, outlet_id, at, body, files)
      select ${next(editions)}, r.number, r.change::${sql.identifier(enumOf(slugs.editions, 'change'))}, ${id}, r.outlet,
             r.at, r.body, r.files::jsonb
      from input r),
    placement as (
      insert into ${sql.identifier(placements)} as p (id, item_id, outlet_id, edition, is_live, published_at, runs_until, kind, task, line, themes, search)
      select ${next(placements)}, ${id}, r.outlet, r.number, r.is_live, r."publishedAt", r."runsUntil", r.kind${kind},
             r.task, r.line, r.themes::jsonb, case when r.number = f.number then f.search end
      from input r cross join folded f
      on conflict (item_id, outlet_id) do update set
        edition = excluded.edition, is_live = excluded.is_live, published_at = excluded.published_at,
        runs_until = excluded.runs_until,
        kind = coalesce(excluded.kind, p.kind), task = excluded.task, line = excluded.line,
        themes = excluded.themes, search = excluded.search, updated_at = now()),
    push as (${enqueuePushes({ req, options })})
    select pg_notify(${channel}, ${noticeOf(changes)})`)
}

/** The words by which what goes live can be found; null where nothing does. */
const searchedIn = (changes: Change[]): string | null => {
  const [shown] = changes.flatMap((one) => (one.change === 'retracted' ? [] : [one.item]))
  return shown ? [shown.title, shown.summary, shown.text].join('\n') : null
}

/** The outlets concerned; of more than fit into a notification (8000 bytes) none, which means all. */
const noticeOf = (changes: Change[]): string => {
  const text = changes.map(({ outlet }) => outlet).join(',')
  return text.length < 7500 ? text : ''
}

const rowOf = ({ change: { item, files, ...change }, number }: { change: Change; number: number }) => {
  const { id, ...rest } = item
  const frozen = 'kind' in item ? item : null
  return {
    ...change,
    number,
    body: JSON.stringify({ id, edition: number, ...rest }),
    files: JSON.stringify(files),
    is_live: frozen !== null,
    kind: frozen?.kind || null,
    task: frozen?.task ?? null,
    line: frozen?.line ?? null,
    themes: frozen ? JSON.stringify(frozen.themes) : null,
  }
}
