// Delivery: search, the outbox of push, receipts and retrievals, limits and the last use of keys. Function, triggers
// and indexes are those of the plugin, which puts them in at a start where they are missing.
import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import { proofsOf } from '../../delivery/proof/database.ts'
import { searchOf } from '../../delivery/search.ts'

const proofs = { subscribers: 'subscribers', keys: 'subscriber-keys', receipts: 'receipts' }

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_subscribers_push_state" AS ENUM('on', 'disabled');
  CREATE TYPE "public"."enum_subscribers_push_reason" AS ENUM('gone');
  CREATE TYPE "public"."enum_push_deliveries_state" AS ENUM('waiting', 'delivered', 'dead', 'dropped');
  CREATE TABLE "push_deliveries" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"message" varchar NOT NULL,
  	"subscriber_id" uuid NOT NULL,
  	"edition" numeric NOT NULL,
  	"state" "enum_push_deliveries_state" NOT NULL,
  	"attempt" numeric NOT NULL,
  	"due_at" timestamp(3) with time zone NOT NULL,
  	"status" numeric,
  	"lease" varchar,
  	"leased_until" timestamp(3) with time zone,
  	"attempts" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "receipts" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"subscriber_id" uuid,
  	"item_id" uuid,
  	"outlet_id" uuid,
  	"edition" numeric NOT NULL,
  	"url" varchar NOT NULL,
  	"published_at" timestamp(3) with time zone NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "retrievals" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"subscriber_id" uuid,
  	"item_id" uuid,
  	"outlet_id" uuid,
  	"edition" numeric NOT NULL,
  	"sent_at" timestamp(3) with time zone,
  	"first_at" timestamp(3) with time zone,
  	"last_at" timestamp(3) with time zone,
  	"count" numeric DEFAULT 0,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "subscribers" ADD COLUMN "requests_per_minute" numeric;
  ALTER TABLE "subscribers" ADD COLUMN "push_url" varchar;
  ALTER TABLE "subscribers" ADD COLUMN "push_secret" varchar;
  ALTER TABLE "subscribers" ADD COLUMN "push_state" "enum_subscribers_push_state" DEFAULT 'on';
  ALTER TABLE "subscribers" ADD COLUMN "push_reason" "enum_subscribers_push_reason";
  ALTER TABLE "subscriber_keys" ADD COLUMN "last_used_at" timestamp(3) with time zone;
  ALTER TABLE "placements" ADD COLUMN "search" varchar;
  ALTER TABLE "push_deliveries" ADD CONSTRAINT "push_deliveries_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "receipts" ADD CONSTRAINT "receipts_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "receipts" ADD CONSTRAINT "receipts_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "receipts" ADD CONSTRAINT "receipts_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "retrievals" ADD CONSTRAINT "retrievals_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "retrievals" ADD CONSTRAINT "retrievals_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "retrievals" ADD CONSTRAINT "retrievals_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "push_deliveries_subscriber_idx" ON "push_deliveries" USING btree ("subscriber_id");
  CREATE INDEX "push_deliveries_updated_at_idx" ON "push_deliveries" USING btree ("updated_at");
  CREATE INDEX "push_deliveries_created_at_idx" ON "push_deliveries" USING btree ("created_at");
  CREATE INDEX "state_dueAt_idx" ON "push_deliveries" USING btree ("state","due_at");
  CREATE INDEX "subscriber_state_edition_idx" ON "push_deliveries" USING btree ("subscriber_id","state","edition");
  CREATE INDEX "receipts_subscriber_idx" ON "receipts" USING btree ("subscriber_id");
  CREATE INDEX "receipts_item_idx" ON "receipts" USING btree ("item_id");
  CREATE INDEX "receipts_outlet_idx" ON "receipts" USING btree ("outlet_id");
  CREATE INDEX "receipts_updated_at_idx" ON "receipts" USING btree ("updated_at");
  CREATE INDEX "receipts_created_at_idx" ON "receipts" USING btree ("created_at");
  CREATE UNIQUE INDEX "subscriber_edition_url_idx" ON "receipts" USING btree ("subscriber_id","edition","url");
  CREATE INDEX "item_outlet_1_idx" ON "receipts" USING btree ("item_id","outlet_id");
  CREATE INDEX "retrievals_subscriber_idx" ON "retrievals" USING btree ("subscriber_id");
  CREATE INDEX "retrievals_item_idx" ON "retrievals" USING btree ("item_id");
  CREATE INDEX "retrievals_outlet_idx" ON "retrievals" USING btree ("outlet_id");
  CREATE INDEX "retrievals_updated_at_idx" ON "retrievals" USING btree ("updated_at");
  CREATE INDEX "retrievals_created_at_idx" ON "retrievals" USING btree ("created_at");
  CREATE UNIQUE INDEX "subscriber_edition_idx" ON "retrievals" USING btree ("subscriber_id","edition");
  CREATE INDEX "edition_idx" ON "retrievals" USING btree ("edition");`)
  await db.execute(sql.raw(searchOf({ placements: 'placements', editions: 'editions' })))
  await db.execute(sql.raw(proofsOf(proofs)))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop trigger subscriber_keys_announce on subscriber_keys;
    drop trigger subscribers_announce on subscribers;
    drop trigger subscribers_rels_announce on subscribers_rels;
    drop function loa_announce_key();`)
  await db.execute(sql`
   DROP TABLE "push_deliveries" CASCADE;
  DROP TABLE "receipts" CASCADE;
  DROP TABLE "retrievals" CASCADE;
  ALTER TABLE "subscribers" DROP COLUMN "requests_per_minute";
  ALTER TABLE "subscribers" DROP COLUMN "push_url";
  ALTER TABLE "subscribers" DROP COLUMN "push_secret";
  ALTER TABLE "subscribers" DROP COLUMN "push_state";
  ALTER TABLE "subscribers" DROP COLUMN "push_reason";
  ALTER TABLE "subscriber_keys" DROP COLUMN "last_used_at";
  ALTER TABLE "placements" DROP COLUMN "search";
  DROP TYPE "public"."enum_subscribers_push_state";
  DROP TYPE "public"."enum_subscribers_push_reason";
  DROP TYPE "public"."enum_push_deliveries_state";`)
  await db.execute(sql`drop function loa_fold(text)`)
}
