// Why this exists: a log that can be rewritten proves nothing. The database itself refuses to change or to
// remove a row, whoever asks.

/** SQLSTATE of ours for what a log refuses, answered as 403 `forbidden`. */
export const APPEND_ONLY = 'LO403'

/**
 * SQL that lets rows of a table be added and nothing else; may run again. A document that is deleted takes its
 * identifier along (a foreign key does that, from within a trigger of its own); the rest stays as it was written.
 */
export const appendOnly = ({ table }: { table: string }): string => `
  create or replace function loa_refuse_change() returns trigger language plpgsql as $loa$
  begin
    if tg_op = 'UPDATE' and pg_trigger_depth() > 1 then
      return new;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = '${APPEND_ONLY}';
  end $loa$;
  create or replace trigger "${table}_append_only" before update or delete on "${table}"
    for each row execute function loa_refuse_change();
  create or replace trigger "${table}_no_truncate" before truncate on "${table}"
    for each statement execute function loa_refuse_change();
`
