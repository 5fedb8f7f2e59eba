// Editions follow the document: frozen when it goes live, withdrawn when it goes off, in the transaction
// that decides it. In afterChange, because by then nothing else can refuse.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { idOf } from '../access/roles.ts'
import { rowsOf } from '../database/statement.ts'
import { type Codes, contentOfItem, type Picture } from './freeze.ts'
import type { SanitizedDeliveryOptions } from './options.ts'
import { type DeliveredItem, deliveredItem } from './schema.ts'

type Doc = Record<string, unknown>
type Placed = { outlet: string; is_live: boolean; published_at: Date | string }
type Change = {
  outlet: string
  change: 'published' | 'updated' | 'retracted'
  publishedAt: Date
  at: Date
  item: Omit<DeliveredItem, 'edition'> | null
  files: string[]
}

export const freezeEditions =
  (options: SanitizedDeliveryOptions): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, req }) => {
    const publication = options.publication({ req, doc, previousDoc })
    if (!publication) return doc
    const { change, now, note } = publication
    const placed = await placementsOf({ req, item: String(doc.id) })
    const changes =
      change === 'publish'
        ? await publications({ req, doc, placed, now, note, recordsPastDates: options.recordsPastDates })
        : placed.filter(({ is_live }) => is_live).map((one) => withdrawal({ one, now }))
    await append({ req, item: String(doc.id), changes })
    return doc
  }

const publications = async ({
  req,
  doc,
  placed,
  now,
  note,
  recordsPastDates,
}: {
  req: PayloadRequest
  doc: Doc
  placed: Placed[]
  now: Date
  note?: string
  recordsPastDates: (channel: string) => boolean
}): Promise<Change[]> => {
  const outlets = await outletsByID({ req, ids: idsOf(doc.outlets) })
  const content = contentOfItem({ doc, ...(await relationsOf({ req, doc })) })
  const files = [...new Set(content.media.map(({ url }) => decodeURIComponent(url.slice('/media/'.length))))]
  const planned = doc.publishAt ? new Date(String(doc.publishAt)) : now
  const live = outlets.map(({ id, code, channel }): Change => {
    const earlier = placed.find(({ outlet, is_live }) => outlet === id && is_live)
    const first = recordsPastDates(channel) ? planned : earlier ? new Date(earlier.published_at) : now
    const item = deliveredItem.omit({ edition: true }).parse({
      ...content,
      outlet: code,
      publishedAt: first.toISOString(),
      updatedAt: now.toISOString(),
      ...(earlier && note ? { changeNote: note } : {}),
    })
    return { outlet: id, change: earlier ? 'updated' : 'published', publishedAt: first, at: now, item, files }
  })
  const kept = new Set(outlets.map(({ id }) => id))
  const dropped = placed.filter(({ outlet, is_live }) => is_live && !kept.has(outlet))
  return [...dropped.map((one) => withdrawal({ one, now })), ...live]
}

const withdrawal = ({ one, now }: { one: Placed; now: Date }): Change => ({
  outlet: one.outlet,
  change: 'retracted',
  publishedAt: new Date(one.published_at),
  at: now,
  item: null,
  files: [],
})

/**
 * Writes editions and placements. Numbers are taken under a lock that is held until COMMIT, so a reader
 * that has seen number n has seen every number below it: transactions become visible in their order. The
 * lock is taken last, for the few statements that remain.
 */
const append = async ({ req, item, changes }: { req: PayloadRequest; item: string; changes: Change[] }) => {
  if (changes.length === 0) return
  const write = <Row>(statement: ReturnType<typeof sql>) =>
    rowsOf<Row>({ req, statement, mustBeInTransaction: true })
  await write(sql`select pg_advisory_xact_lock(hashtextextended('loa editions', 0))`)
  // a statement of its own: its snapshot is taken after the lock
  const [last] = await write<{ number: string }>(sql`select coalesce(max(number), 0) as number from editions`)
  const rows = changes.map(({ item: frozen, files, ...change }, index) => {
    const number = Number(last?.number ?? 0) + index + 1
    const { id, ...rest } = frozen ?? { id: item }
    return {
      ...change,
      number,
      body: frozen ? JSON.stringify({ id, edition: number, ...rest }) : null,
      files: JSON.stringify(files),
      is_live: change.change !== 'retracted',
      kind: frozen?.kind ?? null,
      task: frozen?.task ?? null,
      line: frozen?.line ?? null,
      themes: frozen ? JSON.stringify(frozen.themes) : null,
    }
  })
  const input = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
    number int, change text, outlet uuid, at timestamptz, body text, files text, is_live boolean,
    "publishedAt" timestamptz, kind text, task text, line text, themes text)`
  await write(sql`
    insert into editions (id, number, change, item_id, outlet_id, at, body, files)
    select gen_random_uuid(), r.number, r.change::enum_editions_change, ${item}, r.outlet, r.at, r.body, r.files::jsonb
    from ${input}`)
  await write(sql`
    insert into placements (id, item_id, outlet_id, edition, is_live, published_at, kind, task, line, themes)
    select gen_random_uuid(), ${item}, r.outlet, r.number, r.is_live, r."publishedAt", r.kind::enum_placements_kind,
           r.task, r.line, r.themes::jsonb
    from ${input}
    on conflict (item_id, outlet_id) do update set
      edition = excluded.edition, is_live = excluded.is_live, published_at = excluded.published_at,
      kind = coalesce(excluded.kind, placements.kind), task = excluded.task, line = excluded.line,
      themes = excluded.themes, updated_at = now()`)
}

const placementsOf = ({ req, item }: { req: PayloadRequest; item: string }) =>
  rowsOf<Placed>({
    req,
    statement: sql`select outlet_id as outlet, is_live, published_at from placements where item_id = ${item}`,
  })

const outletsByID = ({ req, ids }: { req: PayloadRequest; ids: string[] }) =>
  rowsOf<{ id: string; code: string; channel: string }>({
    req,
    statement: sql`select id, code, channel from outlets where id = any(${sql.param(ids)}::uuid[]) order by code`,
  })

const relationsOf = async ({ req, doc }: { req: PayloadRequest; doc: Doc }) => {
  const [codes] = await rowsOf<Codes>({
    req,
    statement: sql`
      select (select code from tasks where id = ${idOf(doc.task) ?? null}::uuid) as task,
             (select code from lines where id = ${idOf(doc.line) ?? null}::uuid) as line,
             (select code from events where id = ${idOf(doc.event) ?? null}::uuid) as event,
             array(select code from themes where id = any(${sql.param(idsOf(doc.themes))}::uuid[]) order by code) as themes,
             o.code as organization, o.name as "organizationName"
      from organizations o where o.id = ${idOf(doc.organization) ?? null}::uuid`,
  })
  if (!codes) throw new Error('An item without organisation cannot be published')
  const cover = idOf(doc.cover)
  const wanted = [...new Set([...(cover ? [cover] : []), ...idsOf(doc.attachments)])]
  const found = wanted.length
    ? await rowsOf<Picture & { id: string }>({
        req,
        statement: sql`
          select id, filename, mime_type as "mimeType", width::int, height::int, alt, credit
          from media where id = any(${sql.param(wanted)}::uuid[])`,
      })
    : []
  const byID = new Map(found.map((picture) => [picture.id, picture]))
  return {
    codes,
    cover: (cover && byID.get(cover)) || null,
    attachments: idsOf(doc.attachments).flatMap((id) => byID.get(id) ?? []),
  }
}

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((one) => idOf(one) ?? []) : []
