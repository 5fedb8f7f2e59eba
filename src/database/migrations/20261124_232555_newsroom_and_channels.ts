import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import { statisticsOf } from '../../delivery/database.ts'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_items_screen_startsat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum_items_screen_endsat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum_items_publication_format" AS ENUM('a3', 'a4', 'a5', 'dl', 'book');
  CREATE TYPE "public"."enum__items_v_version_screen_startsat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum__items_v_version_screen_endsat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum__items_v_version_publication_format" AS ENUM('a3', 'a4', 'a5', 'dl', 'book');
  CREATE TYPE "public"."enum_media_licence" AS ENUM('own', 'permission', 'cc-by', 'cc-by-sa', 'public-domain');
  CREATE TYPE "public"."enum_briefs_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__briefs_v_version_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum_proofs_kind" AS ENUM('address', 'clip', 'scan', 'delivery', 'broadcast');
  CREATE TYPE "public"."enum_press_requests_kind" AS ENUM('question', 'interview', 'statement', 'release', 'briefing');
  CREATE TYPE "public"."enum_press_requests_receivedat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum_press_requests_dueat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum_press_requests_answeredat_tz" AS ENUM('Asia/Ho_Chi_Minh');
  CREATE TYPE "public"."enum_outlets_screen_profile" AS ENUM('wide-1920x1080', 'tall-1080x1920', 'double-1024x512', 'banner-1024x256');
  CREATE TYPE "public"."enum_outlets_account_platform" AS ENUM('facebook', 'zalo', 'tiktok', 'youtube');
  CREATE TYPE "public"."enum_users_notices_submitted" AS ENUM('both', 'screen', 'mail', 'none');
  CREATE TYPE "public"."enum_users_notices_returned" AS ENUM('both', 'screen', 'mail', 'none');
  CREATE TYPE "public"."enum_users_notices_approved" AS ENUM('both', 'screen', 'mail', 'none');
  CREATE TYPE "public"."enum_users_notices_published" AS ENUM('both', 'screen', 'mail', 'none');
  CREATE TYPE "public"."enum_users_notices_mentioned" AS ENUM('both', 'screen', 'mail', 'none');
  CREATE TYPE "public"."enum_users_notices_due" AS ENUM('both', 'screen', 'mail', 'none');
  CREATE TYPE "public"."enum_users_notices_overdue" AS ENUM('both', 'screen', 'mail', 'none');
  CREATE TYPE "public"."enum_users_notices_language" AS ENUM('vi', 'en');
  CREATE TYPE "public"."enum_notices_kind" AS ENUM('submitted', 'returned', 'approved', 'published', 'mentioned', 'due', 'overdue');
  CREATE TYPE "public"."enum_notices_mail_state" AS ENUM('none', 'waiting', 'sent', 'dead');
  CREATE TABLE "events_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"media_id" uuid
  );
  
  CREATE TABLE "briefs" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"theme_id" uuid,
  	"task_id" uuid,
  	"line_id" uuid,
  	"messages" varchar,
  	"avoid" varchar,
  	"figures" varchar,
  	"figures_as_of" timestamp(3) with time zone,
  	"contact" varchar,
  	"organization_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_briefs_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "_briefs_v" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"parent_id" uuid,
  	"version_title" varchar,
  	"version_theme_id" uuid,
  	"version_task_id" uuid,
  	"version_line_id" uuid,
  	"version_messages" varchar,
  	"version_avoid" varchar,
  	"version_figures" varchar,
  	"version_figures_as_of" timestamp(3) with time zone,
  	"version_contact" varchar,
  	"version_organization_id" uuid,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__briefs_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "legal_documents" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"number" varchar NOT NULL,
  	"title" varchar NOT NULL,
  	"gloss" varchar,
  	"issuer" varchar NOT NULL,
  	"issued_on" timestamp(3) with time zone NOT NULL,
  	"url" varchar,
  	"file_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "programmes" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"title" varchar NOT NULL,
  	"gloss" varchar,
  	"outlet_id" uuid,
  	"description" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "proofs" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"item_id" uuid NOT NULL,
  	"outlet_id" uuid NOT NULL,
  	"kind" "enum_proofs_kind" NOT NULL,
  	"ran_on" timestamp(3) with time zone NOT NULL,
  	"url" varchar,
  	"file_id" uuid,
  	"copies" numeric,
  	"note" varchar,
  	"recorded_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "press_requests_corrections" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"at" timestamp(3) with time zone,
  	"by_id" uuid
  );
  
  CREATE TABLE "press_requests" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"kind" "enum_press_requests_kind" DEFAULT 'question' NOT NULL,
  	"subject" varchar NOT NULL,
  	"newsroom" varchar,
  	"contact" varchar,
  	"question" varchar,
  	"received_at" timestamp(3) with time zone NOT NULL,
  	"receivedat_tz" "enum_press_requests_receivedat_tz" DEFAULT 'Asia/Ho_Chi_Minh' NOT NULL,
  	"due_at" timestamp(3) with time zone,
  	"dueat_tz" "enum_press_requests_dueat_tz" DEFAULT 'Asia/Ho_Chi_Minh',
  	"spokesperson" varchar,
  	"reply" jsonb,
  	"answered_at" timestamp(3) with time zone,
  	"answeredat_tz" "enum_press_requests_answeredat_tz" DEFAULT 'Asia/Ho_Chi_Minh',
  	"item_id" uuid,
  	"event_id" uuid,
  	"organization_id" uuid NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "press_requests_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"media_id" uuid
  );
  
  CREATE TABLE "leader_links" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"label" varchar,
  	"plan_id" uuid NOT NULL,
  	"organization_id" uuid NOT NULL,
  	"start" varchar NOT NULL,
  	"hash" varchar NOT NULL,
  	"expires_at" timestamp(3) with time zone NOT NULL,
  	"created_by_id" uuid,
  	"revoked_at" timestamp(3) with time zone,
  	"revoked_by_id" uuid,
  	"last_used_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "notices" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"kind" "enum_notices_kind" NOT NULL,
  	"topic" varchar NOT NULL,
  	"recipient_id" uuid NOT NULL,
  	"item_id" uuid,
  	"title" varchar,
  	"text" varchar,
  	"actor" varchar,
  	"details" jsonb,
  	"on_screen" boolean DEFAULT false NOT NULL,
  	"read_at" timestamp(3) with time zone,
  	"mail_state" "enum_notices_mail_state" NOT NULL,
  	"mail_attempt" numeric NOT NULL,
  	"mail_due_at" timestamp(3) with time zone,
  	"mail_sent_at" timestamp(3) with time zone,
  	"mail_error" varchar,
  	"mail_lease" varchar,
  	"mail_leased_until" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "items" ALTER COLUMN "kind" DROP DEFAULT;
  ALTER TABLE "_items_v" ALTER COLUMN "version_kind" DROP DEFAULT;
  ALTER TABLE "items" ADD COLUMN "programme_id" uuid;
  ALTER TABLE "items" ADD COLUMN "press_contact" varchar;
  ALTER TABLE "items" ADD COLUMN "loudspeaker_script" varchar;
  ALTER TABLE "items" ADD COLUMN "loudspeaker_audio_id" uuid;
  ALTER TABLE "items" ADD COLUMN "loudspeaker_times" varchar;
  ALTER TABLE "items" ADD COLUMN "loudspeaker_repeats" numeric;
  ALTER TABLE "items" ADD COLUMN "loudspeaker_starts_on" timestamp(3) with time zone;
  ALTER TABLE "items" ADD COLUMN "loudspeaker_ends_on" timestamp(3) with time zone;
  ALTER TABLE "items" ADD COLUMN "screen_visual_id" uuid;
  ALTER TABLE "items" ADD COLUMN "screen_caption" varchar;
  ALTER TABLE "items" ADD COLUMN "screen_text_height" numeric;
  ALTER TABLE "items" ADD COLUMN "screen_seconds" numeric;
  ALTER TABLE "items" ADD COLUMN "screen_starts_at" timestamp(3) with time zone;
  ALTER TABLE "items" ADD COLUMN "screen_startsat_tz" "enum_items_screen_startsat_tz" DEFAULT 'Asia/Ho_Chi_Minh';
  ALTER TABLE "items" ADD COLUMN "screen_ends_at" timestamp(3) with time zone;
  ALTER TABLE "items" ADD COLUMN "screen_endsat_tz" "enum_items_screen_endsat_tz" DEFAULT 'Asia/Ho_Chi_Minh';
  ALTER TABLE "items" ADD COLUMN "social_facebook" varchar;
  ALTER TABLE "items" ADD COLUMN "social_zalo" varchar;
  ALTER TABLE "items" ADD COLUMN "social_tiktok" varchar;
  ALTER TABLE "items" ADD COLUMN "social_youtube" varchar;
  ALTER TABLE "items" ADD COLUMN "social_hashtags" varchar;
  ALTER TABLE "items" ADD COLUMN "social_clip_id" uuid;
  ALTER TABLE "items" ADD COLUMN "publication_print_file_id" uuid;
  ALTER TABLE "items" ADD COLUMN "publication_format" "enum_items_publication_format";
  ALTER TABLE "items" ADD COLUMN "publication_pages" numeric;
  ALTER TABLE "items" ADD COLUMN "publication_print_run" numeric;
  ALTER TABLE "items" ADD COLUMN "publication_distribution" varchar;
  ALTER TABLE "items_rels" ADD COLUMN "legal_documents_id" uuid;
  ALTER TABLE "_items_v" ADD COLUMN "version_programme_id" uuid;
  ALTER TABLE "_items_v" ADD COLUMN "version_press_contact" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_loudspeaker_script" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_loudspeaker_audio_id" uuid;
  ALTER TABLE "_items_v" ADD COLUMN "version_loudspeaker_times" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_loudspeaker_repeats" numeric;
  ALTER TABLE "_items_v" ADD COLUMN "version_loudspeaker_starts_on" timestamp(3) with time zone;
  ALTER TABLE "_items_v" ADD COLUMN "version_loudspeaker_ends_on" timestamp(3) with time zone;
  ALTER TABLE "_items_v" ADD COLUMN "version_screen_visual_id" uuid;
  ALTER TABLE "_items_v" ADD COLUMN "version_screen_caption" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_screen_text_height" numeric;
  ALTER TABLE "_items_v" ADD COLUMN "version_screen_seconds" numeric;
  ALTER TABLE "_items_v" ADD COLUMN "version_screen_starts_at" timestamp(3) with time zone;
  ALTER TABLE "_items_v" ADD COLUMN "version_screen_startsat_tz" "enum__items_v_version_screen_startsat_tz" DEFAULT 'Asia/Ho_Chi_Minh';
  ALTER TABLE "_items_v" ADD COLUMN "version_screen_ends_at" timestamp(3) with time zone;
  ALTER TABLE "_items_v" ADD COLUMN "version_screen_endsat_tz" "enum__items_v_version_screen_endsat_tz" DEFAULT 'Asia/Ho_Chi_Minh';
  ALTER TABLE "_items_v" ADD COLUMN "version_social_facebook" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_social_zalo" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_social_tiktok" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_social_youtube" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_social_hashtags" varchar;
  ALTER TABLE "_items_v" ADD COLUMN "version_social_clip_id" uuid;
  ALTER TABLE "_items_v" ADD COLUMN "version_publication_print_file_id" uuid;
  ALTER TABLE "_items_v" ADD COLUMN "version_publication_format" "enum__items_v_version_publication_format";
  ALTER TABLE "_items_v" ADD COLUMN "version_publication_pages" numeric;
  ALTER TABLE "_items_v" ADD COLUMN "version_publication_print_run" numeric;
  ALTER TABLE "_items_v" ADD COLUMN "version_publication_distribution" varchar;
  ALTER TABLE "_items_v_rels" ADD COLUMN "legal_documents_id" uuid;
  ALTER TABLE "events" ADD COLUMN "programme" varchar;
  ALTER TABLE "events" ADD COLUMN "invitations" varchar;
  ALTER TABLE "media" ADD COLUMN "licence" "enum_media_licence";
  ALTER TABLE "media" ADD COLUMN "duplicate_of_id" uuid;
  ALTER TABLE "media" ADD COLUMN "seconds" numeric;
  ALTER TABLE "media" ADD COLUMN "hash" varchar;
  ALTER TABLE "media" ADD COLUMN "prefix" varchar DEFAULT '';
  ALTER TABLE "media" ADD COLUMN "_objectkey" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_full_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_full_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_full_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_full_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_full_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_full_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_square_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_square_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_square_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_square_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_square_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_square_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_story_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_story_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_story_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_story_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_story_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_story_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_wide_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_wide_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_wide_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_wide_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_wide_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_wide_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_wide_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_wide_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_wide_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_wide_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_wide_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_wide_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_double_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_double_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_double_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_double_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_double_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_double_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_banner_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_banner_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_banner_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_banner_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_banner_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_screen_banner_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_print_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_print_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_print_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_print_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_print_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_print_filename" varchar;
  ALTER TABLE "lines" ADD COLUMN "requires_citation" boolean DEFAULT false;
  ALTER TABLE "outlets" ADD COLUMN "station_times" varchar;
  ALTER TABLE "outlets" ADD COLUMN "station_syllables_a_minute" numeric;
  ALTER TABLE "outlets" ADD COLUMN "station_days" numeric;
  ALTER TABLE "outlets" ADD COLUMN "screen_profile" "enum_outlets_screen_profile";
  ALTER TABLE "outlets" ADD COLUMN "screen_min_text_height" numeric;
  ALTER TABLE "outlets" ADD COLUMN "screen_still_seconds" numeric;
  ALTER TABLE "outlets" ADD COLUMN "screen_clip_seconds" numeric;
  ALTER TABLE "outlets" ADD COLUMN "screen_days" numeric;
  ALTER TABLE "outlets" ADD COLUMN "account_platform" "enum_outlets_account_platform";
  ALTER TABLE "users" ADD COLUMN "notices_submitted" "enum_users_notices_submitted" DEFAULT 'both';
  ALTER TABLE "users" ADD COLUMN "notices_returned" "enum_users_notices_returned" DEFAULT 'both';
  ALTER TABLE "users" ADD COLUMN "notices_approved" "enum_users_notices_approved" DEFAULT 'screen';
  ALTER TABLE "users" ADD COLUMN "notices_published" "enum_users_notices_published" DEFAULT 'screen';
  ALTER TABLE "users" ADD COLUMN "notices_mentioned" "enum_users_notices_mentioned" DEFAULT 'both';
  ALTER TABLE "users" ADD COLUMN "notices_due" "enum_users_notices_due" DEFAULT 'both';
  ALTER TABLE "users" ADD COLUMN "notices_overdue" "enum_users_notices_overdue" DEFAULT 'both';
  ALTER TABLE "users" ADD COLUMN "notices_language" "enum_users_notices_language" DEFAULT 'vi';
  ALTER TABLE "subscribers" ADD COLUMN "push_old_secret" varchar;
  ALTER TABLE "subscribers" ADD COLUMN "push_old_secret_until" timestamp(3) with time zone;
  ALTER TABLE "placements" ADD COLUMN "runs_until" timestamp(3) with time zone;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "briefs_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "legal_documents_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "programmes_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "press_requests_id" uuid;
  ALTER TABLE "events_rels" ADD CONSTRAINT "events_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "events_rels" ADD CONSTRAINT "events_rels_media_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "briefs" ADD CONSTRAINT "briefs_theme_id_themes_id_fk" FOREIGN KEY ("theme_id") REFERENCES "public"."themes"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "briefs" ADD CONSTRAINT "briefs_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "briefs" ADD CONSTRAINT "briefs_line_id_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."lines"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "briefs" ADD CONSTRAINT "briefs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_briefs_v" ADD CONSTRAINT "_briefs_v_parent_id_briefs_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."briefs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_briefs_v" ADD CONSTRAINT "_briefs_v_version_theme_id_themes_id_fk" FOREIGN KEY ("version_theme_id") REFERENCES "public"."themes"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_briefs_v" ADD CONSTRAINT "_briefs_v_version_task_id_tasks_id_fk" FOREIGN KEY ("version_task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_briefs_v" ADD CONSTRAINT "_briefs_v_version_line_id_lines_id_fk" FOREIGN KEY ("version_line_id") REFERENCES "public"."lines"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_briefs_v" ADD CONSTRAINT "_briefs_v_version_organization_id_organizations_id_fk" FOREIGN KEY ("version_organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "legal_documents" ADD CONSTRAINT "legal_documents_file_id_media_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "programmes" ADD CONSTRAINT "programmes_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "proofs" ADD CONSTRAINT "proofs_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "proofs" ADD CONSTRAINT "proofs_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "proofs" ADD CONSTRAINT "proofs_file_id_media_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "proofs" ADD CONSTRAINT "proofs_recorded_by_id_users_id_fk" FOREIGN KEY ("recorded_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "press_requests_corrections" ADD CONSTRAINT "press_requests_corrections_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "press_requests_corrections" ADD CONSTRAINT "press_requests_corrections_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."press_requests"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "press_requests" ADD CONSTRAINT "press_requests_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "press_requests" ADD CONSTRAINT "press_requests_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "press_requests" ADD CONSTRAINT "press_requests_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "press_requests_rels" ADD CONSTRAINT "press_requests_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."press_requests"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "press_requests_rels" ADD CONSTRAINT "press_requests_rels_media_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "leader_links" ADD CONSTRAINT "leader_links_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "leader_links" ADD CONSTRAINT "leader_links_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "leader_links" ADD CONSTRAINT "leader_links_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "leader_links" ADD CONSTRAINT "leader_links_revoked_by_id_users_id_fk" FOREIGN KEY ("revoked_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "notices" ADD CONSTRAINT "notices_recipient_id_users_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "notices" ADD CONSTRAINT "notices_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "events_rels_order_idx" ON "events_rels" USING btree ("order");
  CREATE INDEX "events_rels_parent_idx" ON "events_rels" USING btree ("parent_id");
  CREATE INDEX "events_rels_path_idx" ON "events_rels" USING btree ("path");
  CREATE INDEX "events_rels_media_id_idx" ON "events_rels" USING btree ("media_id");
  CREATE INDEX "briefs_theme_idx" ON "briefs" USING btree ("theme_id");
  CREATE INDEX "briefs_task_idx" ON "briefs" USING btree ("task_id");
  CREATE INDEX "briefs_line_idx" ON "briefs" USING btree ("line_id");
  CREATE INDEX "briefs_organization_idx" ON "briefs" USING btree ("organization_id");
  CREATE INDEX "briefs_updated_at_idx" ON "briefs" USING btree ("updated_at");
  CREATE INDEX "briefs_created_at_idx" ON "briefs" USING btree ("created_at");
  CREATE INDEX "briefs__status_idx" ON "briefs" USING btree ("_status");
  CREATE INDEX "_briefs_v_parent_idx" ON "_briefs_v" USING btree ("parent_id");
  CREATE INDEX "_briefs_v_version_version_theme_idx" ON "_briefs_v" USING btree ("version_theme_id");
  CREATE INDEX "_briefs_v_version_version_task_idx" ON "_briefs_v" USING btree ("version_task_id");
  CREATE INDEX "_briefs_v_version_version_line_idx" ON "_briefs_v" USING btree ("version_line_id");
  CREATE INDEX "_briefs_v_version_version_organization_idx" ON "_briefs_v" USING btree ("version_organization_id");
  CREATE INDEX "_briefs_v_version_version_updated_at_idx" ON "_briefs_v" USING btree ("version_updated_at");
  CREATE INDEX "_briefs_v_version_version_created_at_idx" ON "_briefs_v" USING btree ("version_created_at");
  CREATE INDEX "_briefs_v_version_version__status_idx" ON "_briefs_v" USING btree ("version__status");
  CREATE INDEX "_briefs_v_created_at_idx" ON "_briefs_v" USING btree ("created_at");
  CREATE INDEX "_briefs_v_updated_at_idx" ON "_briefs_v" USING btree ("updated_at");
  CREATE INDEX "_briefs_v_latest_idx" ON "_briefs_v" USING btree ("latest");
  CREATE UNIQUE INDEX "legal_documents_number_idx" ON "legal_documents" USING btree ("number");
  CREATE INDEX "legal_documents_file_idx" ON "legal_documents" USING btree ("file_id");
  CREATE INDEX "legal_documents_updated_at_idx" ON "legal_documents" USING btree ("updated_at");
  CREATE INDEX "legal_documents_created_at_idx" ON "legal_documents" USING btree ("created_at");
  CREATE UNIQUE INDEX "programmes_code_idx" ON "programmes" USING btree ("code");
  CREATE INDEX "programmes_outlet_idx" ON "programmes" USING btree ("outlet_id");
  CREATE INDEX "programmes_updated_at_idx" ON "programmes" USING btree ("updated_at");
  CREATE INDEX "programmes_created_at_idx" ON "programmes" USING btree ("created_at");
  CREATE INDEX "proofs_item_idx" ON "proofs" USING btree ("item_id");
  CREATE INDEX "proofs_outlet_idx" ON "proofs" USING btree ("outlet_id");
  CREATE INDEX "proofs_file_idx" ON "proofs" USING btree ("file_id");
  CREATE INDEX "proofs_recorded_by_idx" ON "proofs" USING btree ("recorded_by_id");
  CREATE INDEX "proofs_updated_at_idx" ON "proofs" USING btree ("updated_at");
  CREATE INDEX "proofs_created_at_idx" ON "proofs" USING btree ("created_at");
  CREATE INDEX "press_requests_corrections_order_idx" ON "press_requests_corrections" USING btree ("_order");
  CREATE INDEX "press_requests_corrections_parent_id_idx" ON "press_requests_corrections" USING btree ("_parent_id");
  CREATE INDEX "press_requests_corrections_by_idx" ON "press_requests_corrections" USING btree ("by_id");
  CREATE INDEX "press_requests_kind_idx" ON "press_requests" USING btree ("kind");
  CREATE INDEX "press_requests_newsroom_idx" ON "press_requests" USING btree ("newsroom");
  CREATE INDEX "press_requests_received_at_idx" ON "press_requests" USING btree ("received_at");
  CREATE INDEX "press_requests_due_at_idx" ON "press_requests" USING btree ("due_at");
  CREATE INDEX "press_requests_answered_at_idx" ON "press_requests" USING btree ("answered_at");
  CREATE INDEX "press_requests_item_idx" ON "press_requests" USING btree ("item_id");
  CREATE INDEX "press_requests_event_idx" ON "press_requests" USING btree ("event_id");
  CREATE INDEX "press_requests_organization_idx" ON "press_requests" USING btree ("organization_id");
  CREATE INDEX "press_requests_updated_at_idx" ON "press_requests" USING btree ("updated_at");
  CREATE INDEX "press_requests_created_at_idx" ON "press_requests" USING btree ("created_at");
  CREATE INDEX "press_requests_rels_order_idx" ON "press_requests_rels" USING btree ("order");
  CREATE INDEX "press_requests_rels_parent_idx" ON "press_requests_rels" USING btree ("parent_id");
  CREATE INDEX "press_requests_rels_path_idx" ON "press_requests_rels" USING btree ("path");
  CREATE INDEX "press_requests_rels_media_id_idx" ON "press_requests_rels" USING btree ("media_id");
  CREATE INDEX "leader_links_plan_idx" ON "leader_links" USING btree ("plan_id");
  CREATE INDEX "leader_links_organization_idx" ON "leader_links" USING btree ("organization_id");
  CREATE UNIQUE INDEX "leader_links_hash_idx" ON "leader_links" USING btree ("hash");
  CREATE INDEX "leader_links_created_by_idx" ON "leader_links" USING btree ("created_by_id");
  CREATE INDEX "leader_links_revoked_by_idx" ON "leader_links" USING btree ("revoked_by_id");
  CREATE INDEX "leader_links_updated_at_idx" ON "leader_links" USING btree ("updated_at");
  CREATE INDEX "leader_links_created_at_idx" ON "leader_links" USING btree ("created_at");
  CREATE INDEX "notices_recipient_idx" ON "notices" USING btree ("recipient_id");
  CREATE INDEX "notices_item_idx" ON "notices" USING btree ("item_id");
  CREATE INDEX "notices_updated_at_idx" ON "notices" USING btree ("updated_at");
  CREATE INDEX "notices_created_at_idx" ON "notices" USING btree ("created_at");
  CREATE UNIQUE INDEX "kind_topic_recipient_idx" ON "notices" USING btree ("kind","topic","recipient_id");
  CREATE INDEX "recipient_onScreen_createdAt_idx" ON "notices" USING btree ("recipient_id","on_screen","created_at");
  CREATE INDEX "mailState_mailDueAt_idx" ON "notices" USING btree ("mail_state","mail_due_at");
  ALTER TABLE "items" ADD CONSTRAINT "items_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_loudspeaker_audio_id_media_id_fk" FOREIGN KEY ("loudspeaker_audio_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_screen_visual_id_media_id_fk" FOREIGN KEY ("screen_visual_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_social_clip_id_media_id_fk" FOREIGN KEY ("social_clip_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items" ADD CONSTRAINT "items_publication_print_file_id_media_id_fk" FOREIGN KEY ("publication_print_file_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "items_rels" ADD CONSTRAINT "items_rels_legal_documents_fk" FOREIGN KEY ("legal_documents_id") REFERENCES "public"."legal_documents"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_programme_id_programmes_id_fk" FOREIGN KEY ("version_programme_id") REFERENCES "public"."programmes"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_loudspeaker_audio_id_media_id_fk" FOREIGN KEY ("version_loudspeaker_audio_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_screen_visual_id_media_id_fk" FOREIGN KEY ("version_screen_visual_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_social_clip_id_media_id_fk" FOREIGN KEY ("version_social_clip_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v" ADD CONSTRAINT "_items_v_version_publication_print_file_id_media_id_fk" FOREIGN KEY ("version_publication_print_file_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_items_v_rels" ADD CONSTRAINT "_items_v_rels_legal_documents_fk" FOREIGN KEY ("legal_documents_id") REFERENCES "public"."legal_documents"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "media" ADD CONSTRAINT "media_duplicate_of_id_media_id_fk" FOREIGN KEY ("duplicate_of_id") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_briefs_fk" FOREIGN KEY ("briefs_id") REFERENCES "public"."briefs"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_legal_documents_fk" FOREIGN KEY ("legal_documents_id") REFERENCES "public"."legal_documents"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_programmes_fk" FOREIGN KEY ("programmes_id") REFERENCES "public"."programmes"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_press_requests_fk" FOREIGN KEY ("press_requests_id") REFERENCES "public"."press_requests"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "items_programme_idx" ON "items" USING btree ("programme_id");
  CREATE INDEX "items_loudspeaker_loudspeaker_audio_idx" ON "items" USING btree ("loudspeaker_audio_id");
  CREATE INDEX "items_screen_screen_visual_idx" ON "items" USING btree ("screen_visual_id");
  CREATE INDEX "items_social_social_clip_idx" ON "items" USING btree ("social_clip_id");
  CREATE INDEX "items_publication_publication_print_file_idx" ON "items" USING btree ("publication_print_file_id");
  CREATE INDEX "items_rels_legal_documents_id_idx" ON "items_rels" USING btree ("legal_documents_id");
  CREATE INDEX "_items_v_version_version_programme_idx" ON "_items_v" USING btree ("version_programme_id");
  CREATE INDEX "_items_v_version_loudspeaker_version_loudspeaker_audio_idx" ON "_items_v" USING btree ("version_loudspeaker_audio_id");
  CREATE INDEX "_items_v_version_screen_version_screen_visual_idx" ON "_items_v" USING btree ("version_screen_visual_id");
  CREATE INDEX "_items_v_version_social_version_social_clip_idx" ON "_items_v" USING btree ("version_social_clip_id");
  CREATE INDEX "_items_v_version_publication_version_publication_print_f_idx" ON "_items_v" USING btree ("version_publication_print_file_id");
  CREATE INDEX "_items_v_rels_legal_documents_id_idx" ON "_items_v_rels" USING btree ("legal_documents_id");
  CREATE INDEX "media_duplicate_of_idx" ON "media" USING btree ("duplicate_of_id");
  CREATE INDEX "media_hash_idx" ON "media" USING btree ("hash");
  CREATE INDEX "media_sizes_full_sizes_full_filename_idx" ON "media" USING btree ("sizes_full_filename");
  CREATE INDEX "media_sizes_square_sizes_square_filename_idx" ON "media" USING btree ("sizes_square_filename");
  CREATE INDEX "media_sizes_story_sizes_story_filename_idx" ON "media" USING btree ("sizes_story_filename");
  CREATE INDEX "media_sizes_wide_sizes_wide_filename_idx" ON "media" USING btree ("sizes_wide_filename");
  CREATE INDEX "media_sizes_screen_wide_sizes_screen_wide_filename_idx" ON "media" USING btree ("sizes_screen_wide_filename");
  CREATE INDEX "media_sizes_screen_double_sizes_screen_double_filename_idx" ON "media" USING btree ("sizes_screen_double_filename");
  CREATE INDEX "media_sizes_screen_banner_sizes_screen_banner_filename_idx" ON "media" USING btree ("sizes_screen_banner_filename");
  CREATE INDEX "media_sizes_print_sizes_print_filename_idx" ON "media" USING btree ("sizes_print_filename");
  CREATE INDEX "placements_runs_until_idx" ON "placements" USING btree ("runs_until");
  CREATE INDEX "payload_locked_documents_rels_briefs_id_idx" ON "payload_locked_documents_rels" USING btree ("briefs_id");
  CREATE INDEX "payload_locked_documents_rels_legal_documents_id_idx" ON "payload_locked_documents_rels" USING btree ("legal_documents_id");
  CREATE INDEX "payload_locked_documents_rels_programmes_id_idx" ON "payload_locked_documents_rels" USING btree ("programmes_id");
  CREATE INDEX "payload_locked_documents_rels_press_requests_id_idx" ON "payload_locked_documents_rels" USING btree ("press_requests_id");
  ALTER TABLE "users" DROP COLUMN "login_attempts";
  ALTER TABLE "users" DROP COLUMN "lock_until";`)
  await db.execute(sql.raw(statisticsOf({ placements: 'placements' })))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "events_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "briefs" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_briefs_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "legal_documents" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "programmes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "proofs" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "press_requests_corrections" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "press_requests" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "press_requests_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "leader_links" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "notices" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "events_rels" CASCADE;
  DROP TABLE "briefs" CASCADE;
  DROP TABLE "_briefs_v" CASCADE;
  DROP TABLE "legal_documents" CASCADE;
  DROP TABLE "programmes" CASCADE;
  DROP TABLE "proofs" CASCADE;
  DROP TABLE "press_requests_corrections" CASCADE;
  DROP TABLE "press_requests" CASCADE;
  DROP TABLE "press_requests_rels" CASCADE;
  DROP TABLE "leader_links" CASCADE;
  DROP TABLE "notices" CASCADE;
  ALTER TABLE "items" DROP CONSTRAINT "items_programme_id_programmes_id_fk";
  
  ALTER TABLE "items" DROP CONSTRAINT "items_loudspeaker_audio_id_media_id_fk";
  
  ALTER TABLE "items" DROP CONSTRAINT "items_screen_visual_id_media_id_fk";
  
  ALTER TABLE "items" DROP CONSTRAINT "items_social_clip_id_media_id_fk";
  
  ALTER TABLE "items" DROP CONSTRAINT "items_publication_print_file_id_media_id_fk";
  
  ALTER TABLE "items_rels" DROP CONSTRAINT "items_rels_legal_documents_fk";
  
  ALTER TABLE "_items_v" DROP CONSTRAINT "_items_v_version_programme_id_programmes_id_fk";
  
  ALTER TABLE "_items_v" DROP CONSTRAINT "_items_v_version_loudspeaker_audio_id_media_id_fk";
  
  ALTER TABLE "_items_v" DROP CONSTRAINT "_items_v_version_screen_visual_id_media_id_fk";
  
  ALTER TABLE "_items_v" DROP CONSTRAINT "_items_v_version_social_clip_id_media_id_fk";
  
  ALTER TABLE "_items_v" DROP CONSTRAINT "_items_v_version_publication_print_file_id_media_id_fk";
  
  ALTER TABLE "_items_v_rels" DROP CONSTRAINT "_items_v_rels_legal_documents_fk";
  
  ALTER TABLE "media" DROP CONSTRAINT "media_duplicate_of_id_media_id_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_briefs_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_legal_documents_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_programmes_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_press_requests_fk";
  
  DROP INDEX "items_programme_idx";
  DROP INDEX "items_loudspeaker_loudspeaker_audio_idx";
  DROP INDEX "items_screen_screen_visual_idx";
  DROP INDEX "items_social_social_clip_idx";
  DROP INDEX "items_publication_publication_print_file_idx";
  DROP INDEX "items_rels_legal_documents_id_idx";
  DROP INDEX "_items_v_version_version_programme_idx";
  DROP INDEX "_items_v_version_loudspeaker_version_loudspeaker_audio_idx";
  DROP INDEX "_items_v_version_screen_version_screen_visual_idx";
  DROP INDEX "_items_v_version_social_version_social_clip_idx";
  DROP INDEX "_items_v_version_publication_version_publication_print_f_idx";
  DROP INDEX "_items_v_rels_legal_documents_id_idx";
  DROP INDEX "media_duplicate_of_idx";
  DROP INDEX "media_hash_idx";
  DROP INDEX "media_sizes_full_sizes_full_filename_idx";
  DROP INDEX "media_sizes_square_sizes_square_filename_idx";
  DROP INDEX "media_sizes_story_sizes_story_filename_idx";
  DROP INDEX "media_sizes_wide_sizes_wide_filename_idx";
  DROP INDEX "media_sizes_screen_wide_sizes_screen_wide_filename_idx";
  DROP INDEX "media_sizes_screen_double_sizes_screen_double_filename_idx";
  DROP INDEX "media_sizes_screen_banner_sizes_screen_banner_filename_idx";
  DROP INDEX "media_sizes_print_sizes_print_filename_idx";
  DROP INDEX "placements_runs_until_idx";
  DROP INDEX "payload_locked_documents_rels_briefs_id_idx";
  DROP INDEX "payload_locked_documents_rels_legal_documents_id_idx";
  DROP INDEX "payload_locked_documents_rels_programmes_id_idx";
  DROP INDEX "payload_locked_documents_rels_press_requests_id_idx";
  ALTER TABLE "items" ALTER COLUMN "kind" SET DEFAULT 'news';
  ALTER TABLE "_items_v" ALTER COLUMN "version_kind" SET DEFAULT 'news';
  ALTER TABLE "users" ADD COLUMN "login_attempts" numeric DEFAULT 0;
  ALTER TABLE "users" ADD COLUMN "lock_until" timestamp(3) with time zone;
  ALTER TABLE "items" DROP COLUMN "programme_id";
  ALTER TABLE "items" DROP COLUMN "press_contact";
  ALTER TABLE "items" DROP COLUMN "loudspeaker_script";
  ALTER TABLE "items" DROP COLUMN "loudspeaker_audio_id";
  ALTER TABLE "items" DROP COLUMN "loudspeaker_times";
  ALTER TABLE "items" DROP COLUMN "loudspeaker_repeats";
  ALTER TABLE "items" DROP COLUMN "loudspeaker_starts_on";
  ALTER TABLE "items" DROP COLUMN "loudspeaker_ends_on";
  ALTER TABLE "items" DROP COLUMN "screen_visual_id";
  ALTER TABLE "items" DROP COLUMN "screen_caption";
  ALTER TABLE "items" DROP COLUMN "screen_text_height";
  ALTER TABLE "items" DROP COLUMN "screen_seconds";
  ALTER TABLE "items" DROP COLUMN "screen_starts_at";
  ALTER TABLE "items" DROP COLUMN "screen_startsat_tz";
  ALTER TABLE "items" DROP COLUMN "screen_ends_at";
  ALTER TABLE "items" DROP COLUMN "screen_endsat_tz";
  ALTER TABLE "items" DROP COLUMN "social_facebook";
  ALTER TABLE "items" DROP COLUMN "social_zalo";
  ALTER TABLE "items" DROP COLUMN "social_tiktok";
  ALTER TABLE "items" DROP COLUMN "social_youtube";
  ALTER TABLE "items" DROP COLUMN "social_hashtags";
  ALTER TABLE "items" DROP COLUMN "social_clip_id";
  ALTER TABLE "items" DROP COLUMN "publication_print_file_id";
  ALTER TABLE "items" DROP COLUMN "publication_format";
  ALTER TABLE "items" DROP COLUMN "publication_pages";
  ALTER TABLE "items" DROP COLUMN "publication_print_run";
  ALTER TABLE "items" DROP COLUMN "publication_distribution";
  ALTER TABLE "items_rels" DROP COLUMN "legal_documents_id";
  ALTER TABLE "_items_v" DROP COLUMN "version_programme_id";
  ALTER TABLE "_items_v" DROP COLUMN "version_press_contact";
  ALTER TABLE "_items_v" DROP COLUMN "version_loudspeaker_script";
  ALTER TABLE "_items_v" DROP COLUMN "version_loudspeaker_audio_id";
  ALTER TABLE "_items_v" DROP COLUMN "version_loudspeaker_times";
  ALTER TABLE "_items_v" DROP COLUMN "version_loudspeaker_repeats";
  ALTER TABLE "_items_v" DROP COLUMN "version_loudspeaker_starts_on";
  ALTER TABLE "_items_v" DROP COLUMN "version_loudspeaker_ends_on";
  ALTER TABLE "_items_v" DROP COLUMN "version_screen_visual_id";
  ALTER TABLE "_items_v" DROP COLUMN "version_screen_caption";
  ALTER TABLE "_items_v" DROP COLUMN "version_screen_text_height";
  ALTER TABLE "_items_v" DROP COLUMN "version_screen_seconds";
  ALTER TABLE "_items_v" DROP COLUMN "version_screen_starts_at";
  ALTER TABLE "_items_v" DROP COLUMN "version_screen_startsat_tz";
  ALTER TABLE "_items_v" DROP COLUMN "version_screen_ends_at";
  ALTER TABLE "_items_v" DROP COLUMN "version_screen_endsat_tz";
  ALTER TABLE "_items_v" DROP COLUMN "version_social_facebook";
  ALTER TABLE "_items_v" DROP COLUMN "version_social_zalo";
  ALTER TABLE "_items_v" DROP COLUMN "version_social_tiktok";
  ALTER TABLE "_items_v" DROP COLUMN "version_social_youtube";
  ALTER TABLE "_items_v" DROP COLUMN "version_social_hashtags";
  ALTER TABLE "_items_v" DROP COLUMN "version_social_clip_id";
  ALTER TABLE "_items_v" DROP COLUMN "version_publication_print_file_id";
  ALTER TABLE "_items_v" DROP COLUMN "version_publication_format";
  ALTER TABLE "_items_v" DROP COLUMN "version_publication_pages";
  ALTER TABLE "_items_v" DROP COLUMN "version_publication_print_run";
  ALTER TABLE "_items_v" DROP COLUMN "version_publication_distribution";
  ALTER TABLE "_items_v_rels" DROP COLUMN "legal_documents_id";
  ALTER TABLE "events" DROP COLUMN "programme";
  ALTER TABLE "events" DROP COLUMN "invitations";
  ALTER TABLE "media" DROP COLUMN "licence";
  ALTER TABLE "media" DROP COLUMN "duplicate_of_id";
  ALTER TABLE "media" DROP COLUMN "seconds";
  ALTER TABLE "media" DROP COLUMN "hash";
  ALTER TABLE "media" DROP COLUMN "prefix";
  ALTER TABLE "media" DROP COLUMN "_objectkey";
  ALTER TABLE "media" DROP COLUMN "sizes_full_url";
  ALTER TABLE "media" DROP COLUMN "sizes_full_width";
  ALTER TABLE "media" DROP COLUMN "sizes_full_height";
  ALTER TABLE "media" DROP COLUMN "sizes_full_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_full_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_full_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_square_url";
  ALTER TABLE "media" DROP COLUMN "sizes_square_width";
  ALTER TABLE "media" DROP COLUMN "sizes_square_height";
  ALTER TABLE "media" DROP COLUMN "sizes_square_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_square_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_square_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_story_url";
  ALTER TABLE "media" DROP COLUMN "sizes_story_width";
  ALTER TABLE "media" DROP COLUMN "sizes_story_height";
  ALTER TABLE "media" DROP COLUMN "sizes_story_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_story_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_story_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_wide_url";
  ALTER TABLE "media" DROP COLUMN "sizes_wide_width";
  ALTER TABLE "media" DROP COLUMN "sizes_wide_height";
  ALTER TABLE "media" DROP COLUMN "sizes_wide_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_wide_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_wide_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_wide_url";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_wide_width";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_wide_height";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_wide_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_wide_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_wide_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_double_url";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_double_width";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_double_height";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_double_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_double_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_double_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_banner_url";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_banner_width";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_banner_height";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_banner_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_banner_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_screen_banner_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_print_url";
  ALTER TABLE "media" DROP COLUMN "sizes_print_width";
  ALTER TABLE "media" DROP COLUMN "sizes_print_height";
  ALTER TABLE "media" DROP COLUMN "sizes_print_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_print_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_print_filename";
  ALTER TABLE "lines" DROP COLUMN "requires_citation";
  ALTER TABLE "outlets" DROP COLUMN "station_times";
  ALTER TABLE "outlets" DROP COLUMN "station_syllables_a_minute";
  ALTER TABLE "outlets" DROP COLUMN "station_days";
  ALTER TABLE "outlets" DROP COLUMN "screen_profile";
  ALTER TABLE "outlets" DROP COLUMN "screen_min_text_height";
  ALTER TABLE "outlets" DROP COLUMN "screen_still_seconds";
  ALTER TABLE "outlets" DROP COLUMN "screen_clip_seconds";
  ALTER TABLE "outlets" DROP COLUMN "screen_days";
  ALTER TABLE "outlets" DROP COLUMN "account_platform";
  ALTER TABLE "users" DROP COLUMN "notices_submitted";
  ALTER TABLE "users" DROP COLUMN "notices_returned";
  ALTER TABLE "users" DROP COLUMN "notices_approved";
  ALTER TABLE "users" DROP COLUMN "notices_published";
  ALTER TABLE "users" DROP COLUMN "notices_mentioned";
  ALTER TABLE "users" DROP COLUMN "notices_due";
  ALTER TABLE "users" DROP COLUMN "notices_overdue";
  ALTER TABLE "users" DROP COLUMN "notices_language";
  ALTER TABLE "subscribers" DROP COLUMN "push_old_secret";
  ALTER TABLE "subscribers" DROP COLUMN "push_old_secret_until";
  ALTER TABLE "placements" DROP COLUMN "runs_until";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "briefs_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "legal_documents_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "programmes_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "press_requests_id";
  DROP TYPE "public"."enum_items_screen_startsat_tz";
  DROP TYPE "public"."enum_items_screen_endsat_tz";
  DROP TYPE "public"."enum_items_publication_format";
  DROP TYPE "public"."enum__items_v_version_screen_startsat_tz";
  DROP TYPE "public"."enum__items_v_version_screen_endsat_tz";
  DROP TYPE "public"."enum__items_v_version_publication_format";
  DROP TYPE "public"."enum_media_licence";
  DROP TYPE "public"."enum_briefs_status";
  DROP TYPE "public"."enum__briefs_v_version_status";
  DROP TYPE "public"."enum_proofs_kind";
  DROP TYPE "public"."enum_press_requests_kind";
  DROP TYPE "public"."enum_press_requests_receivedat_tz";
  DROP TYPE "public"."enum_press_requests_dueat_tz";
  DROP TYPE "public"."enum_press_requests_answeredat_tz";
  DROP TYPE "public"."enum_outlets_screen_profile";
  DROP TYPE "public"."enum_outlets_account_platform";
  DROP TYPE "public"."enum_users_notices_submitted";
  DROP TYPE "public"."enum_users_notices_returned";
  DROP TYPE "public"."enum_users_notices_approved";
  DROP TYPE "public"."enum_users_notices_published";
  DROP TYPE "public"."enum_users_notices_mentioned";
  DROP TYPE "public"."enum_users_notices_due";
  DROP TYPE "public"."enum_users_notices_overdue";
  DROP TYPE "public"."enum_users_notices_language";
  DROP TYPE "public"."enum_notices_kind";
  DROP TYPE "public"."enum_notices_mail_state";`)
  await db.execute(sql`alter table placements alter column outlet_id reset (n_distinct)`)
}
