import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "quota_checks" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"day" varchar NOT NULL,
  	"at" timestamp(3) with time zone NOT NULL,
  	"slots" numeric NOT NULL,
  	"differences" numeric NOT NULL,
  	"found" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "items" ADD COLUMN "runs" jsonb;
  ALTER TABLE "_items_v" ADD COLUMN "version_runs" jsonb;
  ALTER TABLE "quota_slots" ADD COLUMN "held_event_id" uuid;
  ALTER TABLE "quota_slots" ADD COLUMN "organization_id" uuid;
  CREATE UNIQUE INDEX "quota_checks_day_idx" ON "quota_checks" USING btree ("day");
  CREATE INDEX "quota_checks_updated_at_idx" ON "quota_checks" USING btree ("updated_at");
  CREATE INDEX "quota_checks_created_at_idx" ON "quota_checks" USING btree ("created_at");
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_held_event_id_events_id_fk" FOREIGN KEY ("held_event_id") REFERENCES "public"."events"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "quota_slots_held_event_idx" ON "quota_slots" USING btree ("held_event_id");
  CREATE INDEX "quota_slots_organization_idx" ON "quota_slots" USING btree ("organization_id");
  CREATE UNIQUE INDEX "quota_bucket_heldEvent_idx" ON "quota_slots" USING btree ("quota_id","bucket","held_event_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "quota_checks" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "quota_checks" CASCADE;
  ALTER TABLE "quota_slots" DROP CONSTRAINT "quota_slots_held_event_id_events_id_fk";
  
  ALTER TABLE "quota_slots" DROP CONSTRAINT "quota_slots_organization_id_organizations_id_fk";
  
  DROP INDEX "quota_slots_held_event_idx";
  DROP INDEX "quota_slots_organization_idx";
  DROP INDEX "quota_bucket_heldEvent_idx";
  ALTER TABLE "items" DROP COLUMN "runs";
  ALTER TABLE "_items_v" DROP COLUMN "version_runs";
  ALTER TABLE "quota_slots" DROP COLUMN "held_event_id";
  ALTER TABLE "quota_slots" DROP COLUMN "organization_id";`)
}
