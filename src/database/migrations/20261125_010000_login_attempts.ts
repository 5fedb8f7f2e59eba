// Attempts to log in (src/access/loginAttempts.ts). Not logged: a crash of the server forgets them, and that is all.
import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    create unlogged table login_attempts (
      name text primary key,
      most float8 not null,
      tokens float8 not null,
      is_allowed boolean not null,
      at timestamptz not null,
      kept_until timestamptz not null);
    create index login_attempts_kept_until_idx on login_attempts (kept_until);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`drop table login_attempts`)
}
