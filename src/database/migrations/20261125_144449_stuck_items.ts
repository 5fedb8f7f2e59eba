import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_users_notices_stuck" AS ENUM('both', 'screen', 'mail', 'none');
  ALTER TYPE "public"."enum_notices_kind" ADD VALUE 'stuck' BEFORE 'mentioned';
  ALTER TABLE "users" ADD COLUMN "notices_stuck" "enum_users_notices_stuck" DEFAULT 'both';`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "notices" ALTER COLUMN "kind" SET DATA TYPE text;
  DROP TYPE "public"."enum_notices_kind";
  CREATE TYPE "public"."enum_notices_kind" AS ENUM('submitted', 'returned', 'approved', 'published', 'mentioned', 'due', 'overdue');
  ALTER TABLE "notices" ALTER COLUMN "kind" SET DATA TYPE "public"."enum_notices_kind" USING "kind"::"public"."enum_notices_kind";
  ALTER TABLE "users" DROP COLUMN "notices_stuck";
  DROP TYPE "public"."enum_users_notices_stuck";`)
}
