import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_audit_log_verb" ADD VALUE 'force';
  ALTER TYPE "public"."enum_audit_log_verb" ADD VALUE 'confirm';
  CREATE TABLE "comments" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"item_id" uuid NOT NULL,
  	"text" varchar NOT NULL,
  	"author_id" uuid,
  	"verb" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "comments_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid
  );
  
  ALTER TABLE "items" ADD COLUMN "forced_by_id" uuid;
  ALTER TABLE "_items_v" ADD COLUMN "version_forced_by_id" uuid;
  ALTER TABLE "lines" ADD COLUMN "needs_second_approval" boolean DEFAULT false;
  ALTER TABLE "organizations" ADD COLUMN "needs_second_approval" boolean DEFAULT false;
  ALTER TABLE "comments" ADD CONSTRAINT "comments_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "comments_rels" ADD CONSTRAINT "comments_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "comments_rels" ADD CONSTRAINT "comments_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "comments_item_idx" ON "comments" USING btree ("item_id");
  CREATE INDEX "comments_author_idx" ON "comments" USING btree ("author_id");
  CREATE INDEX "comments_updated_at_idx" ON "comments" USING btree ("updated_at");
  CREATE INDEX "comments_created_at_idx" ON "comments" USING btree ("created_at");
  CREATE INDEX "comments_rels_order_idx" ON "comments_rels" USING btree ("order");
  CREATE INDEX "comments_rels_parent_idx" ON "comments_rels" USING btree ("parent_id");
  CREATE INDEX "comments_rels_path_idx" ON "comments_rels" USING btree ("path");
  CREATE INDEX "comments_rels_users_id_idx" ON "comments_rels" USING btree ("users_id");
  ALTER TABLE "items" ADD CONSTRAINT "items_forced_by_id_users_id_fk" FOREIGN KEY ("forced_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_forced_by_id_users_id_fk" FOREIGN KEY ("version_forced_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "items_forced_by_idx" ON "items" USING btree ("forced_by_id");
  CREATE INDEX "_items_v_version_version_forced_by_idx" ON "_items_v" USING btree ("version_forced_by_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "comments" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "comments_rels" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "comments" CASCADE;
  DROP TABLE "comments_rels" CASCADE;
  ALTER TABLE "items" DROP CONSTRAINT "items_forced_by_id_users_id_fk";
  
  ALTER TABLE "_items_v" DROP CONSTRAINT "_items_v_version_forced_by_id_users_id_fk";
  
  ALTER TABLE "audit_log" ALTER COLUMN "verb" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_verb";
  CREATE TYPE "public"."enum_audit_log_verb" AS ENUM('submit', 'return', 'approve', 'withdraw', 'publish', 'retract');
  ALTER TABLE "audit_log" ALTER COLUMN "verb" SET DATA TYPE "public"."enum_audit_log_verb" USING "verb"::"public"."enum_audit_log_verb";
  DROP INDEX "items_forced_by_idx";
  DROP INDEX "_items_v_version_version_forced_by_idx";
  ALTER TABLE "items" DROP COLUMN "forced_by_id";
  ALTER TABLE "_items_v" DROP COLUMN "version_forced_by_id";
  ALTER TABLE "lines" DROP COLUMN "needs_second_approval";
  ALTER TABLE "organizations" DROP COLUMN "needs_second_approval";`)
}
