// Why this exists: a rule, an outlet's dates or an event's kind can change after documents were counted by them.
// The ledger is then counted anew. What runs is never taken off: over a lowered bound the bucket shows `over`.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../database/statement.ts'
import { type Expected, expectedSlots, slotKey } from './expected.ts'
import type { Holder } from './facts.ts'
import { change, isSame, type Numbered, put, release, type Slot, stopCounting } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'

type Asking = { req: PayloadRequest; options: SanitizedQuotaOptions }

/** One row of the ledger, with who holds it. */
export type LedgerRow = Slot & { slot: number; holder: Holder }

/**
 * Makes the ledger hold what documents and events should hold, in the transaction of the request. Nobody else counts
 * meanwhile.
 * @param rule only of this rule; else of all
 * @returns how many slots were given back, changed and taken
 */
export const recount = async ({ req, options, rule }: Asking & { rule?: string }) => {
  await stopCounting({ req, options })
  const expected = await expectedSlots({ req, options, rule })
  const rows = await ledgerRows({ req, options, rule })
  const { surplus, changed, missing } = compare({ expected, rows })
  const goes = new Set(surplus.map(({ id }) => id))
  await release({ req, options, ids: [...goes] })
  await change({ req, options, kept: changed.map(({ row, wanted }) => ({ ...wanted, id: row.id })) })
  await put({
    req,
    options,
    numbered: withNumbers({ missing, kept: rows.filter(({ id }) => !goes.has(id)) }),
  })
  return { released: surplus.length, changed: changed.length, taken: missing.length }
}

/** What is in the ledger and should not be, what is there and should be otherwise, and what is not there. */
export const compare = ({ expected, rows }: { expected: Map<string, Expected>; rows: LedgerRow[] }) => {
  const held = new Map(rows.map((row) => [slotKey(`${row.quota} ${row.bucket}`, row.holder), row]))
  const changed: { row: LedgerRow; wanted: Expected }[] = []
  const missing: Expected[] = []
  for (const wanted of expected.values()) {
    const row = held.get(wanted.key)
    if (!row) missing.push(wanted)
    // an event's state is a matter of the clock
    else if (!isSame('item' in row.holder ? row : { ...row, state: wanted.state }, wanted))
      changed.push({ row, wanted })
  }
  const surplus = [...held].filter(([key]) => !expected.has(key)).map(([, row]) => row)
  return { surplus, changed, missing }
}

/** The ledger as it stands. */
export const ledgerRows = async ({
  req,
  options: { sources, tables },
  rule,
}: Asking & { rule?: string }): Promise<LedgerRow[]> => {
  const rows = await rowsOf<
    Omit<Slot, 'ranAt'> & {
      slot: number
      ran_at: Date | string
      item: string | null
      held_event: string | null
    }
  >({
    req,
    statement: sql`
      select id::text, quota_id::text as quota, bucket, slot::int, state, ran_at, item_id::text as item,
             ${sources.event ? sql`held_event_id::text` : sql`null`} as held_event,
             ${sources.outlet ? sql`ran_outlet_id::text` : sql`null`} as outlet
      from ${sql.identifier(tables.slots)}
      where ${rule ? sql`quota_id::text = ${rule}` : sql`true`}
      order by quota_id, bucket, slot`,
  })
  return rows.map(({ ran_at, item, held_event, ...row }) => ({
    ...row,
    ranAt: new Date(ran_at),
    holder: held_event ? { heldEvent: true, id: held_event } : { item: true, id: item ?? '' },
  }))
}

/** Gives each new slot the lowest number that is free in its bucket, earlier runs first. */
const withNumbers = ({ missing, kept }: { missing: Expected[]; kept: LedgerRow[] }): Numbered[] => {
  const taken = new Map<string, Set<number>>()
  const numbersOf = (key: string) => {
    const known = taken.get(key) ?? new Set<number>()
    taken.set(key, known)
    return known
  }
  for (const { quota, bucket, slot } of kept) numbersOf(`${quota} ${bucket}`).add(slot)
  return missing
    .toSorted((a, b) => a.run.at.getTime() - b.run.at.getTime())
    .map((one) => {
      const numbers = numbersOf(`${one.bucket.rule.id} ${one.bucket.key}`)
      let slot = 1
      while (numbers.has(slot)) slot += 1
      numbers.add(slot)
      return { ...one, slot }
    })
}
