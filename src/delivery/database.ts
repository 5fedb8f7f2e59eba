// What the schema of the collections cannot say: that editions are only ever added to, the indexes by which a
// picture is looked up and a text is searched, and what the planner has to know of outlets.

import type { Payload } from 'payload'
import pg, { type Pool } from 'pg'
import { appendOnly } from '../database/appendOnly.ts'
import { tableOf } from '../database/tables.ts'
import { FOLD, searchIndexOf, searchOf } from './search.ts'

/** SQL for the table of editions; may run again. */
export const ledgerOf = ({ table }: { table: string }): string => `
  ${appendOnly({ table })}
  create index if not exists "${table}_files_gin_idx" on "${table}" using gin (files);`

/**
 * Installs `ledgerOf` where it is missing, so that a project without migrations of its own has it too. Copies
 * that start together stand in line. Before the table is there (a first migration is to come) it does nothing.
 */
export const installLedger = async ({ payload, editions }: { payload: Payload; editions: string }) => {
  const { pool } = payload.db as unknown as { pool?: Pool }
  if (payload.db.name !== 'postgres' || !pool) throw new Error('delivery: editions need PostgreSQL')
  const table = tableOf(editions)
  if (!(await isMissing({ pool, table }))) return
  // several statements in one text are one transaction, which holds the lock to its end
  await pool.query(
    `select pg_advisory_xact_lock(hashtextextended('loa append-only', 0)); ${ledgerOf({ table })}`,
  )
}

/** Installs `searchOf` in the same way, where the column it fills is there. */
export const installSearch = async ({
  payload,
  ...slugs
}: {
  payload: Payload
  placements: string
  editions: string
}) => {
  const { pool } = payload.db as unknown as { pool: Pool }
  const { rows } = await pool.query<{ missing: boolean }>(
    `select exists (select 1 from pg_attribute where attrelid = to_regclass($1) and attname = 'search')
       and (to_regprocedure($2) is null
         or to_regclass($3) is null and exists (select 1 from pg_extension where extname = 'pg_trgm')) as missing`,
    [
      pg.escapeIdentifier(tableOf(slugs.placements)),
      `${FOLD}(text)`,
      pg.escapeIdentifier(searchIndexOf(slugs.placements)),
    ],
  )
  if (!rows[0]?.missing) return
  await pool.query(`select pg_advisory_xact_lock(hashtextextended('loa append-only', 0)); ${searchOf(slugs)}`)
}

/**
 * SQL that tells the planner how much an outlet may hold; may run again, and counts from the next ANALYZE on. By itself
 * PostgreSQL takes every outlet for an average one, while a province's portal has most of all items: then it reads and
 * sorts thousands of them instead of the first twenty in the order of the index. Measured with 5,000 items on one of 25
 * outlets, a filtered list of 20: 0.9 ms, with this 0.08 ms.
 */
export const statisticsOf = ({ placements }: { placements: string }): string =>
  `alter table "${tableOf(placements)}" alter column outlet_id set (n_distinct = ${FEW_OUTLETS});`

/** As if each outlet held a quarter of all. */
const FEW_OUTLETS = 4

/** Runs `statisticsOf` in the same way. */
export const installStatistics = async ({
  payload,
  placements,
}: {
  payload: Payload
  placements: string
}) => {
  const { pool } = payload.db as unknown as { pool: Pool }
  const { rowCount } = await pool.query(
    `select from pg_attribute where attrelid = to_regclass($1) and attname = 'outlet_id' and attoptions is null`,
    [pg.escapeIdentifier(tableOf(placements))],
  )
  if (rowCount === 1) await pool.query(statisticsOf({ placements }))
}

const isMissing = async ({ pool, table }: { pool: Pool; table: string }): Promise<boolean> => {
  const { rows } = await pool.query<{ missing: boolean }>(
    `select to_regclass($1) is not null and (
       (select count(*) from pg_trigger where tgrelid = to_regclass($1) and tgname = any($2)) < 2
       or to_regclass($3) is null) as missing`,
    [
      pg.escapeIdentifier(table),
      [`${table}_append_only`, `${table}_no_truncate`],
      pg.escapeIdentifier(`${table}_files_gin_idx`),
    ],
  )
  return rows[0]?.missing ?? false
}
