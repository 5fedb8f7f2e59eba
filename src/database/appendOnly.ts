// Why this exists: a log that can be rewritten proves nothing. The database itself refuses to change or to
// remove a row, whoever asks.

/**
 * SQL that lets rows of a table be added and nothing else; may run again. Deleting a document takes its
 * identifier (`item_id`, `user_id`, `outlet_id`) along; everything else stays as it was written.
 */
export const appendOnly = ({ table }: { table: string }): string => `
  create or replace function loa_refuse_change() returns trigger language plpgsql as $$
  begin
    -- a document that is deleted takes its identifier along; everything else stays as it was written
    if tg_op = 'UPDATE' and
       (to_jsonb(old) - 'item_id' - 'user_id' - 'outlet_id') = (to_jsonb(new) - 'item_id' - 'user_id' - 'outlet_id') then
      return new;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end $$;
  create or replace trigger "${table}_append_only" before update or delete on "${table}"
    for each row execute function loa_refuse_change();
  create or replace trigger "${table}_no_truncate" before truncate on "${table}"
    for each statement execute function loa_refuse_change();`
