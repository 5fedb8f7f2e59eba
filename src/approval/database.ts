// Why this exists: hooks guard what goes through Payload's operations; `payload.db.*` and a statement typed into
// psql pass them by. So the database itself refuses to publish, to change what is published, and to hold a text
// as approved, unless the transaction has named the document as being in a transition. The name is a setting of
// the transaction, `loa.transition`, set by the statement that locks the row and taken away by the one that
// writes the audit entry.
import { createHash } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import { createLocalReq, type Payload } from 'payload'
import { appendOnly } from '../database/appendOnly.ts'
import { rowsOf, type Statement } from '../database/statement.ts'
import { tableOf, versionsTableOf } from '../database/tables.ts'

/** The collections the gate stands before. */
type Guarded = { collection: string; auditLog: string }

/** SQLSTATE of ours, read as HTTP, for what is refused because no transition is under way. */
const NO_TRANSITION = 'LO409'

/** Part of a select: names the row of `id` as being in a transition until `endTransition` or the end of the transaction. */
export const beginTransition = (collection: string): Statement => sql`
  set_config('loa.transition',
    concat_ws(' ', nullif(current_setting('loa.transition', true), ''), ${`${tableOf(collection)}:`} || id::text), true)`

/** Part of a statement: takes the name away again, and leaves those of other transitions. */
export const endTransition = ({ collection, id }: { collection: string; id: string }): Statement => sql`
  set_config('loa.transition', array_to_string(array_remove(
    string_to_array(current_setting('loa.transition', true), ' '), ${`${tableOf(collection)}:${id}`}), ' '), true)`

/**
 * The gate as SQL: functions and triggers, to be run as often as one likes, also in a migration. It needs the
 * tables of the collection, of its versions and of the audit log, and PostgreSQL 14.
 */
export const approvalGate = (guarded: Guarded): string => {
  const text = statements(guarded)
  const { document } = namesOf(guarded)
  return `${text}\ncomment on function ${document}() is '${digest(text)}';\n`
}

/** Takes the gate before the documents away; the log stays append-only. */
export const withoutApprovalGate = (guarded: Guarded): string => {
  const { document, version, part, versionPart } = namesOf(guarded)
  return `drop function if exists ${[document, version, part, versionPart].join('(), ')}() cascade;`
}

/** Installs the gate where it is missing, incomplete or of an earlier make: one query when all is well. */
export const installGate = async ({ payload, guarded }: { payload: Payload; guarded: Guarded }) => {
  const { main, versions, audit, document } = namesOf(guarded)
  const req = await createLocalReq({}, payload)
  const [state] = await rowsOf<{ is_missing: boolean }>({
    req,
    statement: sql`
      with guarded as (
        select to_regclass(name)::oid as id from unnest(${sql.param([main, versions, audit])}::text[]) name
        union select conrelid from (${sql.raw(PARTS(guarded))}) parts)
      select bool_and(id is not null) and (
        obj_description(to_regproc(${document}), 'pg_proc') is distinct from ${digest(statements(guarded))}
        or bool_or(not exists (select from pg_trigger where tgrelid = id and (tgname like 'loa\\_guard%' or tgname like '%\\_append\\_only')))) as is_missing
      from guarded`,
  })
  // without its tables a database is not migrated yet; the migration brings the gate along
  if (!state?.is_missing) return
  await rowsOf({ req, statement: sql.raw(`${ONE_BY_ONE}\n${approvalGate(guarded)}`) })
}

/** Removes the gate of a plugin that is switched off, so that the collection is Payload's own again. */
export const removeGate = async ({ payload, guarded }: { payload: Payload; guarded: Guarded }) => {
  const req = await createLocalReq({}, payload)
  const [state] = await rowsOf<{ is_there: boolean }>({
    req,
    statement: sql`select to_regproc(${namesOf(guarded).document}) is not null as is_there`,
  })
  if (state?.is_there)
    await rowsOf({ req, statement: sql.raw(`${ONE_BY_ONE}\n${withoutApprovalGate(guarded)}`) })
}

// Statements sent as one text are one transaction: the lock is held until all of them are done.
const ONE_BY_ONE = `select pg_advisory_xact_lock(hashtextextended('loa gate', 0));`

const statements = (guarded: Guarded): string => {
  const { main, versions, table, document, version, part, versionPart } = namesOf(guarded)
  const isNamed = (id: string) =>
    `coalesce(${literal(`${table}:`)} || ${id}::text = any(string_to_array(current_setting('loa.transition', true), ' ')), false)`
  const refuse = `raise exception 'only a transition publishes or changes what is approved' using errcode = '${NO_TRANSITION}';`
  const isApproved = `in ('approved', 'scheduled', 'published')`
  return `
create or replace function ${document}() returns trigger language plpgsql as $loa$
begin
  -- deeper than one: a foreign key that forgets a document which is deleted
  if ${isNamed('coalesce(new.id, old.id)')} or (tg_op = 'UPDATE' and (pg_trigger_depth() > 1
    or to_jsonb(old) - 'updated_at' = to_jsonb(new) - 'updated_at')) then
    return coalesce(new, old);
  end if;
  ${refuse}
end $loa$;

-- after: an upsert that ends as an update has not inserted anything
create or replace trigger loa_guard_insert after insert on ${main} for each row
  when (new._status = 'published') execute function ${document}();
create or replace trigger loa_guard_update before update on ${main} for each row
  when (old._status = 'published' or new._status = 'published') execute function ${document}();
create or replace trigger loa_guard_delete before delete on ${main} for each row
  when (old._status = 'published') execute function ${document}();

create or replace function ${version}() returns trigger language plpgsql as $loa$
begin
  if ${isNamed('new.parent_id')} or (tg_op = 'UPDATE' and (pg_trigger_depth() > 1
    or to_jsonb(old) - 'updated_at' = to_jsonb(new) - 'updated_at')) then
    return new;
  end if;
  ${refuse}
end $loa$;

-- older versions are history, which nothing asks; Payload marks them as not the latest at every save
create or replace trigger loa_guard_insert after insert on ${versions} for each row
  when (new.latest and new.version_stage ${isApproved}) execute function ${version}();
create or replace trigger loa_guard_update before update on ${versions} for each row
  when (new.latest and new.version_stage ${isApproved}) execute function ${version}();

-- relations, choices, arrays and blocks stand in tables of their own
create or replace function ${part}() returns trigger language plpgsql as $loa$
declare
  parent ${main}.id%type := to_jsonb(new) ->> tg_argv[0];
  earlier ${main}.id%type := to_jsonb(old) ->> tg_argv[0];
begin
  if pg_trigger_depth() > 1 or not exists (
    select from ${main} d where d.id in (parent, earlier) and d._status = 'published' and not ${isNamed('d.id')}) then
    return coalesce(new, old);
  end if;
  ${refuse}
end $loa$;

create or replace function ${versionPart}() returns trigger language plpgsql as $loa$
declare
  parent ${versions}.id%type := to_jsonb(new) ->> tg_argv[0];
  earlier ${versions}.id%type := to_jsonb(old) ->> tg_argv[0];
begin
  if pg_trigger_depth() > 1 or not exists (
    select from ${versions} v where v.id in (parent, earlier) and v.latest and v.version_stage ${isApproved}
      and not ${isNamed('v.parent_id')}) then
    return coalesce(new, old);
  end if;
  ${refuse}
end $loa$;

do $loa$
declare
  part record;
begin
  for part in ${PARTS(guarded)} loop
    execute format(
      'create or replace trigger loa_guard before insert or update or delete on %s for each row execute function %s(%L)',
      part.conrelid::regclass,
      case when part.confrelid = ${literal(versions)}::regclass then ${literal(versionPart)} else ${literal(part)} end,
      part.attname);
  end loop;
end $loa$;

${appendOnly({ table: tableOf(guarded.auditLog) })}`
}

/** The tables that belong to a document or a version: those whose rows go when it goes. */
const PARTS = (guarded: Guarded) => {
  const { main, versions, table } = namesOf(guarded)
  return `
    select c.conrelid, c.confrelid, a.attname
    from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confdeltype = 'c' and a.attname in ('parent_id', '_parent_id')
      and ((c.confrelid = to_regclass(${literal(main)}) and starts_with(t.relname, ${literal(`${table}_`)}))
        or (c.confrelid = to_regclass(${literal(versions)}) and starts_with(t.relname, ${literal(`_${table}_v_`)})))`
}

const namesOf = ({ collection, auditLog }: Guarded) => {
  const table = tableOf(collection)
  const of = (what: string) => quoted(shortened(`loa_guard_${table}${what}`))
  return {
    table,
    main: quoted(table),
    versions: quoted(versionsTableOf(collection)),
    audit: quoted(tableOf(auditLog)),
    document: of(''),
    version: of('_version'),
    part: of('_part'),
    versionPart: of('_version_part'),
  }
}

// PostgreSQL cuts names after 63 bytes, and two that are cut alike would be one
const shortened = (name: string) =>
  Buffer.byteLength(name) <= 63 ? name : `${name.slice(0, 50)}_${digest(name).slice(0, 8)}`

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
