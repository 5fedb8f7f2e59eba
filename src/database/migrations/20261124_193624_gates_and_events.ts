// The trash; what rules count events by, and the nightly check; the change feed's index; and the gate of approval in
// the database itself. The gate's text is that of the plugin, which brings a database up to date with it whenever it
// starts: a database migrated long ago and a new one end up alike.
import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import { approvalGate, withoutApprovalGate } from '../../approval/database.ts'
import { appendOnly } from '../appendOnly.ts'

const guarded = { collection: 'items', auditLog: 'audit-log' }

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_audit_log_verb" ADD VALUE 'trash';
  ALTER TYPE "public"."enum_audit_log_verb" ADD VALUE 'restore';
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
  ALTER TABLE "items" ADD COLUMN "deleted_at" timestamp(3) with time zone;
  ALTER TABLE "_items_v" ADD COLUMN "version_runs" jsonb;
  ALTER TABLE "_items_v" ADD COLUMN "version_deleted_at" timestamp(3) with time zone;
  ALTER TABLE "quota_slots" ADD COLUMN "held_event_id" uuid;
  ALTER TABLE "quota_slots" ADD COLUMN "organization_id" uuid;
  CREATE UNIQUE INDEX "quota_checks_day_idx" ON "quota_checks" USING btree ("day");
  CREATE INDEX "quota_checks_updated_at_idx" ON "quota_checks" USING btree ("updated_at");
  CREATE INDEX "quota_checks_created_at_idx" ON "quota_checks" USING btree ("created_at");
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_held_event_id_events_id_fk" FOREIGN KEY ("held_event_id") REFERENCES "public"."events"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "items_deleted_at_idx" ON "items" USING btree ("deleted_at");
  CREATE INDEX "_items_v_version_version_deleted_at_idx" ON "_items_v" USING btree ("version_deleted_at");
  CREATE INDEX "quota_slots_held_event_idx" ON "quota_slots" USING btree ("held_event_id");
  CREATE INDEX "quota_slots_organization_idx" ON "quota_slots" USING btree ("organization_id");
  CREATE UNIQUE INDEX "quota_bucket_heldEvent_idx" ON "quota_slots" USING btree ("quota_id","bucket","held_event_id");
  CREATE INDEX "outlet_number_idx" ON "editions" USING btree ("outlet_id","number");`)
  // what is live ran where and when its placements say
  await db.execute(sql`
    update items i set runs = (
      select jsonb_agg(jsonb_build_object('outlet', p.outlet_id,
               'at', to_char(p.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by o.code)
      from placements p join outlets o on o.id = p.outlet_id where p.item_id = i.id and p.is_live)
    where i._status = 'published'`)
  await db.execute(sql.raw(`${appendOnly({ table: 'editions' })} ${approvalGate(guarded)}`))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(withoutApprovalGate(guarded)))
  await db.execute(sql`
   ALTER TABLE "quota_checks" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "quota_checks" CASCADE;
  ALTER TABLE "quota_slots" DROP CONSTRAINT "quota_slots_held_event_id_events_id_fk";
  
  ALTER TABLE "quota_slots" DROP CONSTRAINT "quota_slots_organization_id_organizations_id_fk";
  
  ALTER TABLE "audit_log" ALTER COLUMN "verb" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_verb";
  CREATE TYPE "public"."enum_audit_log_verb" AS ENUM('submit', 'return', 'approve', 'withdraw', 'publish', 'retract', 'force', 'confirm');
  ALTER TABLE "audit_log" ALTER COLUMN "verb" SET DATA TYPE "public"."enum_audit_log_verb" USING "verb"::"public"."enum_audit_log_verb";
  DROP INDEX "items_deleted_at_idx";
  DROP INDEX "_items_v_version_version_deleted_at_idx";
  DROP INDEX "quota_slots_held_event_idx";
  DROP INDEX "quota_slots_organization_idx";
  DROP INDEX "quota_bucket_heldEvent_idx";
  DROP INDEX "outlet_number_idx";
  ALTER TABLE "items" DROP COLUMN "runs";
  ALTER TABLE "items" DROP COLUMN "deleted_at";
  ALTER TABLE "_items_v" DROP COLUMN "version_runs";
  ALTER TABLE "_items_v" DROP COLUMN "version_deleted_at";
  ALTER TABLE "quota_slots" DROP COLUMN "held_event_id";
  ALTER TABLE "quota_slots" DROP COLUMN "organization_id";`)
}
