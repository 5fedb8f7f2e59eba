// The nightly check: compares the ledger with the documents and events it stands for, and reports what differs. It
// repairs nothing: a difference means that somebody found a way round, and that is to be looked at.
import { sql } from '@payloadcms/db-postgres'
import {
  commitTransaction,
  createLocalReq,
  type Endpoint,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
} from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf } from '../database/statement.ts'
import { refuse } from '../errors/index.ts'
import { calendarDateIn } from './calendar.ts'
import { type Expected, expectedSlots } from './expected.ts'
import type { Holder } from './facts.ts'
import { stopCounting } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { compare, type LedgerRow, ledgerRows, recount } from './recount.ts'

/** One difference. surplus: held without reason · missing: not held · changed: held for another time, outlet or state */
export type Difference = {
  what: 'surplus' | 'missing' | 'changed'
  /** Code of the rule; its identifier where the rule is gone. */
  quota: string
  bucket: string
  item?: string
  event?: string
}

type Asking = { req: PayloadRequest; options: SanitizedQuotaOptions }

/** Compares, in a transaction of the caller's in which nobody counts meanwhile. */
export const checkLedger = async ({
  req,
  options,
}: Asking): Promise<{ slots: number; differences: Difference[] }> => {
  await stopCounting({ req, options })
  const expected = await expectedSlots({ req, options })
  const rows = await ledgerRows({ req, options })
  const { surplus, missing, changed } = compare({ expected, rows })
  const codes = await codesOfRules({ req, options })
  const ofRow = (what: Difference['what'], { quota, bucket, holder }: LedgerRow): Difference => ({
    what,
    quota: codes.get(quota) ?? quota,
    bucket,
    ...named(holder),
  })
  const ofWanted = ({ bucket, holder }: Expected): Difference => ({
    what: 'missing',
    quota: bucket.rule.code,
    bucket: bucket.key,
    ...named(holder),
  })
  return {
    slots: rows.length,
    differences: [
      ...surplus.map((row) => ofRow('surplus', row)),
      ...missing.map(ofWanted),
      ...changed.map(({ row }) => ofRow('changed', row)),
    ],
  }
}

/**
 * Makes the check of this calendar day unless it has been made, also by another worker at the same moment: the row
 * of the day is written first, and only one transaction can write it.
 * @param timeZone IANA zone of the day
 * @returns the differences, or null when the day's check was made already
 */
export const checkLedgerDaily = async ({
  payload,
  options,
  now,
  timeZone,
}: {
  payload: Payload
  options: SanitizedQuotaOptions
  now: Date
  timeZone: string
}): Promise<Difference[] | null> => {
  const req = await createLocalReq({}, payload)
  const day = calendarDateIn({ instant: now, timeZone })
  if (await isMade({ req, options, day })) return null
  await initTransaction(req)
  try {
    const found = (await claim({ req, options, day, now })) ? await checkLedger({ req, options }) : null
    if (found) await report({ req, options, day, ...found })
    await commitTransaction(req)
    return found?.differences ?? null
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}

/**
 * For admins: `POST /api/quota-checks/run` compares now and answers `{ slots, differences }`; `POST
 * /api/quota-checks/recount` makes the ledger what it should be, after somebody has looked at the differences, and
 * answers `{ released, changed, taken }`.
 */
export const checkEndpoints = (options: SanitizedQuotaOptions): Endpoint[] =>
  Object.entries({ run: checkLedger, recount }).map(([name, perform]) => ({
    path: `/${name}`,
    method: 'post',
    handler: async (req) => {
      if (options.actorOf(req)?.role !== 'admin') throw refuse({ req, code: 'forbidden' })
      await initTransaction(req)
      try {
        const answer = await perform({ req, options })
        await commitTransaction(req)
        return Response.json(answer)
      } catch (error) {
        await killTransaction(req)
        throw error
      }
    },
  }))

const isMade = async ({ req, options, day }: Asking & { day: string }) => {
  const rows = await rowsOf({
    req,
    statement: sql`select 1 from ${sql.identifier(options.tables.checks)} where day = ${day}`,
  })
  return rows.length > 0
}

const claim = async ({ req, options: { tables }, day, now }: Asking & { day: string; now: Date }) => {
  const rows = await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`
      insert into ${sql.identifier(tables.checks)} (id, day, at, slots, differences)
      values (${identifiersOf(req).next(tables.checks)}, ${day}, ${now.toISOString()}, 0, 0)
      on conflict do nothing returning day`,
  })
  return rows.length > 0
}

const report = async ({
  req,
  options: { tables },
  day,
  slots,
  differences,
}: Asking & { day: string; slots: number; differences: Difference[] }) => {
  await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`
      update ${sql.identifier(tables.checks)}
      set slots = ${slots}, differences = ${differences.length},
          found = ${JSON.stringify(differences.slice(0, SHOWN))}::jsonb, updated_at = now()
      where day = ${day}`,
  })
}

// the rest is only counted
const SHOWN = 1000

const codesOfRules = async ({ req, options }: Asking) => {
  const rows = await rowsOf<{ id: string; code: string }>({
    req,
    statement: sql`select id::text, code from ${sql.identifier(options.tables.quotas)}`,
  })
  return new Map(rows.map(({ id, code }) => [id, code]))
}

const named = (holder: Holder) => ('item' in holder ? { item: holder.id } : { event: holder.id })
