import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_items_kind" AS ENUM('news', 'article', 'radio', 'video', 'led', 'social', 'print', 'press-release');
  CREATE TYPE "public"."enum_items_publishat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum_items_priority" AS ENUM('normal', 'priority', 'urgent');
  CREATE TYPE "public"."enum_items_stage" AS ENUM('draft', 'submitted', 'approved', 'scheduled', 'published', 'retracted');
  CREATE TYPE "public"."enum_items_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__items_v_version_kind" AS ENUM('news', 'article', 'radio', 'video', 'led', 'social', 'print', 'press-release');
  CREATE TYPE "public"."enum__items_v_version_publishat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum__items_v_version_priority" AS ENUM('normal', 'priority', 'urgent');
  CREATE TYPE "public"."enum__items_v_version_stage" AS ENUM('draft', 'submitted', 'approved', 'scheduled', 'published', 'retracted');
  CREATE TYPE "public"."enum__items_v_version_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum_events_kind" AS ENUM('signing', 'workshop', 'launch', 'campaign', 'fair', 'conference', 'press-briefing', 'press-conference');
  CREATE TYPE "public"."enum_events_startsat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum_events_endsat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum_organizations_kind" AS ENUM('department', 'committee', 'press', 'centre');
  CREATE TYPE "public"."enum_outlets_channel" AS ENUM('press', 'loudspeaker', 'screen', 'portal', 'social', 'publication', 'event', 'press-information');
  CREATE TYPE "public"."enum_users_role" AS ENUM('admin', 'editor', 'approver', 'reporter');
  CREATE TYPE "public"."enum_audit_log_verb" AS ENUM('submit', 'return', 'approve', 'withdraw', 'publish', 'retract');
  CREATE TYPE "public"."enum_audit_log_from" AS ENUM('draft', 'submitted', 'approved', 'scheduled', 'published', 'retracted');
  CREATE TYPE "public"."enum_audit_log_to" AS ENUM('draft', 'submitted', 'approved', 'scheduled', 'published', 'retracted');
  CREATE TYPE "public"."enum_quotas_kinds" AS ENUM('news', 'article', 'radio', 'video', 'led', 'social', 'print', 'press-release');
  CREATE TYPE "public"."enum_quotas_event_kinds" AS ENUM('signing', 'workshop', 'launch', 'campaign', 'fair', 'conference', 'press-briefing', 'press-conference');
  CREATE TYPE "public"."enum_quotas_per" AS ENUM('outlet', 'task', 'event', 'organization');
  CREATE TYPE "public"."enum_quotas_counts" AS ENUM('items', 'events');
  CREATE TYPE "public"."enum_quotas_enforcement" AS ENUM('block', 'warn');
  CREATE TYPE "public"."enum_quotas_channel" AS ENUM('press', 'loudspeaker', 'screen', 'portal', 'social', 'publication', 'event', 'press-information');
  CREATE TYPE "public"."enum_quotas_period" AS ENUM('week', 'month', 'quarter', 'window');
  CREATE TYPE "public"."enum_quota_slots_state" AS ENUM('reserved', 'consumed');
  CREATE TYPE "public"."enum_placements_kind" AS ENUM('news', 'article', 'radio', 'video', 'led', 'social', 'print', 'press-release');
  CREATE TYPE "public"."enum_editions_change" AS ENUM('published', 'updated', 'retracted');
  CREATE TABLE "items" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"summary" varchar,
  	"body" jsonb,
  	"cover_id" uuid,
  	"line_id" uuid,
  	"task_id" uuid,
  	"event_id" uuid,
  	"change_note" varchar,
  	"kind" "enum_items_kind" DEFAULT 'news',
  	"publish_at" timestamp(3) with time zone,
  	"publishat_tz" "enum_items_publishat_tz" DEFAULT 'Asia/Ho_Chi_Minh',
  	"priority" "enum_items_priority" DEFAULT 'normal',
  	"organization_id" uuid,
  	"plan_id" uuid,
  	"byline" varchar,
  	"slug" varchar,
  	"author_id" uuid,
  	"stage" "enum_items_stage" DEFAULT 'draft',
  	"live" boolean DEFAULT false,
  	"last_comment" varchar,
  	"revision" varchar,
  	"submitted_by_id" uuid,
  	"contributors" jsonb,
  	"approvals" jsonb,
  	"approved_revision" varchar,
  	"published_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_items_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "items_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"media_id" uuid,
  	"themes_id" uuid,
  	"outlets_id" uuid
  );
  
  CREATE TABLE "_items_v" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"parent_id" uuid,
  	"version_title" varchar,
  	"version_summary" varchar,
  	"version_body" jsonb,
  	"version_cover_id" uuid,
  	"version_line_id" uuid,
  	"version_task_id" uuid,
  	"version_event_id" uuid,
  	"version_change_note" varchar,
  	"version_kind" "enum__items_v_version_kind" DEFAULT 'news',
  	"version_publish_at" timestamp(3) with time zone,
  	"version_publishat_tz" "enum__items_v_version_publishat_tz" DEFAULT 'Asia/Ho_Chi_Minh',
  	"version_priority" "enum__items_v_version_priority" DEFAULT 'normal',
  	"version_organization_id" uuid,
  	"version_plan_id" uuid,
  	"version_byline" varchar,
  	"version_slug" varchar,
  	"version_author_id" uuid,
  	"version_stage" "enum__items_v_version_stage" DEFAULT 'draft',
  	"version_live" boolean DEFAULT false,
  	"version_last_comment" varchar,
  	"version_revision" varchar,
  	"version_submitted_by_id" uuid,
  	"version_contributors" jsonb,
  	"version_approvals" jsonb,
  	"version_approved_revision" varchar,
  	"version_published_at" timestamp(3) with time zone,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__items_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "_items_v_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"media_id" uuid,
  	"themes_id" uuid,
  	"outlets_id" uuid
  );
  
  CREATE TABLE "events" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"plan_id" uuid NOT NULL,
  	"title" varchar NOT NULL,
  	"gloss" varchar,
  	"kind" "enum_events_kind" NOT NULL,
  	"starts_at" timestamp(3) with time zone NOT NULL,
  	"startsat_tz" "enum_events_startsat_tz" DEFAULT 'Asia/Ho_Chi_Minh' NOT NULL,
  	"ends_at" timestamp(3) with time zone,
  	"endsat_tz" "enum_events_endsat_tz" DEFAULT 'Asia/Ho_Chi_Minh',
  	"is_provisional" boolean DEFAULT false,
  	"place" varchar,
  	"organization_id" uuid NOT NULL,
  	"description" varchar,
  	"clause" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "media" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"alt" varchar NOT NULL,
  	"credit" varchar,
  	"organization_id" uuid NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"url" varchar,
  	"thumbnail_u_r_l" varchar,
  	"filename" varchar,
  	"mime_type" varchar,
  	"filesize" numeric,
  	"width" numeric,
  	"height" numeric,
  	"focal_x" numeric,
  	"focal_y" numeric,
  	"sizes_card_url" varchar,
  	"sizes_card_width" numeric,
  	"sizes_card_height" numeric,
  	"sizes_card_mime_type" varchar,
  	"sizes_card_filesize" numeric,
  	"sizes_card_filename" varchar
  );
  
  CREATE TABLE "plans" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"title" varchar NOT NULL,
  	"gloss" varchar,
  	"number" varchar,
  	"description" varchar,
  	"starts_on" timestamp(3) with time zone NOT NULL,
  	"ends_on" timestamp(3) with time zone NOT NULL,
  	"time_zone" varchar DEFAULT 'Asia/Ho_Chi_Minh' NOT NULL,
  	"organization_id" uuid NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "themes_parts" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL
  );
  
  CREATE TABLE "themes" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"plan_id" uuid NOT NULL,
  	"title" varchar NOT NULL,
  	"gloss" varchar,
  	"description" varchar,
  	"clause" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "themes_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"tasks_id" uuid
  );
  
  CREATE TABLE "tasks" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"plan_id" uuid NOT NULL,
  	"title" varchar NOT NULL,
  	"gloss" varchar,
  	"description" varchar,
  	"clause" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "lines" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"plan_id" uuid NOT NULL,
  	"title" varchar NOT NULL,
  	"gloss" varchar,
  	"description" varchar,
  	"clause" varchar,
  	"opens_on" timestamp(3) with time zone NOT NULL,
  	"closes_on" timestamp(3) with time zone NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "organizations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"gloss" varchar,
  	"kind" "enum_organizations_kind" NOT NULL,
  	"parent_id" uuid,
  	"opens_on" timestamp(3) with time zone,
  	"closes_on" timestamp(3) with time zone,
  	"successor_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "outlets" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"gloss" varchar,
  	"channel" "enum_outlets_channel" NOT NULL,
  	"organization_id" uuid NOT NULL,
  	"opens_on" timestamp(3) with time zone,
  	"closes_on" timestamp(3) with time zone,
  	"successor_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"role" "enum_users_role" NOT NULL,
  	"organization_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "audit_log" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"at" timestamp(3) with time zone NOT NULL,
  	"item_id" uuid,
  	"title" varchar,
  	"verb" "enum_audit_log_verb" NOT NULL,
  	"from" "enum_audit_log_from",
  	"to" "enum_audit_log_to",
  	"user_id" uuid,
  	"revision" varchar,
  	"comment" varchar,
  	"override_reason" varchar,
  	"ip" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "quotas_kinds" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_quotas_kinds",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "quotas_event_kinds" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_quotas_event_kinds",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "quotas_per" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_quotas_per",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "quotas" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"plan_id" uuid NOT NULL,
  	"title" varchar NOT NULL,
  	"gloss" varchar,
  	"clause" varchar,
  	"counts" "enum_quotas_counts" DEFAULT 'items' NOT NULL,
  	"enforcement" "enum_quotas_enforcement" DEFAULT 'block' NOT NULL,
  	"line_id" uuid,
  	"channel" "enum_quotas_channel",
  	"period" "enum_quotas_period" NOT NULL,
  	"min" numeric,
  	"max" numeric,
  	"starts_on" timestamp(3) with time zone NOT NULL,
  	"ends_on" timestamp(3) with time zone NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "quota_slots" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"quota_id" uuid NOT NULL,
  	"bucket" varchar NOT NULL,
  	"slot" numeric NOT NULL,
  	"item_id" uuid,
  	"outlet_id" uuid,
  	"ran_outlet_id" uuid,
  	"task_id" uuid,
  	"event_id" uuid,
  	"period" varchar NOT NULL,
  	"state" "enum_quota_slots_state" NOT NULL,
  	"ran_at" timestamp(3) with time zone NOT NULL,
  	"override_reason" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "subscribers" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"is_active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "subscribers_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"outlets_id" uuid
  );
  
  CREATE TABLE "subscriber_keys" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"subscriber_id" uuid NOT NULL,
  	"label" varchar,
  	"start" varchar NOT NULL,
  	"hash" varchar NOT NULL,
  	"expires_at" timestamp(3) with time zone,
  	"revoked_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "placements" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"item_id" uuid NOT NULL,
  	"outlet_id" uuid NOT NULL,
  	"edition" numeric NOT NULL,
  	"is_live" boolean DEFAULT true,
  	"published_at" timestamp(3) with time zone NOT NULL,
  	"kind" "enum_placements_kind",
  	"task" varchar,
  	"line" varchar,
  	"themes" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "editions" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"number" numeric NOT NULL,
  	"change" "enum_editions_change" NOT NULL,
  	"item_id" uuid,
  	"outlet_id" uuid,
  	"at" timestamp(3) with time zone NOT NULL,
  	"body" varchar,
  	"files" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_kv" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"global_slug" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"items_id" uuid,
  	"events_id" uuid,
  	"media_id" uuid,
  	"plans_id" uuid,
  	"themes_id" uuid,
  	"tasks_id" uuid,
  	"lines_id" uuid,
  	"organizations_id" uuid,
  	"outlets_id" uuid,
  	"users_id" uuid,
  	"quotas_id" uuid,
  	"subscribers_id" uuid
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid,
  	"subscribers_id" uuid
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "items" ADD CONSTRAINT "items_cover_id_media_id_fk" FOREIGN KEY ("cover_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_submitted_by_id_users_id_fk" FOREIGN KEY ("submitted_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items_rels" ADD CONSTRAINT "items_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "items_rels" ADD CONSTRAINT "items_rels_media_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "items_rels" ADD CONSTRAINT "items_rels_themes_fk" FOREIGN KEY ("themes_id") REFERENCES "public"."themes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "items_rels" ADD CONSTRAINT "items_rels_outlets_fk" FOREIGN KEY ("outlets_id") REFERENCES "public"."outlets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_parent_id_items_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_cover_id_media_id_fk" FOREIGN KEY ("version_cover_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_line_id_lines_id_fk" FOREIGN KEY ("version_line_id") REFERENCES "public"."lines"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_task_id_tasks_id_fk" FOREIGN KEY ("version_task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_event_id_events_id_fk" FOREIGN KEY ("version_event_id") REFERENCES "public"."events"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_organization_id_organizations_id_fk" FOREIGN KEY ("version_organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_plan_id_plans_id_fk" FOREIGN KEY ("version_plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_author_id_users_id_fk" FOREIGN KEY ("version_author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_submitted_by_id_users_id_fk" FOREIGN KEY ("version_submitted_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v_rels" ADD CONSTRAINT "_items_v_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_items_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_items_v_rels" ADD CONSTRAINT "_items_v_rels_media_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_items_v_rels" ADD CONSTRAINT "_items_v_rels_themes_fk" FOREIGN KEY ("themes_id") REFERENCES "public"."themes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_items_v_rels" ADD CONSTRAINT "_items_v_rels_outlets_fk" FOREIGN KEY ("outlets_id") REFERENCES "public"."outlets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "events" ADD CONSTRAINT "events_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "events" ADD CONSTRAINT "events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "media" ADD CONSTRAINT "media_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "plans" ADD CONSTRAINT "plans_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "themes_parts" ADD CONSTRAINT "themes_parts_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."themes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "themes" ADD CONSTRAINT "themes_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "themes_rels" ADD CONSTRAINT "themes_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."themes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "themes_rels" ADD CONSTRAINT "themes_rels_tasks_fk" FOREIGN KEY ("tasks_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "tasks" ADD CONSTRAINT "tasks_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "lines" ADD CONSTRAINT "lines_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "organizations" ADD CONSTRAINT "organizations_parent_id_organizations_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "organizations" ADD CONSTRAINT "organizations_successor_id_organizations_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "outlets" ADD CONSTRAINT "outlets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "outlets" ADD CONSTRAINT "outlets_successor_id_outlets_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quotas_kinds" ADD CONSTRAINT "quotas_kinds_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."quotas"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "quotas_event_kinds" ADD CONSTRAINT "quotas_event_kinds_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."quotas"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "quotas_per" ADD CONSTRAINT "quotas_per_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."quotas"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "quotas" ADD CONSTRAINT "quotas_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quotas" ADD CONSTRAINT "quotas_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_quota_id_quotas_id_fk" FOREIGN KEY ("quota_id") REFERENCES "public"."quotas"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_ran_outlet_id_outlets_id_fk" FOREIGN KEY ("ran_outlet_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "quota_slots" ADD CONSTRAINT "quota_slots_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "subscribers_rels" ADD CONSTRAINT "subscribers_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "subscribers_rels" ADD CONSTRAINT "subscribers_rels_outlets_fk" FOREIGN KEY ("outlets_id") REFERENCES "public"."outlets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "subscriber_keys" ADD CONSTRAINT "subscriber_keys_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "placements" ADD CONSTRAINT "placements_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "placements" ADD CONSTRAINT "placements_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "editions" ADD CONSTRAINT "editions_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "editions" ADD CONSTRAINT "editions_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_locked_documents"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_items_fk" FOREIGN KEY ("items_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_events_fk" FOREIGN KEY ("events_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_media_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_plans_fk" FOREIGN KEY ("plans_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_themes_fk" FOREIGN KEY ("themes_id") REFERENCES "public"."themes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_tasks_fk" FOREIGN KEY ("tasks_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_lines_fk" FOREIGN KEY ("lines_id") REFERENCES "public"."lines"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_organizations_fk" FOREIGN KEY ("organizations_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_outlets_fk" FOREIGN KEY ("outlets_id") REFERENCES "public"."outlets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_quotas_fk" FOREIGN KEY ("quotas_id") REFERENCES "public"."quotas"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_subscribers_fk" FOREIGN KEY ("subscribers_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_subscribers_fk" FOREIGN KEY ("subscribers_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "items_title_idx" ON "items" USING btree ("title");
  CREATE INDEX "items_cover_idx" ON "items" USING btree ("cover_id");
  CREATE INDEX "items_line_idx" ON "items" USING btree ("line_id");
  CREATE INDEX "items_task_idx" ON "items" USING btree ("task_id");
  CREATE INDEX "items_event_idx" ON "items" USING btree ("event_id");
  CREATE INDEX "items_kind_idx" ON "items" USING btree ("kind");
  CREATE INDEX "items_publish_at_idx" ON "items" USING btree ("publish_at");
  CREATE INDEX "items_organization_idx" ON "items" USING btree ("organization_id");
  CREATE INDEX "items_plan_idx" ON "items" USING btree ("plan_id");
  CREATE INDEX "items_slug_idx" ON "items" USING btree ("slug");
  CREATE INDEX "items_author_idx" ON "items" USING btree ("author_id");
  CREATE INDEX "items_stage_idx" ON "items" USING btree ("stage");
  CREATE INDEX "items_live_idx" ON "items" USING btree ("live");
  CREATE INDEX "items_submitted_by_idx" ON "items" USING btree ("submitted_by_id");
  CREATE INDEX "items_updated_at_idx" ON "items" USING btree ("updated_at");
  CREATE INDEX "items_created_at_idx" ON "items" USING btree ("created_at");
  CREATE INDEX "items__status_idx" ON "items" USING btree ("_status");
  CREATE INDEX "items_rels_order_idx" ON "items_rels" USING btree ("order");
  CREATE INDEX "items_rels_parent_idx" ON "items_rels" USING btree ("parent_id");
  CREATE INDEX "items_rels_path_idx" ON "items_rels" USING btree ("path");
  CREATE INDEX "items_rels_media_id_idx" ON "items_rels" USING btree ("media_id");
  CREATE INDEX "items_rels_themes_id_idx" ON "items_rels" USING btree ("themes_id");
  CREATE INDEX "items_rels_outlets_id_idx" ON "items_rels" USING btree ("outlets_id");
  CREATE INDEX "_items_v_parent_idx" ON "_items_v" USING btree ("parent_id");
  CREATE INDEX "_items_v_version_version_title_idx" ON "_items_v" USING btree ("version_title");
  CREATE INDEX "_items_v_version_version_cover_idx" ON "_items_v" USING btree ("version_cover_id");
  CREATE INDEX "_items_v_version_version_line_idx" ON "_items_v" USING btree ("version_line_id");
  CREATE INDEX "_items_v_version_version_task_idx" ON "_items_v" USING btree ("version_task_id");
  CREATE INDEX "_items_v_version_version_event_idx" ON "_items_v" USING btree ("version_event_id");
  CREATE INDEX "_items_v_version_version_kind_idx" ON "_items_v" USING btree ("version_kind");
  CREATE INDEX "_items_v_version_version_publish_at_idx" ON "_items_v" USING btree ("version_publish_at");
  CREATE INDEX "_items_v_version_version_organization_idx" ON "_items_v" USING btree ("version_organization_id");
  CREATE INDEX "_items_v_version_version_plan_idx" ON "_items_v" USING btree ("version_plan_id");
  CREATE INDEX "_items_v_version_version_slug_idx" ON "_items_v" USING btree ("version_slug");
  CREATE INDEX "_items_v_version_version_author_idx" ON "_items_v" USING btree ("version_author_id");
  CREATE INDEX "_items_v_version_version_stage_idx" ON "_items_v" USING btree ("version_stage");
  CREATE INDEX "_items_v_version_version_live_idx" ON "_items_v" USING btree ("version_live");
  CREATE INDEX "_items_v_version_version_submitted_by_idx" ON "_items_v" USING btree ("version_submitted_by_id");
  CREATE INDEX "_items_v_version_version_updated_at_idx" ON "_items_v" USING btree ("version_updated_at");
  CREATE INDEX "_items_v_version_version_created_at_idx" ON "_items_v" USING btree ("version_created_at");
  CREATE INDEX "_items_v_version_version__status_idx" ON "_items_v" USING btree ("version__status");
  CREATE INDEX "_items_v_created_at_idx" ON "_items_v" USING btree ("created_at");
  CREATE INDEX "_items_v_updated_at_idx" ON "_items_v" USING btree ("updated_at");
  CREATE INDEX "_items_v_latest_idx" ON "_items_v" USING btree ("latest");
  CREATE INDEX "_items_v_rels_order_idx" ON "_items_v_rels" USING btree ("order");
  CREATE INDEX "_items_v_rels_parent_idx" ON "_items_v_rels" USING btree ("parent_id");
  CREATE INDEX "_items_v_rels_path_idx" ON "_items_v_rels" USING btree ("path");
  CREATE INDEX "_items_v_rels_media_id_idx" ON "_items_v_rels" USING btree ("media_id");
  CREATE INDEX "_items_v_rels_themes_id_idx" ON "_items_v_rels" USING btree ("themes_id");
  CREATE INDEX "_items_v_rels_outlets_id_idx" ON "_items_v_rels" USING btree ("outlets_id");
  CREATE UNIQUE INDEX "events_code_idx" ON "events" USING btree ("code");
  CREATE INDEX "events_plan_idx" ON "events" USING btree ("plan_id");
  CREATE INDEX "events_kind_idx" ON "events" USING btree ("kind");
  CREATE INDEX "events_starts_at_idx" ON "events" USING btree ("starts_at");
  CREATE INDEX "events_organization_idx" ON "events" USING btree ("organization_id");
  CREATE INDEX "events_updated_at_idx" ON "events" USING btree ("updated_at");
  CREATE INDEX "events_created_at_idx" ON "events" USING btree ("created_at");
  CREATE INDEX "media_organization_idx" ON "media" USING btree ("organization_id");
  CREATE INDEX "media_updated_at_idx" ON "media" USING btree ("updated_at");
  CREATE INDEX "media_created_at_idx" ON "media" USING btree ("created_at");
  CREATE UNIQUE INDEX "media_filename_idx" ON "media" USING btree ("filename");
  CREATE INDEX "media_sizes_card_sizes_card_filename_idx" ON "media" USING btree ("sizes_card_filename");
  CREATE UNIQUE INDEX "plans_code_idx" ON "plans" USING btree ("code");
  CREATE INDEX "plans_organization_idx" ON "plans" USING btree ("organization_id");
  CREATE INDEX "plans_updated_at_idx" ON "plans" USING btree ("updated_at");
  CREATE INDEX "plans_created_at_idx" ON "plans" USING btree ("created_at");
  CREATE INDEX "themes_parts_order_idx" ON "themes_parts" USING btree ("_order");
  CREATE INDEX "themes_parts_parent_id_idx" ON "themes_parts" USING btree ("_parent_id");
  CREATE UNIQUE INDEX "themes_code_idx" ON "themes" USING btree ("code");
  CREATE INDEX "themes_plan_idx" ON "themes" USING btree ("plan_id");
  CREATE INDEX "themes_updated_at_idx" ON "themes" USING btree ("updated_at");
  CREATE INDEX "themes_created_at_idx" ON "themes" USING btree ("created_at");
  CREATE INDEX "themes_rels_order_idx" ON "themes_rels" USING btree ("order");
  CREATE INDEX "themes_rels_parent_idx" ON "themes_rels" USING btree ("parent_id");
  CREATE INDEX "themes_rels_path_idx" ON "themes_rels" USING btree ("path");
  CREATE INDEX "themes_rels_tasks_id_idx" ON "themes_rels" USING btree ("tasks_id");
  CREATE UNIQUE INDEX "tasks_code_idx" ON "tasks" USING btree ("code");
  CREATE INDEX "tasks_plan_idx" ON "tasks" USING btree ("plan_id");
  CREATE INDEX "tasks_updated_at_idx" ON "tasks" USING btree ("updated_at");
  CREATE INDEX "tasks_created_at_idx" ON "tasks" USING btree ("created_at");
  CREATE UNIQUE INDEX "lines_code_idx" ON "lines" USING btree ("code");
  CREATE INDEX "lines_plan_idx" ON "lines" USING btree ("plan_id");
  CREATE INDEX "lines_updated_at_idx" ON "lines" USING btree ("updated_at");
  CREATE INDEX "lines_created_at_idx" ON "lines" USING btree ("created_at");
  CREATE UNIQUE INDEX "organizations_code_idx" ON "organizations" USING btree ("code");
  CREATE INDEX "organizations_parent_idx" ON "organizations" USING btree ("parent_id");
  CREATE INDEX "organizations_successor_idx" ON "organizations" USING btree ("successor_id");
  CREATE INDEX "organizations_updated_at_idx" ON "organizations" USING btree ("updated_at");
  CREATE INDEX "organizations_created_at_idx" ON "organizations" USING btree ("created_at");
  CREATE UNIQUE INDEX "outlets_code_idx" ON "outlets" USING btree ("code");
  CREATE INDEX "outlets_organization_idx" ON "outlets" USING btree ("organization_id");
  CREATE INDEX "outlets_successor_idx" ON "outlets" USING btree ("successor_id");
  CREATE INDEX "outlets_updated_at_idx" ON "outlets" USING btree ("updated_at");
  CREATE INDEX "outlets_created_at_idx" ON "outlets" USING btree ("created_at");
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  CREATE INDEX "users_organization_idx" ON "users" USING btree ("organization_id");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE UNIQUE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE INDEX "audit_log_at_idx" ON "audit_log" USING btree ("at");
  CREATE INDEX "audit_log_item_idx" ON "audit_log" USING btree ("item_id");
  CREATE INDEX "audit_log_user_idx" ON "audit_log" USING btree ("user_id");
  CREATE INDEX "audit_log_updated_at_idx" ON "audit_log" USING btree ("updated_at");
  CREATE INDEX "audit_log_created_at_idx" ON "audit_log" USING btree ("created_at");
  CREATE INDEX "quotas_kinds_order_idx" ON "quotas_kinds" USING btree ("order");
  CREATE INDEX "quotas_kinds_parent_idx" ON "quotas_kinds" USING btree ("parent_id");
  CREATE INDEX "quotas_event_kinds_order_idx" ON "quotas_event_kinds" USING btree ("order");
  CREATE INDEX "quotas_event_kinds_parent_idx" ON "quotas_event_kinds" USING btree ("parent_id");
  CREATE INDEX "quotas_per_order_idx" ON "quotas_per" USING btree ("order");
  CREATE INDEX "quotas_per_parent_idx" ON "quotas_per" USING btree ("parent_id");
  CREATE UNIQUE INDEX "quotas_code_idx" ON "quotas" USING btree ("code");
  CREATE INDEX "quotas_plan_idx" ON "quotas" USING btree ("plan_id");
  CREATE INDEX "quotas_line_idx" ON "quotas" USING btree ("line_id");
  CREATE INDEX "quotas_updated_at_idx" ON "quotas" USING btree ("updated_at");
  CREATE INDEX "quotas_created_at_idx" ON "quotas" USING btree ("created_at");
  CREATE INDEX "quota_slots_quota_idx" ON "quota_slots" USING btree ("quota_id");
  CREATE INDEX "quota_slots_item_idx" ON "quota_slots" USING btree ("item_id");
  CREATE INDEX "quota_slots_outlet_idx" ON "quota_slots" USING btree ("outlet_id");
  CREATE INDEX "quota_slots_ran_outlet_idx" ON "quota_slots" USING btree ("ran_outlet_id");
  CREATE INDEX "quota_slots_task_idx" ON "quota_slots" USING btree ("task_id");
  CREATE INDEX "quota_slots_event_idx" ON "quota_slots" USING btree ("event_id");
  CREATE INDEX "quota_slots_updated_at_idx" ON "quota_slots" USING btree ("updated_at");
  CREATE INDEX "quota_slots_created_at_idx" ON "quota_slots" USING btree ("created_at");
  CREATE UNIQUE INDEX "quota_bucket_slot_idx" ON "quota_slots" USING btree ("quota_id","bucket","slot");
  CREATE UNIQUE INDEX "quota_bucket_item_idx" ON "quota_slots" USING btree ("quota_id","bucket","item_id");
  CREATE UNIQUE INDEX "subscribers_code_idx" ON "subscribers" USING btree ("code");
  CREATE INDEX "subscribers_updated_at_idx" ON "subscribers" USING btree ("updated_at");
  CREATE INDEX "subscribers_created_at_idx" ON "subscribers" USING btree ("created_at");
  CREATE INDEX "subscribers_rels_order_idx" ON "subscribers_rels" USING btree ("order");
  CREATE INDEX "subscribers_rels_parent_idx" ON "subscribers_rels" USING btree ("parent_id");
  CREATE INDEX "subscribers_rels_path_idx" ON "subscribers_rels" USING btree ("path");
  CREATE INDEX "subscribers_rels_outlets_id_idx" ON "subscribers_rels" USING btree ("outlets_id");
  CREATE INDEX "subscriber_keys_subscriber_idx" ON "subscriber_keys" USING btree ("subscriber_id");
  CREATE UNIQUE INDEX "subscriber_keys_hash_idx" ON "subscriber_keys" USING btree ("hash");
  CREATE INDEX "subscriber_keys_updated_at_idx" ON "subscriber_keys" USING btree ("updated_at");
  CREATE INDEX "subscriber_keys_created_at_idx" ON "subscriber_keys" USING btree ("created_at");
  CREATE INDEX "placements_item_idx" ON "placements" USING btree ("item_id");
  CREATE INDEX "placements_outlet_idx" ON "placements" USING btree ("outlet_id");
  CREATE INDEX "placements_updated_at_idx" ON "placements" USING btree ("updated_at");
  CREATE INDEX "placements_created_at_idx" ON "placements" USING btree ("created_at");
  CREATE UNIQUE INDEX "item_outlet_idx" ON "placements" USING btree ("item_id","outlet_id");
  CREATE INDEX "outlet_isLive_publishedAt_idx" ON "placements" USING btree ("outlet_id","is_live","published_at");
  CREATE UNIQUE INDEX "editions_number_idx" ON "editions" USING btree ("number");
  CREATE INDEX "editions_item_idx" ON "editions" USING btree ("item_id");
  CREATE INDEX "editions_outlet_idx" ON "editions" USING btree ("outlet_id");
  CREATE INDEX "editions_updated_at_idx" ON "editions" USING btree ("updated_at");
  CREATE INDEX "editions_created_at_idx" ON "editions" USING btree ("created_at");
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_locked_documents_global_slug_idx" ON "payload_locked_documents" USING btree ("global_slug");
  CREATE INDEX "payload_locked_documents_updated_at_idx" ON "payload_locked_documents" USING btree ("updated_at");
  CREATE INDEX "payload_locked_documents_created_at_idx" ON "payload_locked_documents" USING btree ("created_at");
  CREATE INDEX "payload_locked_documents_rels_order_idx" ON "payload_locked_documents_rels" USING btree ("order");
  CREATE INDEX "payload_locked_documents_rels_parent_idx" ON "payload_locked_documents_rels" USING btree ("parent_id");
  CREATE INDEX "payload_locked_documents_rels_path_idx" ON "payload_locked_documents_rels" USING btree ("path");
  CREATE INDEX "payload_locked_documents_rels_items_id_idx" ON "payload_locked_documents_rels" USING btree ("items_id");
  CREATE INDEX "payload_locked_documents_rels_events_id_idx" ON "payload_locked_documents_rels" USING btree ("events_id");
  CREATE INDEX "payload_locked_documents_rels_media_id_idx" ON "payload_locked_documents_rels" USING btree ("media_id");
  CREATE INDEX "payload_locked_documents_rels_plans_id_idx" ON "payload_locked_documents_rels" USING btree ("plans_id");
  CREATE INDEX "payload_locked_documents_rels_themes_id_idx" ON "payload_locked_documents_rels" USING btree ("themes_id");
  CREATE INDEX "payload_locked_documents_rels_tasks_id_idx" ON "payload_locked_documents_rels" USING btree ("tasks_id");
  CREATE INDEX "payload_locked_documents_rels_lines_id_idx" ON "payload_locked_documents_rels" USING btree ("lines_id");
  CREATE INDEX "payload_locked_documents_rels_organizations_id_idx" ON "payload_locked_documents_rels" USING btree ("organizations_id");
  CREATE INDEX "payload_locked_documents_rels_outlets_id_idx" ON "payload_locked_documents_rels" USING btree ("outlets_id");
  CREATE INDEX "payload_locked_documents_rels_users_id_idx" ON "payload_locked_documents_rels" USING btree ("users_id");
  CREATE INDEX "payload_locked_documents_rels_quotas_id_idx" ON "payload_locked_documents_rels" USING btree ("quotas_id");
  CREATE INDEX "payload_locked_documents_rels_subscribers_id_idx" ON "payload_locked_documents_rels" USING btree ("subscribers_id");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_users_id_idx" ON "payload_preferences_rels" USING btree ("users_id");
  CREATE INDEX "payload_preferences_rels_subscribers_id_idx" ON "payload_preferences_rels" USING btree ("subscribers_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "items" CASCADE;
  DROP TABLE "items_rels" CASCADE;
  DROP TABLE "_items_v" CASCADE;
  DROP TABLE "_items_v_rels" CASCADE;
  DROP TABLE "events" CASCADE;
  DROP TABLE "media" CASCADE;
  DROP TABLE "plans" CASCADE;
  DROP TABLE "themes_parts" CASCADE;
  DROP TABLE "themes" CASCADE;
  DROP TABLE "themes_rels" CASCADE;
  DROP TABLE "tasks" CASCADE;
  DROP TABLE "lines" CASCADE;
  DROP TABLE "organizations" CASCADE;
  DROP TABLE "outlets" CASCADE;
  DROP TABLE "users_sessions" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "audit_log" CASCADE;
  DROP TABLE "quotas_kinds" CASCADE;
  DROP TABLE "quotas_event_kinds" CASCADE;
  DROP TABLE "quotas_per" CASCADE;
  DROP TABLE "quotas" CASCADE;
  DROP TABLE "quota_slots" CASCADE;
  DROP TABLE "subscribers" CASCADE;
  DROP TABLE "subscribers_rels" CASCADE;
  DROP TABLE "subscriber_keys" CASCADE;
  DROP TABLE "placements" CASCADE;
  DROP TABLE "editions" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_locked_documents" CASCADE;
  DROP TABLE "payload_locked_documents_rels" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TYPE "public"."enum_items_kind";
  DROP TYPE "public"."enum_items_publishat_tz";
  DROP TYPE "public"."enum_items_priority";
  DROP TYPE "public"."enum_items_stage";
  DROP TYPE "public"."enum_items_status";
  DROP TYPE "public"."enum__items_v_version_kind";
  DROP TYPE "public"."enum__items_v_version_publishat_tz";
  DROP TYPE "public"."enum__items_v_version_priority";
  DROP TYPE "public"."enum__items_v_version_stage";
  DROP TYPE "public"."enum__items_v_version_status";
  DROP TYPE "public"."enum_events_kind";
  DROP TYPE "public"."enum_events_startsat_tz";
  DROP TYPE "public"."enum_events_endsat_tz";
  DROP TYPE "public"."enum_organizations_kind";
  DROP TYPE "public"."enum_outlets_channel";
  DROP TYPE "public"."enum_users_role";
  DROP TYPE "public"."enum_audit_log_verb";
  DROP TYPE "public"."enum_audit_log_from";
  DROP TYPE "public"."enum_audit_log_to";
  DROP TYPE "public"."enum_quotas_kinds";
  DROP TYPE "public"."enum_quotas_event_kinds";
  DROP TYPE "public"."enum_quotas_per";
  DROP TYPE "public"."enum_quotas_counts";
  DROP TYPE "public"."enum_quotas_enforcement";
  DROP TYPE "public"."enum_quotas_channel";
  DROP TYPE "public"."enum_quotas_period";
  DROP TYPE "public"."enum_quota_slots_state";
  DROP TYPE "public"."enum_placements_kind";
  DROP TYPE "public"."enum_editions_change";`)
}
