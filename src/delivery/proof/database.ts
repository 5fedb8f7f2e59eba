// What the schema of the collections cannot say of keys and receipts: that receipts are only ever added to, and that
// a key which is revoked is announced by the transaction that revokes it, whoever writes.
import type { Payload } from 'payload'
import pg, { type Pool } from 'pg'
import { appendOnly } from '../../database/appendOnly.ts'
import { relationsTableOf, tableOf } from '../../database/tables.ts'
import { keysChannelOf } from '../store/names.ts'

type Slugs = { subscribers: string; keys: string; receipts: string }

/** SQL for the tables of these collections; may run again. The last use of a key announces nothing. */
export const proofsOf = ({ subscribers, keys, receipts }: Slugs): string => {
  const tables = tablesOf({ subscribers, keys, receipts })
  const channel = pg.escapeLiteral(keysChannelOf(keys))
  const announce = ({ table, events, column }: { table: string; events: string; column: string }) => `
    create or replace trigger "${table}_announce" after ${events} on "${table}"
      for each row execute function loa_announce_key(${channel}, '${column}');`
  return `
    ${appendOnly({ table: tables.receipts })}
    create or replace function loa_announce_key() returns trigger language plpgsql as $loa$
    begin
      perform pg_notify(tg_argv[0],
        coalesce((case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end) ->> tg_argv[1], ''));
      return null;
    end $loa$;
    ${announce({ table: tables.keys, events: 'delete or update of revoked_at, expires_at, hash, subscriber_id', column: 'subscriber_id' })}
    ${announce({ table: tables.subscribers, events: 'delete or update', column: 'id' })}
    ${announce({ table: tables.outlets, events: 'insert or delete or update', column: 'parent_id' })}`
}

/** Installs `proofsOf` where it is missing; before the tables are there (a first migration is to come) nothing. */
export const installProofs = async ({ payload, slugs }: { payload: Payload; slugs: Slugs }) => {
  const { pool } = payload.db as unknown as { pool: Pool }
  const tables = tablesOf(slugs)
  const names = [
    `${tables.receipts}_append_only`,
    `${tables.receipts}_no_truncate`,
    `${tables.keys}_announce`,
    `${tables.subscribers}_announce`,
    `${tables.outlets}_announce`,
  ]
  const { rows } = await pool.query<{ missing: boolean }>(
    `select (select bool_and(to_regclass(quote_ident(name)) is not null) from unnest($1::text[]) as name)
       and (select count(*) from pg_trigger t where t.tgname = any($2)
            and t.tgrelid in (select to_regclass(quote_ident(name)) from unnest($1::text[]) as name)) < $3 as missing`,
    [Object.values(tables), names, names.length],
  )
  if (!rows[0]?.missing) return
  // several statements in one text are one transaction, which holds the lock to its end
  await pool.query(`select pg_advisory_xact_lock(hashtextextended('loa append-only', 0)); ${proofsOf(slugs)}`)
}

const tablesOf = ({ subscribers, keys, receipts }: Slugs) => ({
  receipts: tableOf(receipts),
  keys: tableOf(keys),
  subscribers: tableOf(subscribers),
  outlets: relationsTableOf(subscribers),
})
