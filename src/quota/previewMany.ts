// What several documents would take, before anything is taken: for lists, by two statements however many they are.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { idOf } from '../access/roles.ts'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf, type Statement } from '../database/statement.ts'
import {
  datesOf,
  isLive,
  liveOf,
  type OutletFacts,
  outletsStatement,
  type RuleRow,
  ruleOf,
  rulesStatement,
  type StoredRun,
} from './facts.ts'
import { countsOf } from './held.ts'
import { keyOf } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { column } from './sources.ts'
import { outletsOfDoc, runsForeseen, subjectOf, wantedIn } from './wanted.ts'

type Doc = Record<string, unknown> & { id: string | number }

/** One place a document would take; codes for the quota, identifiers for the rest, the period by its key. */
export type ForeseenSlot = {
  quota: string
  outlet: string | null
  outletName: string | null
  task: string | null
  period: string
  used: number
  max: number | null
  /** Whether it would be let in: the place is free, its own already, or the rule only warns. */
  isFree: boolean
}

/**
 * By identifier of the document.
 * @param docs with the time they are planned for; relations as identifiers
 */
export const previewMany = async ({
  req,
  options,
  docs,
  now,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  docs: Doc[]
  now: Date
}): Promise<Map<string, ForeseenSlot[]>> => {
  if (docs.length === 0) return new Map()
  const { rules, outlets, kinds, live, held } = await read({ req, options, docs })
  const wanted = docs.map((doc) => {
    const own = new Set(outletsOfDoc(doc, options))
    const facts = {
      outlets: outlets.filter(({ id }) => own.has(id)),
      ...(live.get(String(doc.id)) ?? { runs: [], livePlannedAt: null }),
    }
    const subject = subjectOf(doc, kinds.get(eventOf({ doc, options }) ?? '') ?? null, options)
    return {
      doc,
      wanted: wantedIn({
        rules,
        subject,
        runs: runsForeseen({ doc, facts, now, options }),
        state: 'reserved',
      }),
    }
  })
  const buckets = wanted.flatMap((one) => one.wanted.map(({ bucket }) => bucket))
  const usedOf = await countsOf({
    req,
    options,
    buckets: [...new Map(buckets.map((one) => [keyOf(one), one])).values()],
  })
  const names = new Map(outlets.map(({ id, name }) => [id, name]))
  return new Map(
    wanted.map(({ doc, wanted: slots }) => [
      String(doc.id),
      slots.map(({ bucket }) => {
        const { rule, outlet, task, period } = bucket
        const used = usedOf(bucket)
        const isOwn = held.has(`${doc.id} ${keyOf(bucket)}`)
        return {
          quota: rule.code,
          outlet,
          outletName: outlet && (names.get(outlet) ?? null),
          task,
          period: period.key,
          used,
          max: rule.max,
          isFree: isOwn || rule.enforcement !== 'block' || rule.max === null || used < rule.max,
        }
      }),
    ]),
  )
}

const eventOf = ({ doc, options: { sources } }: { doc: Doc; options: SanitizedQuotaOptions }) =>
  sources.event ? idOf(doc[sources.event.field]) : undefined

/** By `quotas.plan_id`, and primary keys and `quota_slots.item_id` of the documents. */
const read = async ({
  req,
  options,
  docs,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  docs: Doc[]
}) => {
  const { sources, tables } = options
  const { list } = identifiersOf(req)
  const all = (statement: Statement) => sql`(select coalesce(json_agg(r), '[]') from (${statement}) r)`
  const among = (ids: string[]) => sql`any(${sql.param([...new Set(ids)])}::${list})`
  const ids = among(docs.map(({ id }) => String(id)))
  const plans = docs.flatMap((doc) => (sources.plan && idOf(doc[sources.plan.field])) || [])
  const events = docs.flatMap((doc) => eventOf({ doc, options }) ?? [])
  const [row] = await rowsOf<{
    rules: RuleRow[]
    outlets: OutletFacts[]
    kinds: { id: string; kind: string }[]
    live: { id: string; runs: StoredRun[] | null; planned_at: string | null }[]
    held: { key: string }[]
  }>({
    req,
    statement: sql`
      select ${all(rulesStatement({ options, where: sources.plan ? sql`q.plan_id = ${among(plans)}` : sql`true` }))} as rules,
             ${all(outletsStatement({ options, where: sql`true` }))} as outlets,
             ${
               sources.event?.kinds
                 ? all(
                     sql`select e.id::text, e.kind::text from ${sql.identifier(sources.event.table)} e where e.id = ${among(events)}`,
                   )
                 : sql`'[]'::json`
             } as kinds,
             ${all(sql`
               select i.id::text, i.runs, ${column('i', sources.counted.plannedAt)} as planned_at
               from ${sql.identifier(sources.counted.table)} i
               where i.id = ${ids} and ${isLive(options)}`)} as live,
             ${all(sql`
               select concat_ws(' ', s.item_id, s.quota_id, s.bucket) as key
               from ${sql.identifier(tables.slots)} s where s.item_id = ${ids}`)} as held`,
  })
  return {
    rules: (row?.rules ?? []).map((one) => ruleOf(one, options)),
    outlets: (row?.outlets ?? []).map(datesOf),
    kinds: new Map(row?.kinds.map(({ id, kind }) => [id, kind])),
    live: new Map(row?.live.map(({ id, ...one }) => [id, liveOf(one)])),
    held: new Set(row?.held.map(({ key }) => key)),
  }
}
