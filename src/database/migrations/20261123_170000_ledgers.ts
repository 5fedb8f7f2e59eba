// What the schema of the collections cannot say: the audit log and the editions are only ever added to,
// enforced by the database itself, and the indexes that the hot statements rely on.
import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    create function loa_refuse_change() returns trigger language plpgsql as $$
    begin
      -- a document that is deleted takes its identifier along; everything else stays as it was written
      if tg_op = 'UPDATE' and
         (to_jsonb(old) - 'item_id' - 'user_id' - 'outlet_id') = (to_jsonb(new) - 'item_id' - 'user_id' - 'outlet_id') then
        return new;
      end if;
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end $$;

    create trigger audit_log_append_only before update or delete on audit_log
      for each row execute function loa_refuse_change();
    create trigger audit_log_no_truncate before truncate on audit_log
      for each statement execute function loa_refuse_change();
    create trigger editions_append_only before update or delete on editions
      for each row execute function loa_refuse_change();
    create trigger editions_no_truncate before truncate on editions
      for each statement execute function loa_refuse_change();

    create index editions_files_gin_idx on editions using gin (files);
    create index _items_v_scheduled_idx on _items_v (version_publish_at, parent_id)
      where latest and version_stage = 'scheduled';
    create index _items_v_latest_parent_idx on _items_v (parent_id) where latest;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop index _items_v_latest_parent_idx;
    drop index _items_v_scheduled_idx;
    drop index editions_files_gin_idx;
    drop trigger editions_no_truncate on editions;
    drop trigger editions_append_only on editions;
    drop trigger audit_log_no_truncate on audit_log;
    drop trigger audit_log_append_only on audit_log;
    drop function loa_refuse_change();`)
}
