import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "briefs" ADD COLUMN "edited_by_id" uuid;
  ALTER TABLE "briefs" ADD COLUMN "approved_by_id" uuid;
  ALTER TABLE "_briefs_v" ADD COLUMN "version_edited_by_id" uuid;
  ALTER TABLE "_briefs_v" ADD COLUMN "version_approved_by_id" uuid;
  ALTER TABLE "proofs" ADD COLUMN "receiver" varchar;
  ALTER TABLE "users" ADD COLUMN "is_disabled" boolean DEFAULT false;
  ALTER TABLE "briefs" ADD CONSTRAINT "briefs_edited_by_id_users_id_fk" FOREIGN KEY ("edited_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "briefs" ADD CONSTRAINT "briefs_approved_by_id_users_id_fk" FOREIGN KEY ("approved_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_briefs_v" ADD CONSTRAINT "_briefs_v_version_edited_by_id_users_id_fk" FOREIGN KEY ("version_edited_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_briefs_v" ADD CONSTRAINT "_briefs_v_version_approved_by_id_users_id_fk" FOREIGN KEY ("version_approved_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "briefs_edited_by_idx" ON "briefs" USING btree ("edited_by_id");
  CREATE INDEX "briefs_approved_by_idx" ON "briefs" USING btree ("approved_by_id");
  CREATE INDEX "_briefs_v_version_version_edited_by_idx" ON "_briefs_v" USING btree ("version_edited_by_id");
  CREATE INDEX "_briefs_v_version_version_approved_by_idx" ON "_briefs_v" USING btree ("version_approved_by_id");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "briefs" DROP CONSTRAINT "briefs_edited_by_id_users_id_fk";
  
  ALTER TABLE "briefs" DROP CONSTRAINT "briefs_approved_by_id_users_id_fk";
  
  ALTER TABLE "_briefs_v" DROP CONSTRAINT "_briefs_v_version_edited_by_id_users_id_fk";
  
  ALTER TABLE "_briefs_v" DROP CONSTRAINT "_briefs_v_version_approved_by_id_users_id_fk";
  
  DROP INDEX "briefs_edited_by_idx";
  DROP INDEX "briefs_approved_by_idx";
  DROP INDEX "_briefs_v_version_version_edited_by_idx";
  DROP INDEX "_briefs_v_version_version_approved_by_idx";
  ALTER TABLE "briefs" DROP COLUMN "edited_by_id";
  ALTER TABLE "briefs" DROP COLUMN "approved_by_id";
  ALTER TABLE "_briefs_v" DROP COLUMN "version_edited_by_id";
  ALTER TABLE "_briefs_v" DROP COLUMN "version_approved_by_id";
  ALTER TABLE "proofs" DROP COLUMN "receiver";
  ALTER TABLE "users" DROP COLUMN "is_disabled";`)
}
